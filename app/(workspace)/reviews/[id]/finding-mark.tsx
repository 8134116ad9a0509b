import {
  IconAlertTriangle,
  IconBuildingStore,
  IconCalendarEvent,
  IconChartDots,
  IconCoin,
  IconPackageOff,
  IconPackages,
  IconShoe,
  IconTrendingDown,
  IconTrendingUp,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { FindingCode } from '@/lib/domain/review/finding'

const ICONS: Readonly<Record<FindingCode, ComponentType<{ size?: number; stroke?: number }>>> = {
  'demand-up': IconTrendingUp,
  'demand-down': IconTrendingDown,
  'event-effect': IconCalendarEvent,
  'new-competition': IconBuildingStore,
  'stock-out': IconPackageOff,
  'price-fall': IconCoin,
  'price-rise': IconCoin,
  'stock-high': IconPackages,
  'stock-low': IconPackages,
  'forecast-miss': IconChartDots,
  'shops-opened': IconBuildingStore,
  'shops-closed': IconBuildingStore,
  'types-changed': IconAlertTriangle,
  'visits-missed': IconShoe,
}

export function Mark({ code }: { code: FindingCode }) {
  const Icon = ICONS[code]
  return (
    <span aria-hidden="true">
      <Icon size={18} stroke={1.7} />
    </span>
  )
}
