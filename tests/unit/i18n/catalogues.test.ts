import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'
import { LOCALES, preferredLocale } from '@/lib/i18n/locales'
import { NAMESPACES } from '@/lib/i18n/namespaces'

const MESSAGES = new URL('../../../lib/i18n/messages/', import.meta.url)

test.each(LOCALES)('the files of %s are the namespaces that are loaded', (locale) => {
  const files = readdirSync(new URL(`${locale}/`, MESSAGES)).map((file) => file.replace(/\.json$/, ''))
  expect(files.sort()).toEqual([...NAMESPACES].sort())
})

test.each(NAMESPACES)('%s says the same things, with the same parameters, in every language', (namespace) => {
  const [first, ...others] = LOCALES.map((locale) => parametersByKey(locale, namespace))
  for (const other of others) expect(other).toEqual(first)
})

test('the browser gets the language it likes best among ours, else English', () => {
  expect(preferredLocale('zh-TW,zh;q=0.9,en;q=0.8')).toBe('zh-CN')
  expect(preferredLocale('fr, en;q=0.5, zh;q=0.9')).toBe('zh-CN')
  expect(preferredLocale('es-UY')).toBe('en')
  expect(preferredLocale('zh;q=0, en')).toBe('en')
  expect(preferredLocale(null)).toBe('en')
})

/** `greeting` → the sorted names of what is filled into its sentence. */
function parametersByKey(locale: string, namespace: string): Record<string, string[]> {
  const file = new URL(`${locale}/${namespace}.json`, MESSAGES)
  if (!existsSync(file)) return {}
  const found: Record<string, string[]> = {}
  const walk = (node: unknown, path: string) => {
    if (typeof node === 'string') {
      expect(node.trim(), `${locale}/${namespace}: ${path} is empty`).not.toBe('')
      found[path] = [...new Set(parametersOf(parse(node)))].sort()
    } else {
      for (const [key, value] of Object.entries(node as object)) walk(value, path ? `${path}.${key}` : key)
    }
  }
  walk(JSON.parse(readFileSync(file, 'utf8')), '')
  return found
}

function parametersOf(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...parametersOf(element.children)]
    if (element.type !== TYPE.select && element.type !== TYPE.plural) return [element.value]
    return [element.value, ...Object.values(element.options).flatMap(({ value }) => parametersOf(value))]
  })
}
