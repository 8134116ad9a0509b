/** Which PostgreSQL a `DATABASE_URL` leads to: below 15 it cannot serve, below a floor it has known holes. */
import pg from 'pg'
import { say } from './progress'
import { Sentence } from './sentence'

const MAJOR_MIN = 15
/** The first minor release of each major without the known holes (DESIGN section 2). */
const MINOR_FLOORS: Readonly<Record<number, number>> = { 15: 18, 16: 14, 17: 10, 18: 4 }

export async function checkServerVersion(url: string): Promise<void> {
  const version = await readServerVersion(url)
  const { major, minor } = version
  if (major < MAJOR_MIN) {
    throw new Sentence(`DATABASE_URL leads to PostgreSQL ${major}.${minor}; ${MAJOR_MIN} or newer is needed.`)
  }
  const floor = floorBelow(version)
  if (floor) say(`PostgreSQL ${major}.${minor} has known security holes: update it to ${floor} or newer.`)
}

/** The version to update to, if this one is below its floor. */
export function floorBelow({ major, minor }: { major: number; minor: number }): string | undefined {
  const floor = MINOR_FLOORS[major]
  return floor !== undefined && minor < floor ? `${major}.${floor}` : undefined
}

export async function readServerVersion(url: string): Promise<{ major: number; minor: number }> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    const number = Number(rows[0]?.server_version_num)
    return { major: Math.floor(number / 10_000), minor: number % 10_000 }
  } catch (error) {
    throw new Sentence(`The database of DATABASE_URL does not answer: ${reasonOf(error)}`)
  } finally {
    await client.end().catch(() => {})
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
