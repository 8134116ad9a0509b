'use client'

import { Alert } from '@mantine/core'
import { IconDoorOff } from '@tabler/icons-react'
import { useLocale, useTranslations } from 'next-intl'
import type { WeekView } from '@/lib/usecases/view-week'

/** Says that shops on the routes were closed after the week was planned. */
export function ClosedShops({ view }: { view: WeekView }) {
  const t = useTranslations('plan.stop')
  const locale = useLocale()
  const names = new Map(
    view.days.flatMap(({ stops }) =>
      stops.flatMap(({ retailer }) => (retailer.isClosed ? [[retailer.id, retailer.name] as const] : [])),
    ),
  )
  if (names.size === 0) return null
  return (
    <Alert color="orange" icon={<IconDoorOff size={18} />} p="xs" m="xs" mb={0} role="status">
      {t('closed-shops', {
        count: names.size,
        names: new Intl.ListFormat(locale, { style: 'narrow' }).format(names.values()),
      })}
    </Alert>
  )
}
