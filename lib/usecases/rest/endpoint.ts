/**
 * One address of the REST interface: what it takes, what it answers, how it fails. The routes run these, and the OpenAPI
 * document is written from them, so that the two cannot differ.
 *
 * Shape   `path` is below /api/v1, with `{name}` for a part that varies; `failures` gives each stable code its status.
 */
import { z } from 'zod'
import type { Ability, Actor } from '@/lib/domain/actor'
import type { Result } from '@/lib/domain/result'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type Input = z.ZodObject

type Definition<P extends Input, Q extends Input, B extends Input, A extends z.ZodType, C extends string> = {
  readonly method: Method
  readonly path: string
  /** Groups addresses in the document. */
  readonly tag: string
  readonly summary: string
  readonly ability: Ability
  readonly params: P
  readonly query: Q
  readonly body?: B
  readonly answer: A
  readonly status?: 200 | 201 | 202
  readonly failures: Readonly<Record<C, Status>>
  readonly run: (
    actor: Actor,
    input: { readonly params: z.output<P>; readonly query: z.output<Q>; readonly body: z.output<B> },
  ) => Promise<Result<Answered<z.input<A>>, { readonly code: C }>>
}
/** What a use case may answer: nobody changes it any more. */
type Answered<T> = T extends object ? { readonly [K in keyof T]: Answered<T[K]> } : T
export type Status = 400 | 403 | 404 | 409 | 422

export type Endpoint = {
  readonly method: Method
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly ability: Ability
  readonly params: Input
  readonly query: Input
  readonly body?: Input
  readonly answer: z.ZodType
  readonly status: number
  readonly failures: Readonly<Record<string, Status>>
  readonly run: (
    actor: Actor,
    input: { readonly params: unknown; readonly query: unknown; readonly body: unknown },
  ) => Promise<Result<unknown, { readonly code: string }>>
}

export function endpoint<
  P extends Input,
  Q extends Input,
  A extends z.ZodType,
  C extends string,
  B extends Input = z.ZodObject<Record<never, never>>,
>({ run, status = 200, ...rest }: Definition<P, Q, B, A, C>): Endpoint {
  return { ...rest, status, run: run as Endpoint['run'] }
}

export const NOTHING = z.strictObject({})

const ID_MAX = 0x7fffffff
const LIMIT_MAX = 500

export const ID = z.int().positive().max(ID_MAX)
export const ID_TEXT = z.coerce.number<string>().int().positive().max(ID_MAX)
export const ById = z.strictObject({ id: ID_TEXT })

/** In every list: `after` is the `next` of the page before. */
export const PAGING = {
  after: z.coerce
    .number<string>()
    .int()
    .min(0)
    .max(ID_MAX)
    .default(0)
    .describe('The `next` of the page before; leave it out for the first page.'),
  limit: z.coerce.number<string>().int().min(1).max(LIMIT_MAX).default(100),
}

export const BBOX = z
  .string()
  .transform((text) => text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))))
  .pipe(z.tuple([LNG(), LAT(), LNG(), LAT()]))
  .refine(([west, south, east, north]) => west <= east && south <= north)
  .describe('west,south,east,north in WGS 84 degrees; what lies on the border is inside.')

export const POSITION = z.tuple([LNG(), LAT()]).describe('[lng, lat] in WGS 84 degrees')
export const DATE = z.iso.date()
export const MOMENT = z.iso.datetime()
export const WEEK = z
  .string()
  .regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/)
  .describe('ISO week, such as 2026-W48')
export const SECOND_OF_DAY = z.int().min(0).describe('seconds after midnight where the organisation works')
export const PLAN_STATUS = z.enum(['draft', 'published'])

/** A stable code with the values that its sentence names; what has a name of its own, in both languages. */
export const Reason = z.object({
  code: z.string(),
  params: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.object({ nameEn: z.string(), nameZh: z.string() })]),
  ),
})

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    items: z.array(item),
    next: z.int().nullable().describe('`after` of the next page; null on the last.'),
  })
}

function LNG() {
  return z.number().min(-180).max(180)
}

function LAT() {
  return z.number().min(-90).max(90)
}
