/**
 * Makes the forecast anew; whoever closes the connection gives up, and the old one stays.
 *
 * Shape   answers `{ series, months }`.
 * Errors  401 not signed in, 409 with the code of why not, 499 given up.
 */
import type { NextRequest } from 'next/server'
import { findActor } from '@/lib/auth/session'
import { makeForecast } from '@/lib/usecases/make-forecast'

export async function POST(request: NextRequest) {
  const actor = await findActor()
  if (!actor) return answer(401, { code: 'signed-out' })
  try {
    const made = await makeForecast(actor, {}, request.signal)
    return made.ok ? answer(200, made.value) : answer(409, made.error)
  } catch (error) {
    if (request.signal.aborted) return answer(499, { code: 'cancelled' })
    throw error
  }
}

function answer(status: number, body: object) {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
