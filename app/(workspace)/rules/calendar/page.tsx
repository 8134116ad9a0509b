import { NoRules } from '@/app/(workspace)/rules/no-rules'
import { requireActor } from '@/lib/auth/session'
import { viewRules } from '@/lib/usecases/view-rules'
import { viewRulesCalendar } from '@/lib/usecases/view-rules-calendar'
import { CalendarScreen } from './calendar-screen'

export default async function CalendarPage() {
  const actor = await requireActor()
  // before a city is loaded there is no organisation whose calendar it could be
  if (!(await viewRules(actor, 'planning')).ok) return <NoRules />
  const view = await viewRulesCalendar(actor)
  return view.ok ? <CalendarScreen view={view.value} /> : <NoRules />
}
