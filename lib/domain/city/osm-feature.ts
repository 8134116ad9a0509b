/**
 * One OpenStreetMap object as the readers in lib/files and lib/roads hand it over, whatever file it came from.
 *
 * Units   positions [lng, lat] in WGS 84 degrees. A vertex shared by two ways has exactly equal coordinates.
 * Shape   closed ways that stand for areas come as Polygon, multipolygon relations as MultiPolygon.
 */
import type { LineString, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson'

export type OsmTags = Readonly<Record<string, string>>

export type OsmFeature = {
  /** `node/1`, `way/2`, `relation/3`: unique within one extract. */
  readonly id: string
  readonly geometry: Point | LineString | MultiLineString | Polygon | MultiPolygon
  readonly tags: OsmTags
}
