/**
 * Why a retailer's share of a scarce product is what it is, as one sentence in the reader's language.
 *
 * Shape   takes the translator of namespace `allocation` and that of `common`, so that it serves server and browser alike.
 *         Zones are keyed `type:market`, a trade area that stands for itself `type:market:id:name`; a type that the
 *         organisation added is named by `typeNames`.
 */
import type { useTranslations } from 'next-intl'
import type { LineReason } from '@/lib/domain/allocation/allocate'

type Translator<N extends string> = ReturnType<typeof useTranslations<N>>
export type AllocationWords = {
  readonly allocation: Translator<'allocation'>
  readonly common: Translator<'common'>
  readonly typeNames?: Readonly<Record<string, string>> | undefined
}

export function allocationReason({ code, params }: LineReason, words: AllocationWords): string {
  const { zoneKey, capUnits = 0, ...numbers } = params
  return words.allocation(`reasons.${code}`, { ...numbers, capUnits, zone: zoneName(zoneKey, words) })
}

/** `Residential, urban`; `Pocitos (Residential, urban)`. */
export function zoneName(zoneKey: string, { allocation, common, typeNames }: AllocationWords): string {
  const [type = 'none', market = 'urban', id, ...name] = zoneKey.split(':')
  const key = `trade-area-types.${type}` as const
  const typeName = typeNames?.[type] ?? (common.has(key as never) ? common(key as never) : type)
  const zone = allocation('zone', { type: typeName, market })
  return id === undefined ? zone : allocation('zone-own', { name: name.join(':'), zone })
}
