/** The road graph of this installation, read once a process and again when a newer network is stored. */
import { findNewestRoadNetworkId, readRoadNetwork } from '@/lib/db/road-network-repository'
import type { RoadGraph } from '@/lib/domain/travel/road-graph'
import { deserializeRoadGraph } from '@/lib/domain/travel/serialize-graph'

let held: { id: number; graph: Promise<RoadGraph> } | undefined

export async function findRoadGraph(): Promise<RoadGraph | undefined> {
  const id = await findNewestRoadNetworkId()
  if (id === undefined) return undefined
  if (held?.id !== id)
    held = { id, graph: readRoadNetwork(id).then(({ graph }) => deserializeRoadGraph(graph)) }
  return held.graph
}
