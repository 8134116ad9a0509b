/**
 * The reviews of the demonstration: those of the last full month are drafted; the month before was reviewed in its time,
 * quiet areas closed by their customer managers, the others submitted, approved and published.
 */
import { db } from '@/lib/db/client'
import { listReviewQueue, type QueueRow } from '@/lib/db/review-queue-repository'
import { type Actor, LOCAL_ADMINISTRATOR, type Role } from '@/lib/domain/actor'
import { addMonths, type IsoMonth, monthOf } from '@/lib/domain/calendar/dates'
import { asOf } from '@/lib/usecases/clock'
import { organizationToday } from '@/lib/usecases/organization-today'
import { approveReview } from '@/lib/usecases/review/approve-review'
import { closeReview } from '@/lib/usecases/review/close-review'
import { draftReviews } from '@/lib/usecases/review/draft-reviews'
import { publishReview } from '@/lib/usecases/review/publish-review'
import { submitReview } from '@/lib/usecases/review/submit-review'

export async function loadReviews(): Promise<void> {
  const last = addMonths(monthOf(await organizationToday()), -1)
  if (!(await isDrafted(addMonths(last, -1)))) {
    await asOf(new Date(`${last}-06T15:00:00Z`), () => reviewMonth(addMonths(last, -1)))
  }
  if (!(await isDrafted(last))) await draftReviews(LOCAL_ADMINISTRATOR, { month: last })
}

async function isDrafted(month: IsoMonth): Promise<boolean> {
  return (await listReviewQueue('all', { month })).length > 0
}

async function reviewMonth(month: IsoMonth): Promise<void> {
  await draftReviews(LOCAL_ADMINISTRATOR, { month })
  const people = await db.user.findMany({
    select: { id: true, name: true, role: true, territory: { select: { id: true } } },
  })
  const ofTerritory = new Map(people.map((person) => [person.territory?.id, person]))
  const marketManager = actorOf(people.find(({ role }) => role === 'market_manager'))
  for (const row of await listReviewQueue('all', { month })) {
    await review(row, actorOf(ofTerritory.get(row.territory?.id)), marketManager)
  }
}

async function review({ id, version, news }: QueueRow, owner: Actor, marketManager: Actor): Promise<void> {
  if (news === 0) {
    await closeReview(owner, { id, version, reason: 'nothing-changed', comment: '' })
    return
  }
  const submitted = await submitReview(owner, { id, version, comment: '' })
  if (!submitted.ok) return
  const approved = await approveReview(marketManager, {
    id,
    version: submitted.value.version,
    comment: '',
    rejected: [],
  })
  if (approved.ok) await publishReview(marketManager, { id, version: approved.value.version, comment: '' })
}

/** A city without such a person is reviewed by whoever loads it. */
function actorOf(
  person: { id: string; name: string; role: string; territory: { id: number } | null } | undefined,
): Actor {
  if (!person) return LOCAL_ADMINISTRATOR
  const { id, name, role, territory } = person
  return {
    userId: id,
    name,
    role: role.replace('_', '-') as Role,
    territoryIds: territory ? [territory.id] : 'all',
  }
}
