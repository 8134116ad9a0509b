/** The sections of the workspace, in the order of the rail, and who is shown which. */
import { type Ability, type Actor, can } from '@/lib/domain/actor'

const SECTIONS = [
  { key: 'today', href: '/today', ability: 'view-plans' },
  { key: 'map', href: '/map', ability: 'view-map' },
  { key: 'plans', href: '/plans', ability: 'view-plans' },
  { key: 'trade-areas', href: '/trade-areas', ability: 'view-map' },
  { key: 'allocations', href: '/allocations', ability: 'view-allocations' },
  { key: 'reviews', href: '/reviews', ability: 'view-reviews' },
  { key: 'cockpit', href: '/cockpit', ability: 'view-kpis' },
  { key: 'forecasts', href: '/forecasts', ability: 'view-forecasts' },
  { key: 'retailers', href: '/retailers', ability: 'view-map' },
  { key: 'import', href: '/import', ability: 'import' },
  { key: 'rules', href: '/rules', ability: 'view-map' },
] as const satisfies readonly { key: string; href: string; ability: Ability }[]

export type SectionKey = (typeof SECTIONS)[number]['key']
export type Section = { readonly key: SectionKey; readonly href: string }

export function sectionsFor(actor: Actor): Section[] {
  return SECTIONS.filter(({ ability }) => can(actor, ability)).map(({ key, href }) => ({ key, href }))
}
