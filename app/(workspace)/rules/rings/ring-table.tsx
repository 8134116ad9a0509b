'use client'

import { Button, Table } from '@mantine/core'
import { useLocale, useTranslations } from 'next-intl'
import { ParameterInput } from '@/app/(workspace)/rules/parameter-input'
import shared from '@/app/(workspace)/rules/rules.module.css'
import type { Draft } from '@/app/(workspace)/rules/use-draft'
import { PARAMETER_FIELDS } from '@/lib/domain/parameters/parameter-fields'
import type { RingClass } from '@/lib/domain/trade-area/ring-class'
import { RINGS } from '@/lib/domain/trade-area/rings'
import { formatNumber } from '@/lib/i18n/format'
import type { RingClassView } from '@/lib/usecases/view-ring-classes'
import type { RulesView } from '@/lib/usecases/view-rules'
import classes from './ring-studio.module.css'

type Props = {
  view: RulesView
  draft: Draft
  ringClasses: readonly RingClassView[]
  shown: RingClass
  onShow: (ringClass: RingClass) => void
}

/** PRODUCT 4.1: 80 m a minute on foot, and ways 1.3 times as long as the straight line. */
const WALK_M_PER_MINUTE = 80
const DETOUR = 1.3

export function RingTable({ view, draft, ringClasses, shown, onShow }: Props) {
  const t = useTranslations('rules')
  const ring = useTranslations('common.rings')
  const locale = useLocale()
  const walk = (radiusM: unknown) =>
    typeof radiusM === 'number'
      ? t('rings-page.walk', { minutes: formatNumber(locale, (radiusM * DETOUR) / WALK_M_PER_MINUTE) })
      : '–'
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rings-page.class')}</Table.Th>
            {RINGS.map((name) => (
              <Table.Th key={name}>
                {ring(name)} <span className={shared.small}>{t('units.short.m')}</span>
              </Table.Th>
            ))}
            <Table.Th ta="right">{t('rings-page.shops')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {ringClasses.map(({ ringClass, retailers }) => (
            <Table.Tr key={ringClass} className={ringClass === shown ? (classes.shown ?? '') : ''}>
              <Table.Th scope="row">{t(`rings-page.classes.${ringClass}.name`)}</Table.Th>
              {RINGS.map((name) => {
                const path = `${ringClass}.${name}`
                const field = PARAMETER_FIELDS.rings.find((one) => one.path === path)!
                const isChanged = draft.fields[path] !== view.fields[path]
                return (
                  <Table.Td key={name} className={isChanged ? (shared.changed ?? '') : ''}>
                    <ParameterInput kind="rings" field={field} draft={draft} readOnly={!view.mayEdit} />
                    <span className={classes.walk}>{walk(draft.fields[path])}</span>
                  </Table.Td>
                )
              })}
              <Table.Td className={shared.figure ?? ''}>{formatNumber(locale, retailers)}</Table.Td>
              <Table.Td>
                <Button
                  size="compact-xs"
                  variant={ringClass === shown ? 'light' : 'subtle'}
                  aria-pressed={ringClass === shown}
                  aria-label={`${t('rings-page.preview.show')}: ${t(`rings-page.classes.${ringClass}.name`)}`}
                  onClick={() => onShow(ringClass)}
                >
                  {t('rings-page.preview.show')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
