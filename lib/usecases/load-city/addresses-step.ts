/** Address points as demand cells: where people are, and the index that finds an address. */
import { pool } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy'
import type { CityAddress } from '@/lib/domain/city/addresses'
import { quadbinOf } from '@/lib/domain/geo/quadbin'

export async function loadAddresses(addresses: readonly CityAddress[]): Promise<void> {
  const client = await pool().connect()
  try {
    await copyRows(client, 'DemandCell', ['lng', 'lat', 'quadbin', 'street', 'number'], rowsOf(addresses))
    await client.query('analyze "DemandCell"')
  } finally {
    client.release()
  }
}

function* rowsOf(addresses: readonly CityAddress[]): Generator<readonly unknown[]> {
  for (const { position, street, number } of addresses) {
    yield [position[0], position[1], quadbinOf(position), street, number]
  }
}
