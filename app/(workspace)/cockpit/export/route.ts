/** The cockpit as the address says, as a file. */
import type { NextRequest } from 'next/server'
import { queryOf } from '@/app/(workspace)/cockpit/cockpit-query'
import { exportWords, fileAnswer } from '@/app/(workspace)/cockpit/export-words'
import { findActor } from '@/lib/auth/session'
import { FIGURES } from '@/lib/domain/kpi/figure'
import { exportCockpit, FORMATS } from '@/lib/usecases/cockpit/export-cockpit'

export async function GET(request: NextRequest) {
  const actor = await findActor()
  if (!actor) return new Response(null, { status: 401 })
  const search = Object.fromEntries(request.nextUrl.searchParams)
  const format = FORMATS.find((one) => one === search.format) ?? 'xlsx'
  const figure = FIGURES.find((one) => one === search.figure) ?? 'fill-rate'
  const query = queryOf(search)
  const file = await exportCockpit(actor, query, figure, format, await exportWords())
  if (!file.ok) return new Response(null, { status: file.error.code === 'forbidden' ? 403 : 404 })
  return fileAnswer(file.value, `cockpit-${query.month ?? 'newest'}`, format)
}
