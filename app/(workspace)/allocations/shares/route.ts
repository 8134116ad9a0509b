/** The shares of one allocation within reach as a CSV file that spreadsheets open by a double click. */
import type { NextRequest } from 'next/server'
import { getLocale, getTranslations } from 'next-intl/server'
import { findActor } from '@/lib/auth/session'
import { monthOfNumber } from '@/lib/domain/calendar/month-number'
import { faultsCsv } from '@/lib/domain/import/faults-csv'
import { allocationReason, zoneName } from '@/lib/i18n/allocation-reason'
import { exportAllocationShares, ListAllocationShares } from '@/lib/usecases/list-allocation-shares'

export async function GET(request: NextRequest) {
  const actor = await findActor()
  if (!actor) return new Response(null, { status: 401 })
  const { runId, zone, tier, territory } = Object.fromEntries(request.nextUrl.searchParams)
  const wanted = ListAllocationShares.safeParse({ runId, zone, tier, territory })
  if (!wanted.success) return new Response(null, { status: 400 })
  const shares = await exportAllocationShares(actor, wanted.data)
  if (!shares.ok) return new Response(null, { status: 404 })

  const [allocation, common, locale] = await Promise.all([
    getTranslations('allocation'),
    getTranslations('common'),
    getLocale(),
  ])
  const { cycle, rows, types } = shares.value
  const names = types.map(({ code, nameEn, nameZh }) => [code, locale === 'en' ? nameEn : nameZh])
  const words = { allocation, common, typeNames: Object.fromEntries(names) }
  const t = (key: Parameters<typeof allocation>[0]) => allocation(key)
  const header = [
    t('shops.code'),
    t('shops.name'),
    t('shops.territory'),
    t('shops.zone'),
    t('shops.tier'),
    t('shops.need'),
    t('shops.units'),
    t('shops.reason'),
  ]
  const cells = rows.map((row) => [
    row.code,
    row.name,
    row.territory,
    zoneName(row.zoneKey, words),
    row.tier,
    row.demandUnits,
    row.units,
    allocationReason(row.reason, words),
  ])
  const name = allocation('shops.file', { product: cycle.code, month: monthOfNumber(cycle.month) })
  return new Response(faultsCsv(header, cells), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="allocation.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'no-store',
    },
  })
}
