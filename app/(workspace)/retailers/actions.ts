'use server'

import { change, perform } from '@/app/(workspace)/perform'
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
import { ProposePlace, proposePlace } from '@/lib/usecases/edit-retailer/propose-place'
import { ListRetailers, listRetailers, type RetailerList } from '@/lib/usecases/list-retailers'
import { ViewRetailer } from '@/lib/usecases/view-retailer'

export async function listMoreRetailersAction(input: ListRetailers): Promise<RetailerList | null> {
  const outcome = await perform(ListRetailers, input, listRetailers)
  return outcome.status === 'done' ? outcome.value : null
}

export async function proposePlaceAction(input: ProposePlace) {
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
