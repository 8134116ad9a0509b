import { ActionIcon, Select, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatMonth } from '@/lib/i18n/format'
import classes from './month-choice.module.css'

type Props = {
  month: string
  /** Ascending; the newest stands first in the list. */
  months: readonly string[]
  onChoose: (month: string) => void
}

/** Which month a screen shows, by steps or from the list. */
export function MonthChoice({ month, months, onChoose }: Props) {
  const t = useTranslations('common.month')
  const locale = useLocale()
  const before = months.findLast((one) => one < month)
  const after = months.find((one) => one > month)
  const known = months.includes(month) ? months : [...months, month].toSorted()
  return (
    <div className={classes.month}>
      <Step label={t('previous')} to={before} onChoose={onChoose} icon={IconChevronLeft} />
      <Select
        aria-label={t('label')}
        w={165}
        allowDeselect={false}
        value={month}
        data={known.toReversed().map((one) => ({ value: one, label: formatMonth(locale, one) }))}
        onChange={(value) => value && onChoose(value)}
      />
      <Step label={t('next')} to={after} onChoose={onChoose} icon={IconChevronRight} />
    </div>
  )
}

type StepProps = Pick<Props, 'onChoose'> & {
  label: string
  to: string | undefined
  icon: typeof IconChevronLeft
}

function Step({ label, to, onChoose, icon: Icon }: StepProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        disabled={!to}
        onClick={() => to && onChoose(to)}
      >
        <Icon size={18} stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  )
}
