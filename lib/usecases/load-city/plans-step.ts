/** The week of every territory, planned as on its Monday so that none of its days is over, and published. */
import { db } from '@/lib/db/client'
import { publishWeekPlan } from '@/lib/db/plan-repository'
import { LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import { type IsoWeek, weekStart } from '@/lib/domain/calendar/dates'
import { THREADS } from '@/lib/solver/pool'
import { asOf, now } from '@/lib/usecases/clock'
import { planTerritory } from '@/lib/usecases/plan-territory'

export async function loadPlans(
  week: IsoWeek,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const territories = await db.territory.findMany({
    where: { weeks: { none: { week } } },
    orderBy: { code: 'asc' },
    select: { id: true },
  })
  const monday = new Date(`${weekStart(week)}T12:00:00Z`)
  const planningDay = now() < monday ? now() : monday
  const done = territories.map(() => 0)
  const plan = async (k: number) => {
    const planned = await asOf(planningDay, () =>
      planTerritory(
        LOCAL_ADMINISTRATOR,
        { territoryId: territories[k]!.id, week },
        {
          onProgress: (progress) => {
            done[k] = progress.done
            onProgress(
              done.reduce((sum, part) => sum + part, 0),
              territories.length,
            )
          },
        },
      ),
    )
    if (planned.ok) await publishWeekPlan(planned.value.weekPlanId, LOCAL_ADMINISTRATOR.userId, now())
  }
  // one more than there are threads, so that none waits for the database, and few problems are in memory at once
  const waiting = territories.keys()
  const workThrough = async () => {
    for (const k of waiting) await plan(k)
  }
  await Promise.all(Array.from({ length: THREADS + 1 }, workThrough))
}
