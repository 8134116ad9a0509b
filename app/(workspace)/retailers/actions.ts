'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { requireActor } from '@/lib/auth/session'
import type { Actor } from '@/lib/domain/actor'
import type { Result } from '@/lib/domain/result'
import type { FieldFault } from '@/lib/domain/retailer/check-record'
import { AddRetailer, addRetailer } from '@/lib/usecases/edit-retailer/add-retailer'
import {
  CloseRetailer,
  type ClosingEffect,
  closeRetailer,
  reopenRetailer,
  viewClosing,
} from '@/lib/usecases/edit-retailer/close-retailer'
import { EditRetailer, editRetailer } from '@/lib/usecases/edit-retailer/edit-retailer'
import { MoveRetailer, moveRetailer } from '@/lib/usecases/edit-retailer/move-retailer'
import type { PlaceAsk } from '@/lib/usecases/edit-retailer/place'
import { type PlaceProposal, ProposePlace, proposePlace } from '@/lib/usecases/edit-retailer/propose-place'
import { ListRetailers, listRetailers, type RetailerList } from '@/lib/usecases/list-retailers'
import { ViewRetailer } from '@/lib/usecases/view-retailer'

/** What a form hears back: done, or why not, with the fields that are wrong and what has to be confirmed. */
export type Refusal = {
  readonly status: 'refused'
  readonly code: string
  readonly faults?: readonly FieldFault[]
  readonly asks?: readonly PlaceAsk[]
}
export type Outcome<T> = { readonly status: 'done'; readonly value: T } | Refusal

async function perform<I, T>(
  schema: z.ZodType<I>,
  input: unknown,
  act: (actor: Actor, input: I) => Promise<Result<T, Omit<Refusal, 'status'>>>,
): Promise<Outcome<T>> {
  const actor = await requireActor()
  const parsed = schema.safeParse(input)
  if (!parsed.success) return { status: 'refused', code: 'malformed' }
  const result = await act(actor, parsed.data)
  return result.ok ? { status: 'done', value: result.value } : { status: 'refused', ...result.error }
}

/** The same, after which the page shows what is stored now, also when it was refused because that had changed. */
async function change<I, T>(...order: Parameters<typeof perform<I, T>>): Promise<Outcome<T>> {
  const outcome = await perform(...order)
  refresh()
  return outcome
}

export async function listMoreRetailersAction(input: ListRetailers): Promise<RetailerList | null> {
  const outcome = await perform(ListRetailers, input, listRetailers)
  return outcome.status === 'done' ? outcome.value : null
}

export async function proposePlaceAction(input: ProposePlace): Promise<Outcome<PlaceProposal>> {
  return perform(ProposePlace, input, proposePlace)
}

export async function viewClosingAction(id: number): Promise<ClosingEffect | null> {
  const outcome = await perform(ViewRetailer, { id }, (actor, asked) => viewClosing(actor, asked.id))
  return outcome.status === 'done' ? outcome.value : null
}

export async function addRetailerAction(input: AddRetailer) {
  return perform(AddRetailer, input, addRetailer)
}

export async function editRetailerAction(input: EditRetailer) {
  return change(EditRetailer, input, editRetailer)
}

export async function moveRetailerAction(input: MoveRetailer) {
  return change(MoveRetailer, input, moveRetailer)
}

export async function closeRetailerAction(input: CloseRetailer) {
  return change(CloseRetailer, input, closeRetailer)
}

export async function reopenRetailerAction(input: CloseRetailer) {
  return change(CloseRetailer, input, reopenRetailer)
}
