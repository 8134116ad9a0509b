/** What every server action does around its use case: learns who calls, parses, hands over, translates the outcome. */
import { refresh } from 'next/cache'
import type { z } from 'zod'
import { requireActor } from '@/lib/auth/session'
import type { Actor } from '@/lib/domain/actor'
import type { Failure, Result } from '@/lib/domain/result'

/** What a form hears back: done with what came of it, or why not. */
export type Outcome<T, E extends Failure = Failure> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'refused'; readonly error: E | { readonly code: 'invalid' } }

export async function perform<S extends z.ZodType, T, E extends Failure>(
  schema: S,
  input: unknown,
  act: (actor: Actor, input: z.output<S>) => Promise<Result<T, E>>,
): Promise<Outcome<T, E>> {
  const actor = await requireActor()
  const parsed = schema.safeParse(input)
  if (!parsed.success) return { status: 'refused', error: { code: 'invalid' } }
  const result = await act(actor, parsed.data)
  return result.ok ? { status: 'done', value: result.value } : { status: 'refused', error: result.error }
}

/** The same, after which the page shows what is stored now, also when it was refused because that had changed. */
export async function change<S extends z.ZodType, T, E extends Failure>(
  ...order: Parameters<typeof perform<S, T, E>>
): Promise<Outcome<T, E>> {
  const outcome = await perform(...order)
  refresh()
  return outcome
}
