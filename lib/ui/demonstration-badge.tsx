'use client'

import { Tooltip } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import classes from './demonstration-badge.module.css'

/** Stands wherever generated figures are shown: the places are real, the people and the numbers are not. */
export function DemonstrationBadge({ compact = false }: { compact?: boolean }) {
  const t = useTranslations('common.demonstration')
  return (
    <Tooltip label={t('explanation')} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation must be reachable by keyboard */}
      <span className={classes.badge} tabIndex={0}>
        <IconFlask size={13} stroke={1.8} aria-hidden />
        <span className={compact ? classes.hidden : classes.label}>{t('label')}</span>
      </span>
    </Tooltip>
  )
}
