'use server'

import { change, perform } from '@/app/(workspace)/perform'
import { CorrectVisit, correctVisit, RecordVisit, recordVisit } from '@/lib/usecases/visit/record-visit'
import { FindVisitSubjects, findVisitSubjects, type VisitSubject } from '@/lib/usecases/visit/visit-subjects'

export async function recordVisitAction(input: RecordVisit) {
  return change(RecordVisit, input, recordVisit)
}

export async function correctVisitAction(input: CorrectVisit) {
  return change(CorrectVisit, input, correctVisit)
}

export async function findVisitSubjectsAction(input: FindVisitSubjects): Promise<readonly VisitSubject[]> {
  const outcome = await perform(FindVisitSubjects, input, findVisitSubjects)
  return outcome.status === 'done' ? outcome.value : []
}
