import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { floorBelow, readServerVersion } from '@/lib/cli/server-version'

/** The first releases without the known holes. */
const FLOORS = { next: '16.2.6', react: '19.2.6', 'react-dom': '19.2.6', 'better-auth': '1.6.22' }

test('no package of the lockfile is older than its floor', () => {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version: string }>
  }
  for (const [name, floor] of Object.entries(FLOORS)) {
    const copies = Object.entries(lockfile.packages).filter(([place]) =>
      place.endsWith(`node_modules/${name}`),
    )
    expect(copies.length, name).toBeGreaterThan(0)
    for (const [place, { version }] of copies) {
      expect(compare(version, floor), `${place} ${version}`).toBeGreaterThanOrEqual(0)
    }
  }
})

test('the PostgreSQL that answers is not older than the floor of its major', async () => {
  const version = await readServerVersion(String(process.env.DATABASE_URL))
  expect(version.major).toBeGreaterThanOrEqual(15)
  expect(floorBelow(version)).toBe(undefined)
})

test('a server below the floor of its major is told the release to go to', () => {
  expect(floorBelow({ major: 16, minor: 13 })).toBe('16.14')
  expect(floorBelow({ major: 16, minor: 14 })).toBe(undefined)
})

function compare(version: string, floor: string): number {
  const [ours, least] = [version, floor].map((text) => text.split('-')[0]?.split('.').map(Number) ?? [])
  const differences = [0, 1, 2].map((k) => (ours?.[k] ?? 0) - (least?.[k] ?? 0))
  return differences.find((difference) => difference !== 0) ?? 0
}
