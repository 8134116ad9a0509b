/**
 * The shared part of the three tile routes: `/api/tiles/<set>/{z}/{x}/{y}.mvt`.
 *
 * Shape   every body is gzip, also a problem's: next.config.mjs says so for all of /api/tiles.
 */
import type { NextRequest } from 'next/server'
import { findActor } from '@/lib/auth/session'
import { packText } from '@/lib/tiles/encode-tile'
import { serveTile, type TileSet } from '@/lib/usecases/serve-tile'

type Context = { params: Promise<{ z: string; x: string; y: string }> }

const STATUS = { forbidden: 403, 'bad-tile': 400, 'bad-filter': 400 } as const

export function tileRoute(set: TileSet) {
  return async (request: NextRequest, { params }: Context): Promise<Response> => {
    const actor = await findActor()
    if (!actor) return problem(401, 'not-signed-in')
    const { z, x, y } = await params
    const row = y.match(/^(\d+)\.mvt$/)?.[1]
    if (row === undefined || !/^\d+$/.test(z) || !/^\d+$/.test(x)) return problem(400, 'bad-tile')

    const { v, ...filter } = Object.fromEntries(request.nextUrl.searchParams)
    const held = request.headers.get('if-none-match')?.match(/"([^"]*)"/)?.[1]
    const served = await serveTile(actor, { set, address: { z, x, y: row }, filter, held })
    if (!served.ok) return problem(STATUS[served.error.code], served.error.code)

    const { version, data } = served.value
    const headers = {
      ETag: `"${version}"`,
      // The address of a tile that names its version can never show anything else.
      'Cache-Control': v === version ? 'private, max-age=31536000, immutable' : 'private, no-cache',
      Vary: 'Cookie, Authorization',
    }
    if (data === 'unchanged') return new Response(null, { status: 304, headers })
    if (!data) return new Response(null, { status: 204, headers })
    return new Response(data as Uint8Array<ArrayBuffer>, {
      headers: { ...headers, 'Content-Type': 'application/vnd.mapbox-vector-tile' },
    })
  }
}

function problem(status: number, code: string): Response {
  return new Response(packText(JSON.stringify({ type: 'about:blank', status, code })), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  })
}
