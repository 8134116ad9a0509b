import { NoRules } from '@/app/(workspace)/rules/no-rules'
import { requireActor } from '@/lib/auth/session'
import { viewRules } from '@/lib/usecases/view-rules'
import { viewServiceLoad } from '@/lib/usecases/view-service-load'
import { ServiceRules } from './service-rules'

export default async function ServiceRulesPage() {
  const actor = await requireActor()
  const rules = await viewRules(actor, 'service-rules')
  if (!rules.ok) return <NoRules />
  const load = await viewServiceLoad(actor)
  return <ServiceRules view={rules.value} load={load.ok ? load.value : null} />
}
