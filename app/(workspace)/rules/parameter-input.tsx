'use client'

import { NumberInput, Select } from '@mantine/core'
import type { ParameterField, ParameterKind } from '@/lib/domain/parameters/parameter-fields'
import classes from './rules.module.css'
import type { Draft } from './use-draft'
import { asShown, asStored, useRuleWords } from './use-rule-words'

type Props = {
  kind: ParameterKind
  field: ParameterField
  draft: Draft
  readOnly: boolean
}

/** One field of a version: its value, and below it what is wrong with it. */
export function ParameterInput({ kind, field, draft, readOnly }: Props) {
  const words = useRuleWords(kind)
  const { path } = field
  const value = draft.fields[path] ?? ''
  const fault = draft.faults.get(path)
  const shared = {
    'aria-label': words.name(path),
    readOnly,
    error: fault ? words.fault(fault) : null,
    variant: readOnly ? 'unstyled' : 'default',
    size: 'xs' as const,
  }
  if (field.type === 'choice') {
    return (
      <Select
        {...shared}
        className={classes.choice ?? ''}
        allowDeselect={false}
        data={field.choices.map((choice) => ({ value: choice, label: words.choice(choice) }))}
        value={String(value)}
        onChange={(next) => next !== null && draft.set(path, next)}
      />
    )
  }
  return (
    <NumberInput
      {...shared}
      className={classes.number ?? ''}
      hideControls={readOnly}
      allowDecimal={field.type === 'decimal'}
      thousandSeparator=","
      step={stepOf(field)}
      suffix={field.unit === 'share' ? ' %' : ''}
      value={typeof value === 'number' ? asShown(field, value) : value}
      onChange={(next) => draft.set(path, typeof next === 'number' ? asStored(field, next) : '')}
    />
  )
}

function stepOf({ type, unit, to }: Exclude<ParameterField, { type: 'choice' }>): number {
  if (unit === 'm') return 50
  if (unit === 'share') return 1
  return type === 'decimal' && to <= 20 ? 0.05 : 1
}
