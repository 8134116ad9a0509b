/**
 * Proposes a division of retailers among territories; whoever closes the connection gives up.
 *
 * Shape   takes a ProposeDivision, answers `{ territoryOf }`.
 * Errors  401 not signed in, 400 malformed, 409 with the code of why not, 499 given up.
 */
import type { NextRequest } from 'next/server'
import { findActor } from '@/lib/auth/session'
import { ProposeDivision, proposeDivision } from '@/lib/usecases/divide/propose-division'

export async function POST(request: NextRequest) {
  const actor = await findActor()
  if (!actor) return answer(401, { code: 'signed-out' })
  const wanted = ProposeDivision.safeParse(await request.json().catch(() => undefined))
  if (!wanted.success) return answer(400, { code: 'invalid' })
  try {
    const proposed = await proposeDivision(actor, wanted.data, request.signal)
    return proposed.ok ? answer(200, proposed.value) : answer(409, proposed.error)
  } catch (error) {
    if (request.signal.aborted) return answer(499, { code: 'cancelled' })
    throw error
  }
}

function answer(status: number, body: object) {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } })
}
