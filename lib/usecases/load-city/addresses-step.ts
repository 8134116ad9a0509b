/** Demand cells, where people are: a city's address points, which are also the index that finds an address, or its census. */
import { pool } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy'
import { quadbinOf } from '@/lib/domain/geo/quadbin'
import type { City } from './city'

export async function loadAddresses(city: City): Promise<void> {
  const client = await pool().connect()
  try {
    await copyRows(
      client,
      'DemandCell',
      ['lng', 'lat', 'quadbin', 'weight', 'street', 'number'],
      rowsOf(city),
    )
    await client.query('analyze "DemandCell"')
  } finally {
    client.release()
  }
}

function* rowsOf({ extract, generated }: City): Generator<readonly unknown[]> {
  for (const { position, street, number } of extract.addresses) {
    yield [position[0], position[1], quadbinOf(position), 1, street, number]
  }
  for (const { position, people } of generated?.people ?? []) {
    yield [position[0], position[1], quadbinOf(position), people, '', '']
  }
}
