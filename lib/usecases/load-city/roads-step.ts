/** The city's streets as a graph, stored as its bytes; without streets travel is estimated. */
import { db } from '@/lib/db/client'
import { saveRoadNetwork } from '@/lib/db/road-network-repository'
import { buildRoadGraph, describeRoadGraph } from '@/lib/domain/travel/road-graph'
import { serializeRoadGraph } from '@/lib/domain/travel/serialize-graph'
import type { City } from './city'

export async function loadRoads({ extract, organizationName, attribution }: City): Promise<void> {
  await db.roadNetwork.deleteMany()
  if (extract.roads.length === 0) return
  const graph = buildRoadGraph(extract.roads)
  const { junctions, edges, modes } = describeRoadGraph(graph)
  await saveRoadNetwork({
    name: organizationName,
    source: attribution,
    graph: serializeRoadGraph(graph),
    junctions,
    edges,
    connectedShare: modes.car.connectedShare,
  })
}
