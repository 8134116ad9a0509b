/** The filtered list as a file: the same query as the screen's address. */
import type { NextRequest } from 'next/server'
import { getLocale, getTranslations } from 'next-intl/server'
import { queryOf } from '@/app/(workspace)/retailers/list-query'
import { findActor } from '@/lib/auth/session'
import { exportRetailers } from '@/lib/usecases/export-retailers'
import { organizationToday } from '@/lib/usecases/organization-today'

export async function GET(request: NextRequest) {
  const actor = await findActor()
  if (!actor) return new Response(null, { status: 401 })
  const [t, common, locale] = await Promise.all([
    getTranslations('retailer'),
    getTranslations('common'),
    getLocale(),
  ])
  const list = await exportRetailers(actor, queryOf(Object.fromEntries(request.nextUrl.searchParams)), {
    isChinese: locale === 'zh-CN',
    column: (column) => t(`export.${column}`),
    format: (code) => common(`formats.${code}`),
    marketType: (code) => common(`market-types.${code}`),
    due: (code) => common(`due.${code}`),
  })
  if (!list.ok) return new Response(null, { status: 403 })
  const rows = list.value
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await rows.next()
      if (done) controller.close()
      else controller.enqueue(new TextEncoder().encode(value))
    },
    async cancel() {
      await rows.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="retailers-${await organizationToday()}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}
