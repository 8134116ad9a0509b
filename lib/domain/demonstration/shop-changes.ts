/**
 * When shops opened and closed, and which of them changed: what the register of retailers says of the last months.
 *
 * The newcomers of a story opened in its month. One shop in 190, of the lower tiers, closed in one of the last three full
 * months, and one in 300 became another kind of shop in one of the last two; neither where a story is told. Shops of the
 * user's own list neither close nor change.
 */
import { addMonths, type IsoDate, type IsoMonth } from '@/lib/domain/calendar/dates'
import type { BusinessFormat } from '@/lib/domain/retailer/classification'
import type { NameLanguage } from '@/lib/domain/trade-area/area-name'
import { pick, shuffled, streamOf } from './draws'
import type { DemonstrationShop } from './shops'
import type { Story } from './stories'

/** A row of the retailer's history. */
export type ShopChange = {
  readonly retailerIndex: number
  readonly date: IsoDate
  readonly action: 'create' | 'edit' | 'close'
  readonly reason: string
  /** What it was before it changed. */
  readonly formatBefore: BusinessFormat | null
}

const SHOPS_A_CLOSING = 190
const CLOSED_MONTHS = 3
const CLOSED_TIER_MAX = 12
const SHOPS_A_CHANGE = 300
const CHANGED_MONTHS = 2
const BEFORE: Readonly<Record<BusinessFormat, BusinessFormat>> = {
  mall: 'supermarket',
  supermarket: 'grocery',
  convenience: 'grocery',
  'tobacco-alcohol': 'convenience',
  grocery: 'convenience',
  entertainment: 'other',
  other: 'grocery',
}

export type ShopChanges = {
  readonly shops: readonly DemonstrationShop[]
  /** Ascending by date, then by retailer. */
  readonly changes: readonly ShopChange[]
}

export function changeShops(
  seed: number,
  shops: readonly DemonstrationShop[],
  stories: readonly Story[],
  lastMonth: IsoMonth,
  { language, mayClose }: { readonly language: NameLanguage; readonly mayClose: boolean },
): ShopChanges {
  const reasons = REASONS[language]
  const dayIn = (name: string, index: number, month: IsoMonth) =>
    `${month}-${String(2 + streamOf(seed, name, index).int(26)).padStart(2, '0')}`
  const newcomers = new Map(
    stories.flatMap(({ opened, month }) =>
      opened.map((index) => [index, dayIn('opening', index, month)] as const),
    ),
  )
  const storied = new Set(stories.map(({ tradeAreaId }) => tradeAreaId))
  const quiet = shops.filter(({ tradeAreaId }) => tradeAreaId === null || !storied.has(tradeAreaId))
  const monthsBack = (name: string, index: number, months: number) =>
    addMonths(lastMonth, -streamOf(seed, `${name} month`, index).int(months))
  const closed = new Map(
    drawn(seed, 'closing', mayClose ? shops.length / SHOPS_A_CLOSING : 0, quiet.filter(isSmall)).map(
      ({ index }) => [index, dayIn('closing', index, monthsBack('closing', index, CLOSED_MONTHS))] as const,
    ),
  )
  const changed = drawn(
    seed,
    'changing',
    mayClose ? shops.length / SHOPS_A_CHANGE : 0,
    quiet.filter(({ index }) => !closed.has(index)),
  )
  const row = (retailerIndex: number, date: IsoDate, action: ShopChange['action']) => ({
    retailerIndex,
    date,
    action,
    reason: pick(streamOf(seed, 'reason', retailerIndex), reasons[action]),
    formatBefore: null,
  })
  const changes: ShopChange[] = [
    ...[...newcomers].map(([index, date]) => row(index, date, 'create')),
    ...[...closed].map(([index, date]) => row(index, date, 'close')),
    ...changed.map(({ index, format }) => ({
      ...row(index, dayIn('changing', index, monthsBack('changing', index, CHANGED_MONTHS)), 'edit'),
      formatBefore: BEFORE[format],
    })),
  ]
  return {
    shops: shops.map((shop) => ({
      ...shop,
      openedOn: newcomers.get(shop.index) ?? shop.openedOn,
      closedOn: closed.get(shop.index) ?? null,
      lapsedMonths: newcomers.has(shop.index) ? 0 : shop.lapsedMonths,
    })),
    changes: changes.toSorted((a, b) =>
      a.date < b.date ? -1 : a.date > b.date ? 1 : a.retailerIndex - b.retailerIndex,
    ),
  }
}

function isSmall({ tier }: DemonstrationShop): boolean {
  return tier <= CLOSED_TIER_MAX
}

function drawn(
  seed: number,
  name: string,
  count: number,
  shops: readonly DemonstrationShop[],
): DemonstrationShop[] {
  return shuffled(streamOf(seed, name), shops.length)
    .slice(0, Math.floor(count))
    .map((k) => shops[k]!)
}

/** Written by a person, so in the language of the city, as its names are. */
const REASONS: Readonly<Record<NameLanguage, Readonly<Record<ShopChange['action'], readonly string[]>>>> = {
  es: {
    create: ['Licencia nueva'],
    close: ['Fin del alquiler', 'El dueño se jubiló', 'Cierre del negocio'],
    edit: ['Cambio de rubro', 'Reforma del local'],
  },
  en: {
    create: ['New license'],
    close: ['End of lease', 'The owner retired', 'Out of business'],
    edit: ['Changed its trade', 'Shop rebuilt'],
  },
  zh: {
    create: ['新办许可证'],
    close: ['租约到期', '经营者退休', '停止经营'],
    edit: ['经营业态变更', '店面改造'],
  },
}
