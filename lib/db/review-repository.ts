/**
 * Reviews (商圈月度复盘) as they are kept: drafts of a month, one document, and every step with its author.
 *
 * Shape   months are year × 100 + month in the records, `2026-10` outside; JSON is what the domain gave.
 */
import type { IsoDate, IsoMonth } from '@/lib/domain/calendar/dates'
import { monthNumber, monthOfNumber } from '@/lib/domain/calendar/month-number'
import type { LocalName } from '@/lib/domain/review/evidence'
import type { Finding } from '@/lib/domain/review/finding'
import type { Outcome } from '@/lib/domain/review/outcome'
import type { ReviewProfile } from '@/lib/domain/review/profile'
import type { ProposalKind } from '@/lib/domain/review/proposals'
import type { ReviewAction, ReviewState } from '@/lib/domain/review/workflow'
import { pool } from './client'
import { copyRows, type PoolClient } from './copy'
import { idsOf, type Reach } from './reach'
import { inTransaction } from './transaction'

/** `effectMonth` is the month in which what it proposes takes effect. */
export type StoredProfile = ReviewProfile & {
  readonly outcomes: readonly Outcome[]
  readonly effectMonth: IsoMonth
}
export type ParameterVersions = Readonly<Record<string, number>>

export type ReviewDraft = {
  readonly tradeAreaId: number
  readonly territoryId: number | null
  readonly profile: StoredProfile
  readonly findings: readonly Finding[]
  readonly proposals: readonly {
    readonly kind: ProposalKind
    readonly code: string
    readonly params: unknown
    readonly finding: number | null
  }[]
}

export type DraftedMonth = {
  readonly month: IsoMonth
  readonly forMonth: IsoMonth
  readonly dueOn: IsoDate
  readonly parameters: ParameterVersions
  readonly authorId: string
  readonly at: Date
}

/** Stores drafts, and puts them in the place of earlier drafts that nobody has touched. How many were stored. */
export async function saveDrafts(drafts: readonly ReviewDraft[], about: DraftedMonth): Promise<number> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ id: number; tradeAreaId: number; isNew: boolean }>(
      `insert into "Review" as review ("tradeAreaId", month, "territoryId", "dueOn", profile, parameters, "draftedAt", "updatedAt")
       select draft."tradeAreaId", $2, draft."territoryId", $3::date, draft.profile, $4::jsonb, $5, $5
       from jsonb_to_recordset($1::jsonb) as draft("tradeAreaId" int, "territoryId" int, profile jsonb)
       on conflict ("tradeAreaId", month) do update set "territoryId" = excluded."territoryId",
         profile = excluded.profile, parameters = excluded.parameters, "draftedAt" = excluded."draftedAt",
         "updatedAt" = excluded."updatedAt", version = review.version + 1
       where review.state = 'draft' and not exists (
         select from "ReviewEvent" event where event."reviewId" = review.id and event.action not in ('draft', 'redraft'))
       returning id, "tradeAreaId", xmax = 0 as "isNew"`,
      [
        JSON.stringify(
          drafts.map(({ tradeAreaId, territoryId, profile }) => ({ tradeAreaId, territoryId, profile })),
        ),
        monthNumber(about.month),
        about.dueOn,
        JSON.stringify(about.parameters),
        about.at,
      ],
    )
    const ids = rows.map(({ id }) => id)
    await client.query('delete from "ReviewFinding" where "reviewId" = any($1)', [ids])
    await client.query('delete from "ReviewProposal" where "reviewId" = any($1)', [ids])
    const idOf = new Map(rows.map(({ id, tradeAreaId }) => [tradeAreaId, id]))
    const stored = drafts.flatMap((draft) => {
      const id = idOf.get(draft.tradeAreaId)
      return id === undefined ? [] : [{ id, draft }]
    })
    await copyRows(
      client,
      'ReviewFinding',
      ['reviewId', 'position', 'code', 'params', 'evidence'],
      stored.flatMap(({ id, draft }) =>
        draft.findings.map(({ code, params, evidence }, k) => [id, k, code, params, evidence]),
      ),
    )
    await copyRows(
      client,
      'ReviewProposal',
      ['reviewId', 'position', 'kind', 'code', 'params', 'finding', 'forMonth'],
      stored.flatMap(({ id, draft }) =>
        draft.proposals.map(({ kind, code, params, finding }, k) => [
          id,
          k,
          kind,
          code,
          params,
          finding,
          monthNumber(about.forMonth),
        ]),
      ),
    )
    await copyRows(
      client,
      'ReviewEvent',
      ['reviewId', 'at', 'authorId', 'action'],
      rows.map(({ id, isNew }) => [id, about.at, about.authorId, isNew ? 'draft' : 'redraft']),
    )
    return rows.length
  })
}

export type ProposalRecord = {
  readonly id: number
  readonly kind: ProposalKind
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  /** rule or hand */
  readonly source: string
  readonly state: 'proposed' | 'dropped' | 'approved' | 'rejected'
  readonly author: string | null
  readonly reason: string
  readonly finding: number | null
  readonly forMonth: IsoMonth
}

export type ReviewEventRecord = {
  readonly id: number
  readonly at: Date
  readonly authorId: string | null
  readonly author: string | null
  readonly action: ReviewAction | 'draft'
  readonly comment: string
}

export type ReviewRecord = {
  readonly id: number
  readonly month: IsoMonth
  readonly state: ReviewState
  readonly version: number
  readonly dueOn: IsoDate
  readonly draftedAt: Date
  readonly updatedAt: Date
  readonly summary: string
  readonly area: {
    readonly id: number
    readonly name: string
    readonly typeCode: string | null
    readonly isClosed: boolean
  }
  readonly territory: { readonly id: number; readonly name: string; readonly manager: string | null } | null
  readonly territoryId: number | null
  readonly profile: StoredProfile
  readonly parameters: ParameterVersions
  readonly findings: readonly Finding[]
  readonly proposals: readonly ProposalRecord[]
  readonly events: readonly ReviewEventRecord[]
}

/** Undefined also where it is none of the caller's territories. */
export async function findReview(id: number, reach: Reach): Promise<ReviewRecord | undefined> {
  const { rows } = await pool().query<
    Omit<ReviewRecord, 'month' | 'proposals' | 'events' | 'findings'> & { month: number }
  >(
    `select review.id, review.month, review.state, review.version, to_char(review."dueOn", 'YYYY-MM-DD') as "dueOn",
       review."draftedAt", review."updatedAt", review.summary, review.profile, review.parameters, review."territoryId",
       json_build_object('id', area.id, 'name', area.name, 'typeCode', area."typeCode",
         'isClosed', area."closedAt" is not null) as area,
       case when t.id is not null then json_build_object('id', t.id, 'name', t.name, 'manager', m.name) end as territory
     from "Review" review
     join "TradeArea" area on area.id = review."tradeAreaId"
     left join "Territory" t on t.id = review."territoryId"
     left join "User" m on m.id = t."managerId"
     where review.id = $1 and ($2::int[] is null or review."territoryId" = any($2))`,
    [id, idsOf(reach)],
  )
  const [row] = rows
  if (!row) return undefined
  const [findings, proposals, events] = await Promise.all([
    pool().query<Finding>(
      'select code, params, evidence from "ReviewFinding" where "reviewId" = $1 order by position, id',
      [id],
    ),
    pool().query<Omit<ProposalRecord, 'forMonth'> & { forMonth: number }>(
      `select p.id, p.kind, p.code, p.params, p.source, p.state, u.name as author, p.reason,
         p.finding, p."forMonth"
       from "ReviewProposal" p left join "User" u on u.id = p."authorId" where p."reviewId" = $1 order by p.position, p.id`,
      [id],
    ),
    pool().query<ReviewEventRecord>(
      `select e.id, e.at, e."authorId", u.name as author, e.action, e.comment
       from "ReviewEvent" e left join "User" u on u.id = e."authorId" where e."reviewId" = $1 order by e.at, e.id`,
      [id],
    ),
  ])
  return {
    ...row,
    month: monthOfNumber(row.month),
    findings: findings.rows,
    proposals: proposals.rows.map((proposal) => ({
      ...proposal,
      forMonth: monthOfNumber(proposal.forMonth),
    })),
    events: events.rows,
  }
}

/** The review of an area for a month, if the caller may look at it. */
export async function findReviewId(
  tradeAreaId: number,
  month: IsoMonth,
  reach: Reach,
): Promise<number | undefined> {
  const { rows } = await pool().query<{ id: number }>(
    `select id from "Review" where "tradeAreaId" = $1 and month = $2 and ($3::int[] is null or "territoryId" = any($3))`,
    [tradeAreaId, monthNumber(month), idsOf(reach)],
  )
  return rows[0]?.id
}

export type ReviewStepRecord = {
  readonly id: number
  /** The version that the author saw. */
  readonly version: number
  readonly from: ReviewState
  readonly to: ReviewState
  readonly action: ReviewAction
  readonly authorId: string
  readonly comment: string
  readonly at: Date
}

/** Takes a step if nobody else has meanwhile, with what follows from it in the same transaction. */
export async function stepReviewRecord<T>(
  { id, version, from, to, action, authorId, comment, at }: ReviewStepRecord,
  follow: (client: PoolClient) => Promise<T>,
): Promise<{ version: number; followed: T } | undefined> {
  return inTransaction(async (client) => {
    const { rows } = await client.query<{ version: number }>(
      `update "Review" set state = $4::"ReviewState", version = version + 1, "updatedAt" = $5
       where id = $1 and version = $2 and state = $3::"ReviewState" returning version`,
      [id, version, from, to, at],
    )
    if (!rows[0]) return undefined
    const followed = await follow(client)
    await client.query(
      'insert into "ReviewEvent" ("reviewId", at, "authorId", action, comment) values ($1, $2, $3, $4, $5)',
      [id, at, authorId, action, comment],
    )
    return { version: rows[0].version, followed }
  })
}

export async function setReviewSummary(client: PoolClient, id: number, summary: string): Promise<void> {
  await client.query('update "Review" set summary = $2 where id = $1', [id, summary])
}

export async function setProposal(
  client: PoolClient,
  proposalId: number,
  change: {
    readonly state?: ProposalRecord['state']
    readonly code?: string
    readonly params?: unknown
    readonly authorId: string
    readonly reason: string
  },
): Promise<void> {
  await client.query(
    `update "ReviewProposal" set state = coalesce($2, state), code = coalesce($3, code),
       params = coalesce($4::jsonb, params), "authorId" = $5, reason = $6 where id = $1`,
    [
      proposalId,
      change.state ?? null,
      change.code ?? null,
      change.params === undefined ? null : JSON.stringify(change.params),
      change.authorId,
      change.reason,
    ],
  )
}

export async function addProposal(
  client: PoolClient,
  reviewId: number,
  proposal: {
    readonly kind: ProposalKind
    readonly code: string
    readonly params: unknown
    readonly authorId: string
    readonly reason: string
    readonly forMonth: IsoMonth
  },
): Promise<void> {
  await client.query(
    `insert into "ReviewProposal" ("reviewId", position, kind, code, params, source, "authorId", reason, "forMonth")
     select $1::int, coalesce(max(position), -1) + 1, $2, $3, $4::jsonb, 'hand', $5, $6, $7::int
     from "ReviewProposal" where "reviewId" = $1`,
    [
      reviewId,
      proposal.kind,
      proposal.code,
      JSON.stringify(proposal.params),
      proposal.authorId,
      proposal.reason,
      monthNumber(proposal.forMonth),
    ],
  )
}

/** Approves what is still proposed, and gives the area's visits their objectives. Returns the objectives' ids. */
export async function approveProposals(
  client: PoolClient,
  reviewId: number,
  startsOn: IsoDate,
): Promise<number[]> {
  await client.query(
    `update "ReviewProposal" set state = 'approved' where "reviewId" = $1 and state = 'proposed'`,
    [reviewId],
  )
  const { rows } = await client.query<{ id: number }>(
    `insert into "VisitObjective" ("proposalId", "tradeAreaId", code, params, "startsOn", "endsOn")
     select p.id, review."tradeAreaId", p.code, p.params, $2::date,
       greatest((to_date(p."forMonth"::text, 'YYYYMM') + interval '1 month' - interval '1 day')::date, $2::date + 6)
     from "ReviewProposal" p join "Review" review on review.id = p."reviewId"
     where p."reviewId" = $1 and p.state = 'approved' and p.kind in ('objective', 'campaign')
     order by p.position, p.id returning id`,
    [reviewId, startsOn],
  )
  return rows.map(({ id }) => id)
}

export async function addAreaEvent(event: {
  readonly tradeAreaId: number
  readonly kind: string
  readonly name: string
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate | null
  readonly note: string
  readonly authorId: string
}): Promise<number> {
  const { rows } = await pool().query<{ id: number }>(
    `insert into "TradeAreaEvent" ("tradeAreaId", kind, name, "startsOn", "endsOn", note, "authorId")
     values ($1, $2, $3, $4::date, $5::date, $6, $7) returning id`,
    [event.tradeAreaId, event.kind, event.name, event.startsOn, event.endsOn, event.note, event.authorId],
  )
  return rows[0]!.id
}

/** Territory with most of an area's open retailers, if any. */
export async function findAreaOwner(tradeAreaId: number): Promise<number | null> {
  const { rows } = await pool().query<{ territoryId: number }>(
    `select "territoryId" from "Retailer"
     where "tradeAreaId" = $1 and "closedAt" is null and "territoryId" is not null
     group by 1 order by count(*) desc, 1 limit 1`,
    [tradeAreaId],
  )
  return rows[0]?.territoryId ?? null
}

export async function findProductName(client: PoolClient, productId: number): Promise<LocalName | undefined> {
  const { rows } = await client.query<LocalName>('select "nameEn", "nameZh" from "Product" where id = $1', [
    productId,
  ])
  return rows[0]
}
