/**
 * Versions of what tiles show. Raised by every change, so that a tile of an older version is never shown again.
 * `calendar` is the organisation's; its version tells whether somebody else has changed it meanwhile.
 */
import { db } from './client'
import type { Prisma } from './generated/client'

export type VersionedData = 'retailers' | 'trade-areas' | 'basemap' | 'calendar'

/** Versions in the order of the names; 0 before the first change. */
export async function readDataVersions(
  names: readonly VersionedData[],
  client: Pick<Prisma.TransactionClient, 'dataVersion'> = db,
): Promise<number[]> {
  const rows = await client.dataVersion.findMany({ where: { name: { in: [...names] } } })
  return names.map((name) => rows.find((row) => row.name === name)?.version ?? 0)
}

/** Within the transaction of the change where there is one. */
export async function raiseDataVersion(
  name: VersionedData,
  client: Pick<Prisma.TransactionClient, 'dataVersion'> = db,
): Promise<void> {
  await client.dataVersion.upsert({
    where: { name },
    create: { name },
    update: { version: { increment: 1 } },
  })
}
