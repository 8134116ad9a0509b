import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { distanceM, type Position } from '@/lib/domain/geo/position'
import { estimateLeg, TRAVEL_ESTIMATES } from '@/lib/domain/travel/estimate'
import { findExternalTravel } from '@/lib/roads/travel-source'

let server: Server | undefined

afterEach(async () => {
  vi.unstubAllEnvs()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

type Asked = { readonly url: URL; readonly method: string; readonly body: string }

async function serve(answer: (asked: Asked) => { status?: number; json: unknown }): Promise<string> {
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const { status = 200, json } = answer({ url, method: request.method ?? '', body: await bodyOf(request) })
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(json))
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** A street of places, 120 of them: more than one question may hold. Driving there is dearer than driving back. */
const PLACES = Array.from({ length: 120 }, (_, k): Position => [(k - 56_200) / 1000, -34.9])
const legOf = (from: Position, to: Position) => ({
  seconds: distanceM(from, to) / (to[0] > from[0] ? 5 : 10) + 0.4,
  meters: distanceM(from, to),
})
const rounded = (value: number) => Math.round(value)

/** What `osrm-routed` says to a table request (its HTTP documentation, "Table service"). */
function osrm(
  { url }: Asked,
  leg: (from: Position, to: Position) => ReturnType<typeof legOf> | null = legOf,
) {
  const [, service, version, profile, list] = url.pathname.split('/')
  expect([service, version, profile]).toEqual(['table', 'v1', 'driving'])
  expect(url.searchParams.get('annotations')).toBe('duration,distance')
  const places = decodeURIComponent(list ?? '')
    .split(';')
    .map((text) => text.split(',').map(Number) as unknown as Position)
  const pick = (name: string) => (url.searchParams.get(name) ?? '').split(';').map((k) => places[Number(k)]!)
  const sources = pick('sources')
  const destinations = pick('destinations')
  if (sources.length * destinations.length > 100 * 100)
    return { code: 'TooBig', message: 'Too many table coordinates' }
  const table = (key: 'seconds' | 'meters') =>
    sources.map((from) => destinations.map((to) => leg(from, to)?.[key] ?? null))
  const snapped = (list: Position[]) =>
    list.map((location) => ({ hint: '', distance: location[0] > 0 ? 9000 : 12.5, name: 'Rambla', location }))
  return {
    code: 'Ok',
    durations: table('seconds'),
    distances: table('meters'),
    sources: snapped(sources),
    destinations: snapped(destinations),
  }
}

/** What Valhalla says to a matrix request (its documentation, "Time-Distance Matrix API"). */
function valhalla({ url, method, body }: Asked, costing: string) {
  expect([url.pathname, method]).toEqual(['/sources_to_targets', 'POST'])
  type Location = { lon: number; lat: number }
  const asked = JSON.parse(body) as {
    sources: Location[]
    targets: Location[]
    costing: string
    units: string
  }
  expect([asked.costing, asked.units]).toEqual([costing, 'kilometers'])
  expect(asked.sources.length * asked.targets.length).toBeLessThanOrEqual(2500)
  return {
    sources_to_targets: asked.sources.map((from, from_index) =>
      asked.targets.map((to, to_index) => {
        const { seconds, meters } = legOf([from.lon, from.lat], [to.lon, to.lat])
        return { distance: meters / 1000, time: Math.round(seconds), to_index, from_index }
      }),
    ),
    units: 'kilometers',
    algorithm: 'costmatrix',
  }
}

test('without an address there is no routing service', () => {
  vi.stubEnv('SHANGQUAN_OSRM_URL', '')
  vi.stubEnv('SHANGQUAN_VALHALLA_URL', '')
  expect(findExternalTravel('car')).toBeUndefined()
})

test('OSRM gives every leg of 120 places in its own direction, and is named as the source', async () => {
  vi.stubEnv('SHANGQUAN_OSRM_URL', await serve((asked) => ({ json: osrm(asked) })))
  const matrix = await findExternalTravel('motorcycle')!(PLACES)
  expect(matrix).toMatchObject({ size: 120, source: 'osrm', estimatedPlaces: [] })
  PLACES.forEach((from, i) => {
    PLACES.forEach((to, j) => {
      const { seconds, meters } = i === j ? { seconds: 0, meters: 0 } : legOf(from, to)
      expect([matrix.seconds[i * 120 + j], matrix.meters[i * 120 + j]]).toEqual([
        rounded(seconds),
        rounded(meters),
      ])
    })
  })
})

test('an OSRM server drives; whoever walks is not asked of it', () => {
  vi.stubEnv('SHANGQUAN_OSRM_URL', 'http://127.0.0.1:1')
  expect(findExternalTravel('foot')).toBeUndefined()
})

test('a leg that OSRM does not know is estimated, as is a place it moves by nine kilometres, and both show', async () => {
  const [a, b, c] = PLACES as [Position, Position, Position]
  const atSea: Position = [1, 0]
  const isUnknown = (from: Position, to: Position) => from[0] === a[0] && to[0] === b[0]
  const url = await serve((asked) => ({
    json: osrm(asked, (from, to) => (isUnknown(from, to) ? null : legOf(from, to))),
  }))
  vi.stubEnv('SHANGQUAN_OSRM_URL', `${url}/`)
  const matrix = await findExternalTravel('car')!([a, b, c, atSea])
  expect(matrix.source).toBe('osrm-mixed')
  expect(matrix.estimatedPlaces).toEqual([3])
  expect(matrix.seconds[1]).toBe(estimateLeg(a, b, TRAVEL_ESTIMATES.car).seconds)
  expect(matrix.seconds[4]).toBe(rounded(legOf(b, a).seconds))
  expect(matrix.meters[3]).toBe(estimateLeg(a, atSea, TRAVEL_ESTIMATES.car).meters)
})

test.each([
  ['car', 'auto'],
  ['motorcycle', 'motor_scooter'],
  ['foot', 'pedestrian'],
] as const)('Valhalla is asked for %s as %s, and its kilometres become metres', async (mode, costing) => {
  vi.stubEnv('SHANGQUAN_VALHALLA_URL', await serve((asked) => ({ json: valhalla(asked, costing) })))
  const matrix = await findExternalTravel(mode)!(PLACES)
  expect(matrix).toMatchObject({ size: 120, source: 'valhalla', estimatedPlaces: [] })
  const { seconds, meters } = legOf(PLACES[3]!, PLACES[110]!)
  expect([matrix.seconds[3 * 120 + 110], matrix.meters[3 * 120 + 110]]).toEqual([
    rounded(seconds),
    rounded(meters),
  ])
})

test('a service that refuses, answers nonsense or is not there is an error that names it', async () => {
  const answers = [
    { status: 400, json: { code: 'InvalidQuery', message: 'Query string malformed' } },
    { json: { code: 'Ok', durations: [[0]], distances: [[0]] } },
  ]
  const url = await serve(() => answers.shift()!)
  vi.stubEnv('SHANGQUAN_OSRM_URL', url)
  const ask = () => findExternalTravel('car')!(PLACES.slice(0, 2))
  await expect(ask()).rejects.toThrow('osrm refuses: InvalidQuery Query string malformed')
  await expect(ask()).rejects.toThrow('osrm does not answer with 2 × 2 durations and distances')
  server?.close()
  server?.closeAllConnections()
  await expect(ask()).rejects.toThrow(/osrm at http:\/\/127\.0\.0\.1:\d+ does not answer/)
})

test('Valhalla says itself what it refuses', async () => {
  const refusal = { error_code: 154, error: 'Path distance exceeds the max distance limit', status_code: 400 }
  vi.stubEnv('SHANGQUAN_VALHALLA_URL', await serve(() => ({ status: 400, json: refusal })))
  await expect(findExternalTravel('car')!(PLACES.slice(0, 2))).rejects.toThrow(
    'valhalla refuses: 154 Path distance exceeds',
  )
})
