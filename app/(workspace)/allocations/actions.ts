'use server'

import type { z } from 'zod'
import { change, perform } from '@/app/(workspace)/perform'
import { ChangeSupply, changeSupply } from '@/lib/usecases/change-supply'
import { ListAllocationShares, listAllocationShares } from '@/lib/usecases/list-allocation-shares'
import { PublishAllocation, publishAllocation } from '@/lib/usecases/publish-allocation'
import { RunAllocation, runAllocation } from '@/lib/usecases/run-allocation'
import { SetZoneUnits, setZoneUnits } from '@/lib/usecases/set-zone-units'

export async function runAllocationAction(input: z.input<typeof RunAllocation>) {
  return change(RunAllocation, input, runAllocation)
}

export async function changeSupplyAction(input: ChangeSupply) {
  return change(ChangeSupply, input, changeSupply)
}

export async function setZoneUnitsAction(input: SetZoneUnits) {
  return change(SetZoneUnits, input, setZoneUnits)
}

export async function publishAllocationAction(input: z.input<typeof PublishAllocation>) {
  return change(PublishAllocation, input, publishAllocation)
}

export async function listSharesAction(input: ListAllocationShares) {
  return perform(ListAllocationShares, input, listAllocationShares)
}
