'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { requireActor } from '@/lib/auth/session'
import type { Actor } from '@/lib/domain/actor'
import type { Result } from '@/lib/domain/result'
import { CalendarChoice } from '@/lib/usecases/calendar-choice'
import { SaveRules, saveRules } from '@/lib/usecases/save-rules'
import { SaveCalendar, saveCalendar } from '@/lib/usecases/save-rules-calendar'
import { SaveTerritoryTerms, saveTerritoryTerms } from '@/lib/usecases/save-rules-territory'
import { previewCalendar } from '@/lib/usecases/view-rules-calendar'

/** What a form hears back: done with what came of it, or why not. */
export type Outcome<T, F extends { code: string }> =
  | { status: 'done'; value: T }
  | { status: 'refused'; failure: F | { code: 'invalid' } }

async function perform<I, T, F extends { code: string }>(
  schema: z.ZodType<I>,
  input: unknown,
  act: (actor: Actor, input: I) => Promise<Result<T, F>>,
): Promise<Outcome<T, F>> {
  const actor = await requireActor()
  const parsed = schema.safeParse(input)
  if (!parsed.success) return { status: 'refused', failure: { code: 'invalid' } }
  const result = await act(actor, parsed.data)
  return result.ok ? { status: 'done', value: result.value } : { status: 'refused', failure: result.error }
}

/** The same, after which the page shows what is stored now, also when it was refused because that had changed. */
async function change<I, T, F extends { code: string }>(
  ...order: Parameters<typeof perform<I, T, F>>
): Promise<Outcome<T, F>> {
  const outcome = await perform(...order)
  refresh()
  return outcome
}

export async function saveRulesAction(input: SaveRules) {
  return change(SaveRules, input, saveRules)
}

export async function saveTerritoryTermsAction(input: SaveTerritoryTerms) {
  return change(SaveTerritoryTerms, input, saveTerritoryTerms)
}

export async function previewCalendarAction(input: CalendarChoice) {
  return perform(CalendarChoice, input, previewCalendar)
}

export async function saveCalendarAction(input: SaveCalendar) {
  return change(SaveCalendar, input, saveCalendar)
}
