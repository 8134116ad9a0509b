/** The basemap, cut into vector tiles once. */
import { pool } from '@/lib/db/client'
import { copyRows } from '@/lib/db/copy'
import type { CityExtract } from '@/lib/domain/city/extract'
import { cutBasemap } from '@/lib/tiles/cut-basemap'

const ZOOMS = { minZoom: 8, maxZoom: 14 }

export async function loadBasemap({ basemap, bbox }: CityExtract): Promise<void> {
  const client = await pool().connect()
  try {
    await client.query('begin')
    await client.query('truncate "BasemapTile"')
    await copyRows(client, 'BasemapTile', ['z', 'x', 'y', 'data'], rows(basemap, bbox))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

function* rows(basemap: CityExtract['basemap'], bbox: CityExtract['bbox']) {
  for (const { z, x, y, data } of cutBasemap(basemap, bbox, ZOOMS)) yield [z, x, y, data]
}
