import { NoRules } from '@/app/(workspace)/rules/no-rules'
import { requireActor } from '@/lib/auth/session'
import { viewRingClasses } from '@/lib/usecases/view-ring-classes'
import { viewRules } from '@/lib/usecases/view-rules'
import { RingStudio } from './ring-studio'

export default async function RingsPage() {
  const actor = await requireActor()
  const rules = await viewRules(actor, 'rings')
  if (!rules.ok) return <NoRules />
  const classes = await viewRingClasses(actor)
  return <RingStudio view={rules.value} classes={classes.ok ? classes.value : []} />
}
