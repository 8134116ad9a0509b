'use server'

import { change, perform } from '@/app/(workspace)/perform'
import { CheckShape, checkShape } from '@/lib/usecases/trade-area/check-shape'
import { CloseTradeArea, closeTradeArea } from '@/lib/usecases/trade-area/close-trade-area'
import { DrawTradeArea, drawTradeArea } from '@/lib/usecases/trade-area/draw-trade-area'
import { EditTradeArea, editTradeArea } from '@/lib/usecases/trade-area/edit-trade-area'
import { ListCorners, listCorners } from '@/lib/usecases/trade-area/list-corners'
import { RetagTradeArea, retagTradeArea } from '@/lib/usecases/trade-area/retag-trade-area'
import { SetFocus, setFocus } from '@/lib/usecases/trade-area/set-focus'

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
