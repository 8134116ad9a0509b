/**
 * Which OpenStreetMap tags the product keeps: what a thing is and is called, never who edited it or how to phone it.
 *
 * Shape   the lists below are names of tags; `fixme` is one that mappers use among themselves.
 * Source  DESIGN section 3: editor tags, notes, sources, phone, mail and social tags are dropped on reading.
 */
const DROPPED = new Set(
  (
    'note fixme FIXME source attribution created_by description comment image wikimedia_commons ' +
    'phone mobile fax email website url contact facebook instagram twitter whatsapp youtube telegram'
  ).split(' '),
)

/** Tags that come as families (`source:name`, `contact:phone`), and the keys of imports and editors. */
const DROPPED_FAMILIES = new Set(
  'source note contact phone fax email website mvdgis ursea tiger nycdoitt gnis osak ref import'.split(' '),
)

export function isKeptTag(key: string): boolean {
  if (key.startsWith('@') || DROPPED.has(key)) return false
  const colon = key.indexOf(':')
  if (colon > 0) return !DROPPED_FAMILIES.has(key.slice(0, colon))
  return !key.startsWith('source_') && !key.startsWith('note_')
}
