/** The queue of reviews (商圈月度复盘): each with its owner, state and first finding, and how many are in which state. */
import type { IsoDate, IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import { type Finding, NEWS_CODES } from '@/lib/domain/review/finding'
import type { ReviewState } from '@/lib/domain/review/workflow'
import { pool } from './client'
import { idsOf, type Reach } from './reach'

export type QueueRow = {
  readonly id: number
  readonly version: number
  readonly state: ReviewState
  readonly month: IsoMonth
  readonly dueOn: IsoDate
  readonly updatedAt: Date
  readonly area: { readonly id: number; readonly name: string; readonly typeCode: string | null }
  readonly territory: { readonly id: number; readonly name: string; readonly manager: string | null } | null
  readonly news: number
  readonly notes: number
  readonly proposals: number
  readonly top: Pick<Finding, 'code' | 'params'> | null
}

export type QueueFilter = {
  readonly month?: IsoMonth | undefined
  readonly state?: ReviewState | undefined
  readonly territoryId?: number | undefined
  readonly tradeAreaId?: number | undefined
  readonly text?: string | undefined
  readonly withNews?: boolean | undefined
}

const QUEUE = `
  select review.id, review.version, review.state, review.month, to_char(review."dueOn", 'YYYY-MM-DD') as "dueOn", review."updatedAt",
    json_build_object('id', area.id, 'name', area.name, 'typeCode', area."typeCode") as area,
    case when t.id is not null then json_build_object('id', t.id, 'name', t.name, 'manager', m.name) end as territory,
    coalesce(found.news, 0) as news, coalesce(found.notes, 0) as notes, coalesce(idea.proposals, 0) as proposals, found.top
  from "Review" review
  join "TradeArea" area on area.id = review."tradeAreaId"
  left join "Territory" t on t.id = review."territoryId"
  left join "User" m on m.id = t."managerId"
  left join lateral (
    select count(*) filter (where code = any($1))::int as news, count(*) filter (where code <> all($1))::int as notes,
      (array_agg(json_build_object('code', code, 'params', params) order by position))[1] as top
    from "ReviewFinding" where "reviewId" = review.id
  ) found on true
  left join lateral (
    select count(*)::int as proposals from "ReviewProposal" where "reviewId" = review.id and state in ('proposed', 'approved')
  ) idea on true
  where ($2::int[] is null or review."territoryId" = any($2)) and ($3::int is null or review.month = $3)
    and ($4::text is null or review.state = $4::"ReviewState") and ($5::int is null or review."territoryId" = $5)
    and ($6::int is null or review."tradeAreaId" = $6) and ($7::text is null or area.name ilike $7)
    and (not $8 or found.news > 0)`

function queueValues(reach: Reach, { month, state, territoryId, tradeAreaId, text, withNews }: QueueFilter) {
  return [
    NEWS_CODES,
    idsOf(reach),
    month ? monthNumber(month) : null,
    state ?? null,
    territoryId ?? null,
    tradeAreaId ?? null,
    text ? `%${text.replace(/[\\%_]/g, (char) => `\\${char}`)}%` : null,
    withNews ?? false,
  ]
}

const toQueueRow = (row: Omit<QueueRow, 'month'> & { readonly month: number }): QueueRow => ({
  ...row,
  month: monthOfNumber(row.month),
})

/** Reviews within reach: those with news first, then by due date and name. */
export async function listReviewQueue(reach: Reach, filter: QueueFilter): Promise<QueueRow[]> {
  const { rows } = await pool().query<Parameters<typeof toQueueRow>[0]>(
    `${QUEUE} order by review.month desc, (coalesce(found.news, 0) > 0) desc, review."dueOn", found.news desc nulls last, area.name, review.id`,
    queueValues(reach, filter),
  )
  return rows.map(toQueueRow)
}

/** The same by id, a page at a time, for REST. */
export async function listReviewsPage(
  reach: Reach,
  filter: QueueFilter,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ items: QueueRow[]; next: number | null }> {
  const { rows } = await pool().query<Parameters<typeof toQueueRow>[0]>(
    `${QUEUE} and review.id > $9 order by review.id limit $10`,
    [...queueValues(reach, filter), after, limit + 1],
  )
  const items = rows.slice(0, limit).map(toQueueRow)
  return { items, next: rows.length > limit ? items.at(-1)!.id : null }
}

export type MonthTally = { readonly month: IsoMonth; readonly states: Readonly<Record<string, number>> }

/** Reviews within reach by month and state, the newest month first. */
export async function tallyReviews(reach: Reach): Promise<MonthTally[]> {
  const { rows } = await pool().query<{ month: number; state: string; reviews: number }>(
    `select month, state, count(*)::int as reviews from "Review"
     where ($1::int[] is null or "territoryId" = any($1)) group by 1, 2 order by 1 desc, 2`,
    [idsOf(reach)],
  )
  const byMonth = Map.groupBy(rows, ({ month }) => month)
  return [...byMonth].map(([month, states]) => ({
    month: monthOfNumber(month),
    states: Object.fromEntries(states.map(({ state, reviews }) => [state, reviews])),
  }))
}
