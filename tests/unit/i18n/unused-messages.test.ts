import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'
import { NAMESPACES } from '@/lib/i18n/namespaces'

/**
 * A key counts as used if the end of its path, from any point on, stands somewhere in the code as a text or fits a
 * template such as `kinds.${kind}`. Some that are unused pass by that, but none that is used is reported.
 */
test('every message is used somewhere', () => {
  const files = globSync('{app,lib}/**/*.{ts,tsx}', { exclude: ['lib/db/generated/**'] })
  const isUsed = usage(files.map((file) => readFileSync(file, 'utf8')))
  const keys = NAMESPACES.flatMap((namespace) =>
    keysOf(JSON.parse(readFileSync(`lib/i18n/messages/en/${namespace}.json`, 'utf8')), namespace),
  )
  expect(keys.length).toBeGreaterThan(500)
  expect(keys.filter((key) => !isUsed(key))).toEqual([])
})

test('a key that nobody mentions is reported, and one behind a template is not', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: code under test
  const isUsed = usage(["t('open'); t(`kinds.${kind}`); t(`${kind}.${state}`)"])
  expect(['map.open', 'map.kinds.car', 'map.closed', 'map.kind.car'].map(isUsed)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

function usage(sources: readonly string[]): (key: string) => boolean {
  const texts = new Set<string>()
  const templates = new Map<string, RegExp>()
  for (const source of sources) {
    collect(
      parseAst(source, { lang: 'tsx' }),
      (text) => texts.add(text),
      (parts) => {
        const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+')
        if (/[a-z]/i.test(parts.join(''))) templates.set(pattern, new RegExp(`^${pattern}$`))
      },
    )
  }
  return (key) => {
    const steps = key.split('.')
    const ends = steps.map((_, k) => steps.slice(k).join('.'))
    return ends.some(
      (end) => texts.has(end) || [...templates.values()].some((template) => template.test(end)),
    )
  }
}

function collect(node: unknown, onText: (text: string) => void, onTemplate: (parts: string[]) => void): void {
  if (typeof node !== 'object' || node === null) return
  const { type, value, quasis, name } = node as Record<string, unknown>
  if (type === 'Literal' && typeof value === 'string') onText(value)
  if (type === 'Identifier' && typeof name === 'string') onText(name)
  if (type === 'TemplateLiteral') {
    onTemplate((quasis as { value: { cooked: string } }[]).map((part) => part.value.cooked))
  }
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) for (const one of child) collect(one, onText, onTemplate)
    else collect(child, onText, onTemplate)
  }
}

function keysOf(node: unknown, path: string): string[] {
  if (typeof node === 'string') return [path]
  return Object.entries(node as object).flatMap(([key, value]) => keysOf(value, `${path}.${key}`))
}
