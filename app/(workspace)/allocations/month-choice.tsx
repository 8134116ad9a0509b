'use client'

import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryState } from 'nuqs'
import classes from './allocations.module.css'
import { useAllocationWords } from './words'

/** Which month the screen shows; the choice stands in the address. */
export function MonthChoice({ month, months }: { month: string; months: readonly string[] }) {
  const t = useTranslations('allocation.overview')
  const words = useAllocationWords()
  const [, choose] = useQueryState('month', parseAsString.withOptions({ shallow: false, history: 'push' }))
  const at = months.indexOf(month)
  const step = (label: string, to: string | undefined, icon: React.ReactNode) => (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        disabled={!to}
        onClick={() => to && choose(to)}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  )
  return (
    <div className={classes.month}>
      {step(t('previous'), months[at - 1], <IconChevronLeft size={18} stroke={1.8} />)}
      <Select
        aria-label={t('month')}
        w={160}
        allowDeselect={false}
        value={month}
        data={months.map((one) => ({ value: one, label: words.month(one) }))}
        onChange={(value) => value && choose(value)}
      />
      {step(t('next'), months[at + 1], <IconChevronRight size={18} stroke={1.8} />)}
    </div>
  )
}
