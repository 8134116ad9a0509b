'use client'

import { Table } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { PARAMETER_FIELDS, type ParameterField } from '@/lib/domain/parameters/parameter-fields'
import type { RulesView } from '@/lib/usecases/view-rules'
import { ParameterInput } from './parameter-input'
import { ReadOnly } from './read-only'
import classes from './rules.module.css'
import { RulesSaveBar } from './rules-save-bar'
import { type Draft, useDraft } from './use-draft'
import { useRuleWords } from './use-rule-words'
import { Versions } from './versions'

/** A version of parameters as a list of fields, each with its meaning, unit, bounds and source. */
export function ParameterEditor({ view }: { view: RulesView }) {
  const t = useTranslations('rules')
  const draft = useDraft(view)
  const kind = view.kind as 'planning' | 'typing' | 'allocation' | 'review' | 'targets'
  const groups = Map.groupBy(PARAMETER_FIELDS[kind], ({ group }) => group)
  return (
    <div className={classes.stack}>
      {!view.mayEdit && <ReadOnly />}
      {[...groups].map(([group, fields], k) => (
        <FieldGroup key={group} view={view} draft={draft} group={group} fields={fields} isFirst={k === 0} />
      ))}
      <RulesSaveBar view={view} draft={draft} effect={t(`effect.${kind}`, { next: view.version + 1 })} />
      <Versions view={view} draft={draft} />
    </div>
  )
}

type Props = {
  view: RulesView
  draft: Draft
  group: string
  fields: readonly ParameterField[]
  isFirst: boolean
}

function FieldGroup({ view, draft, group, fields, isFirst }: Props) {
  const t = useTranslations('rules')
  const words = useRuleWords(view.kind)
  const say = (part: 'title' | 'about' | 'source') => t(`groups.${view.kind}.${group}.${part}` as never)
  const id = `rules-${group}`
  return (
    <section className={classes.card} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.heading}>
          {say('title')}
        </h2>
        {isFirst && <span className={classes.small}>{t('in-force', { version: view.version })}</span>}
      </div>
      <p className={classes.soft}>{say('about')}</p>
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('columns.field')}</Table.Th>
              <Table.Th>{t('columns.value')}</Table.Th>
              <Table.Th>{t('columns.unit')}</Table.Th>
              <Table.Th>{t('columns.meaning')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map((field) => {
              const isChanged = draft.fields[field.path] !== view.fields[field.path]
              return (
                <Table.Tr key={field.path}>
                  <Table.Th scope="row">{words.name(field.path)}</Table.Th>
                  <Table.Td className={isChanged ? (classes.changed ?? '') : ''}>
                    <ParameterInput kind={view.kind} field={field} draft={draft} readOnly={!view.mayEdit} />
                  </Table.Td>
                  <Table.Td className={`${classes.small} ${classes.nowrap}`}>{words.bounds(field)}</Table.Td>
                  <Table.Td className={classes.meaning ?? ''}>{words.about(field.path)}</Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <p className={classes.source}>{say('source')}</p>
    </section>
  )
}
