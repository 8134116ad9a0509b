/** People, as authors of what others look at. */
import { db } from './client'

/** Names of the people behind user ids. */
export async function findUserNames(ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.user.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
