/** From a user's record to the Actor that use cases ask for. */
import { db } from '@/lib/db/client'
import type { Actor, Role } from '@/lib/domain/actor'

/** The person behind a user id, with the territories within reach, or undefined if there is no such user. */
export async function findActorOfUser(userId: string): Promise<Actor | undefined> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: { id: true, name: true, role: true, orgUnitId: true, territory: { select: { id: true } } },
  })
  if (!user) return undefined
  const role = user.role.replace('_', '-') as Role
  return { userId: user.id, name: user.name, role, territoryIds: await reach(role, user) }
}

/** Whoever manages every territory also has what belongs to none yet, such as a shop just imported. */
async function reach(
  role: Role,
  user: { orgUnitId: number | null; territory: { id: number } | null },
): Promise<Actor['territoryIds']> {
  if (role === 'customer-manager') return user.territory ? [user.territory.id] : []
  if (role !== 'market-manager' || user.orgUnitId === null) return 'all'
  const rows = await db.$queryRaw<{ id: number; isElsewhere: boolean }[]>`
    with recursive unit as (
      select id from "OrgUnit" where id = ${user.orgUnitId}
      union all
      select child.id from "OrgUnit" child join unit on child."parentId" = unit.id
    )
    select territory.id, unit.id is null as "isElsewhere"
    from "Territory" territory left join unit on territory."orgUnitId" = unit.id
    where territory."closedAt" is null order by 1`
  const own = rows.filter(({ isElsewhere }) => !isElsewhere)
  return own.length === rows.length ? 'all' : own.map(({ id }) => id)
}
