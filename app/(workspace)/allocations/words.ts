'use client'

/** What the allocation says in codes, keys and shares of one, in the reader's words. */
import { useLocale, useTranslations } from 'next-intl'
import type { LineReason } from '@/lib/domain/allocation/allocate'
import type { OverrideFault } from '@/lib/domain/allocation/overrides'
import type { Failure } from '@/lib/domain/result'
import { allocationReason, zoneName } from '@/lib/i18n/allocation-reason'
import { formatDate, formatList, formatMonth } from '@/lib/i18n/format'

type NamedType = {
  readonly code: string
  readonly nameEn: string
  readonly nameZh: string
  readonly builtIn: boolean
}

export function useAllocationWords(types: readonly NamedType[] = []) {
  const t = useTranslations('allocation')
  const common = useTranslations('common')
  const locale = useLocale()
  const own = types.filter(({ builtIn }) => !builtIn)
  const typeNames = Object.fromEntries(own.map((type) => [type.code, localName(locale, type)]))
  const words = { allocation: t, common, typeNames }
  const zone = (key: string) => zoneName(key, words)
  return {
    zone,
    reason: (reason: LineReason) => allocationReason(reason, words),
    product: (product: { readonly nameEn: string; readonly nameZh: string }) => localName(locale, product),
    month: (month: string) => formatMonth(locale, month),
    months: (months: readonly string[]) =>
      formatList(
        locale,
        months.toSorted().map((month) => formatMonth(locale, month)),
      ),
    date: (instant: string) => formatDate(locale, instant.slice(0, 10)),
    /** `+6.1 %`, `−4 %`. */
    signed: (share: number | null) => (share === null ? '–' : signedPercent(locale, share)),
    refusal: (error: Failure & { readonly fault?: OverrideFault }) => {
      if (error.code === 'override' && error.fault) {
        const { zoneKey, code, units } = error.fault
        return t('refused.override', { zone: zone(zoneKey), why: t(`zone-dialog.faults.${code}`, { units }) })
      }
      const key = `refused.${error.code}` as 'refused.fault'
      return t.has(key) ? t(key) : t('refused.fault')
    },
  }
}

export function localName(locale: string, { nameEn, nameZh }: { nameEn: string; nameZh: string }): string {
  return locale === 'en' ? nameEn : nameZh
}

export function signedPercent(locale: string, share: number): string {
  const format = new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: Math.abs(share) < 0.1 ? 1 : 0,
    signDisplay: 'exceptZero',
  })
  return format.format(share).replace('-', '−')
}
