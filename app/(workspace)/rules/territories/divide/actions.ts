'use server'

import { change } from '@/app/(workspace)/perform'
import { ApplyDivision, applyDivision } from '@/lib/usecases/divide/apply-division'

export async function applyDivisionAction(input: ApplyDivision) {
  return change(ApplyDivision, input, applyDivision)
}
