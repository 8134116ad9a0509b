/** How many retailers each class of rings has, and some of them to look at. */
import { countRingClasses, listRingSamples, type RingSample } from '@/lib/db/ring-class-repository'
import { type Actor, can } from '@/lib/domain/actor'
import { fail, ok, type Result } from '@/lib/domain/result'
import { RING_CLASSES, type RingClass } from '@/lib/domain/trade-area/ring-class'

export type RingClassView = {
  readonly ringClass: RingClass
  /** In the whole organisation: radii are its own. */
  readonly retailers: number
  /** Within the reach of who asks. */
  readonly samples: readonly RingSample[]
}

const SAMPLES = 3

export async function viewRingClasses(
  actor: Actor,
): Promise<Result<readonly RingClassView[], { code: 'forbidden' }>> {
  if (!can(actor, 'view-map')) return fail({ code: 'forbidden' })
  const [counts, samples] = await Promise.all([
    countRingClasses(),
    listRingSamples(actor.territoryIds, SAMPLES),
  ])
  return ok(
    RING_CLASSES.map((ringClass) => ({
      ringClass,
      retailers: counts.get(ringClass) ?? 0,
      samples: samples.filter((sample) => sample.ringClass === ringClass),
    })),
  )
}
