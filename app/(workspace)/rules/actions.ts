'use server'

import { change, perform } from '@/app/(workspace)/perform'
import { CalendarChoice } from '@/lib/usecases/calendar-choice'
import { SaveRules, saveRules } from '@/lib/usecases/save-rules'
import { SaveCalendar, saveCalendar } from '@/lib/usecases/save-rules-calendar'
import { SaveTerritoryTerms, saveTerritoryTerms } from '@/lib/usecases/save-rules-territory'
import { previewCalendar } from '@/lib/usecases/view-rules-calendar'

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
