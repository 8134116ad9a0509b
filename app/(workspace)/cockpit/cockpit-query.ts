/** What the address of the cockpit asks for. Whatever in it makes no sense is left out. */
import { ViewCockpit } from '@/lib/usecases/cockpit/view-cockpit'

export type Search = Readonly<Record<string, string | string[] | undefined>>

const { shape } = ViewCockpit
type Key = keyof typeof shape

export function queryOf(search: Search): ViewCockpit {
  const read = Object.entries(shape).flatMap(([key, part]) => {
    const given = search[key]
    const text = (Array.isArray(given) ? given[0] : given) || undefined
    const parsed = part.safeParse(text)
    return parsed.success ? [[key as Key, parsed.data]] : []
  })
  return ViewCockpit.parse(Object.fromEntries(read.filter(([, value]) => value !== undefined)))
}
