/** The rows behind a figure, as the address says, as a file. */
import type { NextRequest } from 'next/server'
import { queryOf } from '@/app/(workspace)/cockpit/cockpit-query'
import { exportWords, fileAnswer } from '@/app/(workspace)/cockpit/export-words'
import { findActor } from '@/lib/auth/session'
import { exportCockpitRows, FORMATS } from '@/lib/usecases/cockpit/export-cockpit'
import { ListCockpitRows } from '@/lib/usecases/cockpit/list-cockpit-rows'

export async function GET(request: NextRequest) {
  const actor = await findActor()
  if (!actor) return new Response(null, { status: 401 })
  const search = Object.fromEntries(request.nextUrl.searchParams)
  const format = FORMATS.find((one) => one === search.format) ?? 'xlsx'
  const { figure, level, all } = search
  const wanted = ListCockpitRows.safeParse({ ...queryOf(search), figure, level, all })
  if (!wanted.success) return new Response(null, { status: 400 })
  const file = await exportCockpitRows(actor, wanted.data, format, await exportWords())
  if (!file.ok) return new Response(null, { status: file.error.code === 'forbidden' ? 403 : 404 })
  return fileAnswer(file.value, `cockpit-rows-${wanted.data.month ?? 'newest'}`, format)
}
