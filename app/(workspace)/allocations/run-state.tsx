'use client'

import { Badge, Tooltip } from '@mantine/core'
import { useTranslations } from 'next-intl'
import type { RunHead } from '@/lib/usecases/view-allocation-overview'
import { useAllocationWords } from './words'

const LOOKS = {
  draft: { variant: 'light', color: 'orange' },
  published: { variant: 'filled', color: 'teal.8' },
  superseded: { variant: 'outline', color: 'gray' },
  none: { variant: 'outline', color: 'gray' },
} as const

/** How far a run is, and what that means. */
export function RunStateBadge({
  run,
}: {
  run: Pick<RunHead, 'state' | 'publishedAt' | 'publishedBy'> | null
}) {
  const t = useTranslations('allocation.state')
  const words = useAllocationWords()
  const state = run?.state ?? 'none'
  const date = run?.publishedAt ? words.date(run.publishedAt) : ''
  const badge = (
    <Badge size="sm" miw="max-content" {...LOOKS[state]} {...(run && { tabIndex: 0 })}>
      {t(state)}
    </Badge>
  )
  if (!run) return badge
  const about =
    run.state === 'published' && run.publishedBy
      ? t('published-about', { name: run.publishedBy, date })
      : run.state === 'published'
        ? t('published-about-unnamed', { date })
        : t(`${run.state}-about`, { date })
  return (
    <Tooltip label={about} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
      {badge}
    </Tooltip>
  )
}
