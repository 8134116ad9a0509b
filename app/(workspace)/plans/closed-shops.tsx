'use client'

import { Alert } from '@mantine/core'
import { IconArrowsExchange, IconDoorOff } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import { formatList } from '@/lib/i18n/format'
import type { WeekStop, WeekView } from '@/lib/usecases/view-week'

/** Says that shops on the routes were closed, or given to another territory, after the week was planned. */
export function ClosedShops({ view }: { view: WeekView }) {
  const t = useTranslations('plan.stop')
  const locale = useLocale()
  const closed = namesOf(view, ({ isClosed }) => isClosed)
  const moved = namesOf(view, ({ isClosed, territoryId }) => !isClosed && territoryId !== view.territory.id)
  const wordsOf = (names: ReadonlyMap<number, string>) => ({
    count: names.size,
    names: formatList(locale, [...names.values()].slice(0, NAMED_MAX)),
    more: Math.max(0, names.size - NAMED_MAX),
  })
  const isFirstDraft = view.plan?.status === 'draft' && !view.hasPublished
  return (
    <>
      {closed.size > 0 && (
        <Alert color="orange" icon={<IconDoorOff size={18} />} p="xs" m="xs" mb={0} role="status">
          {t('closed-shops', wordsOf(closed))}
        </Alert>
      )}
      {moved.size > 0 && (
        <Alert color="orange" icon={<IconArrowsExchange size={18} />} p="xs" m="xs" mb={0} role="status">
          {t(isFirstDraft ? 'moved-shops-draft' : 'moved-shops', wordsOf(moved))}
        </Alert>
      )}
    </>
  )
}

/** A whole territory may have gone. */
const NAMED_MAX = 8

function namesOf(view: WeekView, counts: (retailer: WeekStop['retailer']) => boolean): Map<number, string> {
  return new Map(
    view.days.flatMap(({ stops }) =>
      stops.flatMap(({ retailer }) => (counts(retailer) ? [[retailer.id, retailer.name] as const] : [])),
    ),
  )
}
