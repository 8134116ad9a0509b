import { NoRules } from '@/app/(workspace)/rules/no-rules'
import { requireActor } from '@/lib/auth/session'
import { viewRulesTerritories } from '@/lib/usecases/view-rules-territories'
import { Territories } from './territories'

export default async function TerritoriesPage() {
  const view = await viewRulesTerritories(await requireActor())
  return view.ok ? <Territories territories={view.value.territories} /> : <NoRules />
}
