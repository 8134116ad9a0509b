import { NoRules } from '@/app/(workspace)/rules/no-rules'
import { ParameterEditor } from '@/app/(workspace)/rules/parameter-editor'
import { requireActor } from '@/lib/auth/session'
import { viewRules } from '@/lib/usecases/view-rules'

export default async function TargetsPage() {
  const rules = await viewRules(await requireActor(), 'targets')
  return rules.ok ? <ParameterEditor view={rules.value} /> : <NoRules />
}
