'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { requireActor } from '@/lib/auth/session'
import type { Actor } from '@/lib/domain/actor'
import type { Failure, Result } from '@/lib/domain/result'
import { CheckShape, checkShape } from '@/lib/usecases/trade-area/check-shape'
import { CloseTradeArea, closeTradeArea } from '@/lib/usecases/trade-area/close-trade-area'
import { DrawTradeArea, drawTradeArea } from '@/lib/usecases/trade-area/draw-trade-area'
import { EditTradeArea, editTradeArea } from '@/lib/usecases/trade-area/edit-trade-area'
import { ListCorners, listCorners } from '@/lib/usecases/trade-area/list-corners'
import { RetagTradeArea, retagTradeArea } from '@/lib/usecases/trade-area/retag-trade-area'
import { SetFocus, setFocus } from '@/lib/usecases/trade-area/set-focus'

/** What a form hears back: what came of it, or why not. */
export type Outcome<T, E extends Failure> =
  | { status: 'done'; value: T }
  | { status: 'refused'; error: E | { code: 'invalid' } }

async function perform<I, T, E extends Failure>(
  schema: z.ZodType<I>,
  input: unknown,
  act: (actor: Actor, input: I) => Promise<Result<T, E>>,
): Promise<Outcome<T, E>> {
  const actor = await requireActor()
  const parsed = schema.safeParse(input)
  if (!parsed.success) return { status: 'refused', error: { code: 'invalid' } }
  const result = await act(actor, parsed.data)
  return result.ok ? { status: 'done', value: result.value } : { status: 'refused', error: result.error }
}

/** The same, after which the page shows what is stored now, also when it was refused because that had changed. */
async function change<I, T, E extends Failure>(
  ...order: Parameters<typeof perform<I, T, E>>
): Promise<Outcome<T, E>> {
  const outcome = await perform(...order)
  refresh()
  return outcome
}

export async function checkShapeAction(input: CheckShape) {
  return perform(CheckShape, input, checkShape)
}

export async function listCornersAction(input: ListCorners) {
  return perform(ListCorners, input, listCorners)
}

export async function drawTradeAreaAction(input: DrawTradeArea) {
  return change(DrawTradeArea, input, drawTradeArea)
}

export async function editTradeAreaAction(input: EditTradeArea) {
  return change(EditTradeArea, input, editTradeArea)
}

export async function retagTradeAreaAction(input: RetagTradeArea) {
  return change(RetagTradeArea, input, retagTradeArea)
}

export async function setFocusAction(input: SetFocus) {
  return change(SetFocus, input, setFocus)
}

export async function closeTradeAreaAction(input: CloseTradeArea) {
  return change(CloseTradeArea, input, closeTradeArea)
}
