/** A made-up town by the sea, small enough to know by heart; opens on any map as GeoJSON. */
import { readFileSync } from 'node:fs'
import type { FeatureCollection } from 'geojson'
import type { OsmFeature } from '@/lib/domain/city/osm-feature'
import type { BBox } from '@/lib/domain/geo/position'

const collection: FeatureCollection = JSON.parse(
  readFileSync(new URL('../../fixtures/city/harbor-town.geojson', import.meta.url), 'utf8'),
)

export const HARBOR_TOWN_BBOX = collection.bbox as unknown as BBox

export const HARBOR_TOWN: readonly OsmFeature[] = collection.features.map(({ id, geometry, properties }) => ({
  id: String(id),
  geometry: geometry as OsmFeature['geometry'],
  tags: properties ?? {},
}))
