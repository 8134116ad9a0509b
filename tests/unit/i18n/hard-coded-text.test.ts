import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

/** What a screen shows or a screen reader says, so that it belongs into the catalogues. */
const SPOKEN = new Set([
  ...['about', 'alt', 'description', 'error', 'heading', 'hint', 'label', 'message', 'placeholder', 'title'],
  ...['aria-description', 'aria-label', 'aria-placeholder', 'aria-roledescription', 'aria-valuetext'],
])
/** The same in every language. */
const NAMES = new Set(['BD-09', 'Ctrl', 'GCJ-02', 'K', 'OpenStreetMap', 'Shangquan', 'WGS'])

const files = globSync(['app/**/*.tsx', 'lib/**/*.tsx']).toSorted()

test('the screens hold no text of their own: all of it is in the catalogues', () => {
  expect(files.length).toBeGreaterThan(40)
  expect(
    files.flatMap((file) => hardCodedText(readFileSync(file, 'utf8')).map((text) => `${file}: ${text}`)),
  ).toEqual([])
})

test.each([
  ['text between tags', '<p>Seven shops</p>', 'Seven shops'],
  ['Chinese text', '<p>零售户 {n}</p>', '零售户'],
  ['a text in braces', "<p>{'Seven shops'}</p>", 'Seven shops'],
  ['one of two texts', "<p>{open ? 'Open' : t('closed')}</p>", 'Open'],
  ['a text on a condition', "<p>{open && 'Open'}</p>", 'Open'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source text that the finder reads, not a template that lost its backticks
  ['a text with something filled in', '<p>{`${n} shops`}</p>', 'shops'],
  ['a text joined on', "<p>{n + ' shops'}</p>", 'shops'],
  ['a label', '<Select label="Territory" />', 'Territory'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: source text that the finder reads, not a template that lost its backticks
  ['a label for screen readers', '<div aria-label={`Day ${n}`} />', 'Day'],
  ['a message that is shown', "notify({ message: 'Stored' })", 'Stored'],
])('the finder finds %s', (_, source, found) => {
  expect(hardCodedText(`const page = () => ${source}`)).toEqual([found])
})

test('the finder passes keys, styles, numbers, signs and names', () => {
  const source = `const page = () => (
    <Page title={t('title')} className="wide" aria-label={t(open ? 'open' : 'closed')} data-x="label">
      {n} · {formatDate(locale, day, 'weekday')} {rows.map((row) => <Row key={row} kind="retailer" />)}
      <a title={titles['first']} aria-label={label ?? ''}>OpenStreetMap</a> <kbd>Ctrl K</kbd> {kind === 'car' && <Car />}
    </Page>
  )`
  expect(hardCodedText(source)).toEqual([])
})

type Node = { readonly type: string } & Readonly<Record<string, unknown>>

function hardCodedText(source: string): string[] {
  const found: string[] = []
  const report = (text: string) => {
    const words = text.match(/[\p{L}\p{M}][\p{L}\p{M}\p{N}’'-]*/gu) ?? []
    if (words.some((word) => !NAMES.has(word))) found.push(text.trim())
  }
  walk(parseAst(source, { lang: 'tsx' }) as unknown as Node, (node) => {
    if (node.type === 'JSXText') report(String(node.value))
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node.children as Node[]) {
        if (child.type === 'JSXExpressionContainer') shownBy(child.expression as Node).forEach(report)
      }
    }
    if (node.type === 'JSXAttribute' && SPOKEN.has(nameOf(node.name as Node)))
      shownBy(node.value as Node).forEach(report)
    if (node.type === 'Property' && SPOKEN.has(nameOf(node.key as Node)))
      shownBy(node.value as Node).forEach(report)
  })
  return found
}

function nameOf(node: Node): string {
  return String(node.type === 'Literal' ? node.value : node.name)
}

/** The texts that an expression itself may come to; what it passes to functions is none. */
function shownBy(node: Node | null): string[] {
  if (!node) return []
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : []
  if (node.type === 'JSXExpressionContainer') return shownBy(node.expression as Node)
  if (node.type === 'ConditionalExpression')
    return [...shownBy(node.consequent as Node), ...shownBy(node.alternate as Node)]
  if (node.type === 'LogicalExpression')
    return [...(node.operator === '&&' ? [] : shownBy(node.left as Node)), ...shownBy(node.right as Node)]
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return [...shownBy(node.left as Node), ...shownBy(node.right as Node)]
  if (node.type === 'TemplateLiteral')
    return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)
  return []
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) walk(child as Node, visit)
    }
  }
}
