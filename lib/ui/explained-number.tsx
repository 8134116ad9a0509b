'use client'

import { HoverCard, UnstyledButton } from '@mantine/core'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import classes from './explained-number.module.css'

type Props = {
  /** Already formatted, with its unit unless `unit` is given. */
  value: ReactNode
  unit?: string
  /** What this number is, as a label above it in `KeyFigure` and a title of the explanation. */
  label: string
  formula: string
  /** The values that went in, as they are called and formatted. */
  parameters?: readonly { name: string; value: string }[]
  source?: string
  /** The rows behind it. */
  href?: string
}

/** A number that says, on hover, focus or tap, how it comes about. */
export function ExplainedNumber(props: Props) {
  const { value, unit, label, formula, parameters = [], source, href } = props
  const t = useTranslations('common.explained')
  return (
    <HoverCard width={300} shadow="md" openDelay={200} transitionProps={{ duration: 150 }} withinPortal>
      <HoverCard.Target>
        <UnstyledButton className={classes.number ?? ''} aria-label={`${label}: ${t('show')}`}>
          {value}
          {unit && <span className={classes.unit}>{unit}</span>}
        </UnstyledButton>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <dl className={classes.explanation}>
          <dt>{t('formula')}</dt>
          <dd>{formula}</dd>
          {parameters.length > 0 && <dt>{t('parameters')}</dt>}
          {parameters.map((parameter) => (
            <dd key={parameter.name}>
              {parameter.name}: {parameter.value}
            </dd>
          ))}
          {source && <dt>{t('source')}</dt>}
          {source && <dd>{source}</dd>}
        </dl>
        {href && <Link href={href}>{t('rows')}</Link>}
      </HoverCard.Dropdown>
    </HoverCard>
  )
}

/** A figure of a panel: its label, then the number large, which explains itself. */
export function KeyFigure(props: Props) {
  return (
    <div className={classes.figure}>
      <span className={classes.label}>{props.label}</span>
      <span className={classes.large}>
        <ExplainedNumber {...props} />
      </span>
    </div>
  )
}
