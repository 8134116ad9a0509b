/** The road network of this installation, as the bytes of its graph. */
import { db } from './client'

export async function findNewestRoadNetworkId(): Promise<number | undefined> {
  const row = await db.roadNetwork.findFirst({ orderBy: { id: 'desc' }, select: { id: true } })
  return row?.id
}

export async function readRoadNetwork(id: number): Promise<{ graph: Uint8Array; source: string }> {
  return db.roadNetwork.findUniqueOrThrow({ where: { id }, select: { graph: true, source: true } })
}

export async function saveRoadNetwork(network: {
  name: string
  source: string
  graph: Uint8Array<ArrayBuffer>
  junctions: number
  edges: number
  connectedShare: number
}): Promise<void> {
  await db.roadNetwork.create({ data: network, select: { id: true } })
}
