'use client'

import { Table } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { ParameterInput } from '@/app/(workspace)/rules/parameter-input'
import { ReadOnly } from '@/app/(workspace)/rules/read-only'
import classes from '@/app/(workspace)/rules/rules.module.css'
import { RulesSaveBar } from '@/app/(workspace)/rules/rules-save-bar'
import { useDraft } from '@/app/(workspace)/rules/use-draft'
import { Versions } from '@/app/(workspace)/rules/versions'
import { fromFields, PARAMETER_FIELDS } from '@/lib/domain/parameters/parameter-fields'
import { SERVICE_CLASSES } from '@/lib/domain/retailer/classification'
import type { ServiceRule } from '@/lib/domain/routing/service/service-rules'
import { formatNumber } from '@/lib/i18n/format'
import type { RulesView } from '@/lib/usecases/view-rules'
import type { ServiceLoadView } from '@/lib/usecases/view-service-load'
import { type LoadOfAll, loadOfAll } from './load-of-all'
import { LoadTable } from './load-table'

const COLUMNS = ['intervalDays', 'minutes', 'channel'] as const

/** Service rules (服务规则): how often, how long and by which channel, and what that asks of each territory. */
export function ServiceRules({ view, load }: { view: RulesView; load: ServiceLoadView | null }) {
  const t = useTranslations('rules')
  const draft = useDraft(view)
  const stored = useMemo(() => rulesOf(view.fields), [view.fields])
  // while a field is being corrected, the load stays that of the version in force
  const edited = useMemo(
    () => (draft.faults.size === 0 ? rulesOf(draft.fields) : stored),
    [draft.fields, draft.faults, stored],
  )
  const territories = load?.territories ?? []
  const before = useMemo(() => loadOfAll(territories, stored), [territories, stored])
  const after = useMemo(() => loadOfAll(territories, edited), [territories, edited])
  return (
    <div className={classes.stack}>
      {!view.mayEdit && <ReadOnly />}
      <section className={classes.card} aria-labelledby="service-rules">
        <div className={classes.head}>
          <h2 id="service-rules" className={classes.heading}>
            {t('service.title')}
          </h2>
          <span className={classes.small}>{t('in-force', { version: view.version })}</span>
        </div>
        <p className={classes.soft}>{t('service.about')}</p>
        <Table.ScrollContainer minWidth={720}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('service.class')}</Table.Th>
                {COLUMNS.map((column) => (
                  <Table.Th key={column}>
                    {t(`fields.service-rules.${column}.name`)}
                    {column !== 'channel' && (
                      <span className={classes.was}>
                        {t(`units.short.${column === 'minutes' ? 'minutes' : 'days'}`)}
                      </span>
                    )}
                  </Table.Th>
                ))}
                <Table.Th ta="right">{t('service.retailers')}</Table.Th>
                <Table.Th ta="right">{t('service.visits')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {SERVICE_CLASSES.map((serviceClass) => (
                <Table.Tr key={serviceClass}>
                  <Table.Th scope="row">{t('service.class-name', { serviceClass })}</Table.Th>
                  {COLUMNS.map((column) => {
                    const path = `${serviceClass}.${column}`
                    const field = PARAMETER_FIELDS['service-rules'].find((one) => one.path === path)!
                    const isChanged = draft.fields[path] !== view.fields[path]
                    return (
                      <Table.Td key={column} className={isChanged ? (classes.changed ?? '') : ''}>
                        <ParameterInput
                          kind="service-rules"
                          field={field}
                          draft={draft}
                          readOnly={!view.mayEdit}
                        />
                      </Table.Td>
                    )
                  })}
                  <ClassFigures serviceClass={serviceClass} before={before} after={after} />
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        <p className={classes.source}>{t('service.source')}</p>
      </section>
      {load && <LoadTable view={load} before={before} after={after} />}
      <RulesSaveBar
        view={view}
        draft={draft}
        effect={t('effect.service-rules', { next: view.version + 1 })}
      />
      <Versions view={view} draft={draft} />
    </div>
  )
}

function ClassFigures(props: {
  serviceClass: (typeof SERVICE_CLASSES)[number]
  before: LoadOfAll
  after: LoadOfAll
}) {
  const { serviceClass, before, after } = props
  const locale = useLocale()
  const was = before.total.byClass.get(serviceClass)
  const is = after.total.byClass.get(serviceClass)
  const visits = (value: number | undefined) => formatNumber(locale, value ?? 0)
  return (
    <>
      <Table.Td className={classes.figure ?? ''}>{formatNumber(locale, is?.retailers ?? 0)}</Table.Td>
      <Table.Td className={classes.figure ?? ''}>
        {visits(is?.visits)}
        {visits(was?.visits) !== visits(is?.visits) && <s className={classes.was}>{visits(was?.visits)}</s>}
      </Table.Td>
    </>
  )
}

function rulesOf(fields: RulesView['fields']): readonly ServiceRule[] {
  return fromFields('service-rules', fields) as readonly ServiceRule[]
}
