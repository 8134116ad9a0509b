import type { Position } from '@/lib/domain/geo/position'
import { seededRandom } from '@/lib/domain/random'
import type { TerritoryStore } from '@/lib/domain/territory/measure'

/** Retailers in a few towns of different size and in between, with monthly, biweekly and weekly visits. */
export function clusteredStores(seed: number, size: number): TerritoryStore[] {
  const random = seededRandom(seed)
  const towns = Array.from({ length: 1 + random.int(6) }, () => ({
    lng: 113 + random.next() * 0.3,
    lat: 36 + random.next() * 0.3,
    wide: 0.01 + random.next() * 0.06,
  }))
  return Array.from({ length: size }, (_, k) => {
    const town = random.next() < 0.85 ? towns[random.int(towns.length)]! : { lng: 113, lat: 36, wide: 0.3 }
    const position: Position = [
      town.lng + (random.next() + random.next()) * town.wide,
      town.lat + (random.next() + random.next()) * town.wide,
    ]
    return { id: `s${k}`, position, workS: 1800 * [1, 2, 4][random.int(3)]! }
  })
}
