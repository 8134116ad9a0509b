import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { run as checkPlan } from '@/lib/cli/commands/check-plan'
import { run as plan } from '@/lib/cli/commands/plan'
import { PART_STORES_MAX } from '@/lib/domain/routing/solve'
import { aManager, aStore, workingDays } from './a-problem'

const PROBLEM = {
  days: workingDays(2),
  managers: [aManager()],
  stores: [aStore({ id: 'a', position: [0.01, 0] })],
  travel: { estimate: { speedKmh: 20, detour: 1.3 } },
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'shangquan-plan-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => vi.restoreAllMocks())

const at = (name: string) => path.join(folder, name)

function aFile(name: string, content: unknown): string {
  const isText = typeof content === 'string' || content instanceof Uint8Array
  writeFileSync(at(name), isText ? content : JSON.stringify(content))
  return at(name)
}

/** What a command prints and ends with. */
async function outcome(command: typeof plan, args: string[]) {
  let text = ''
  const write = (chunk: string, done: () => void) => {
    text += chunk
    done()
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(write as typeof process.stdout.write)
  const code = await command(args)
  vi.restoreAllMocks()
  return { code, out: text === '' ? undefined : JSON.parse(text) }
}

async function errorsOf(command: typeof plan, args: string[]): Promise<string[]> {
  const { code, out } = await outcome(command, args)
  expect(code).toBe(2)
  return out.errors.map(({ path: where, code: what }: { path: string; code: string }) => `${where} ${what}`)
}

test('a problem is planned into a file, and the plan checked', async () => {
  const problem = aFile('problem.json', PROBLEM)
  expect(await outcome(plan, [problem, '--iterations', '10', '--out', at('plan.json')])).toEqual({
    code: 0,
    out: undefined,
  })
  expect(await outcome(checkPlan, [problem, at('plan.json')])).toMatchObject({
    code: 0,
    out: { valid: true },
  })
})

test('a byte order mark is passed over', async () => {
  const { code, out } = await outcome(plan, [
    aFile('bom.json', `\ufeff${JSON.stringify(PROBLEM)}`),
    '--iterations',
    '10',
  ])
  expect({ code, stops: out.routes[0].stops.length }).toEqual({ code: 0, stops: 1 })
})

test.each<[string, string, () => string[]]>([
  ['no file at all', 'problem file', () => [at('nowhere.json')]],
  ['a folder', 'problem file', () => [folder]],
  ['an empty file', 'problem json', () => [aFile('empty.json', '')]],
  ['half a file', 'problem json', () => [aFile('half.json', JSON.stringify(PROBLEM).slice(0, 50))]],
  ['NaN', 'problem json', () => [aFile('nan.json', JSON.stringify(PROBLEM).replace('600', 'NaN'))]],
  [
    'more than any number',
    'stores[0].serviceSeconds range',
    () => [aFile('infinite.json', JSON.stringify(PROBLEM).replace('600', '1e400'))],
  ],
  [
    'UTF-16',
    'problem encoding',
    () => [aFile('utf16.json', Buffer.from(JSON.stringify(PROBLEM), 'utf16le').fill(0xff, 0, 1))],
  ],
  ['a list', 'problem object', () => [aFile('list.json', '[]')]],
  ['no argument', 'arguments usage', () => []],
  ['two problems', 'arguments usage', () => [at('a.json'), at('b.json')]],
  ['a flag nobody knows', 'arguments usage', () => [at('a.json'), '--fast']],
  ['no number of seconds', '--seconds number', () => [at('a.json'), '--seconds', 'soon']],
  ['no seconds', '--seconds number', () => [at('a.json'), '--seconds', '0']],
  ['less than no iterations', '--iterations number', () => [at('a.json'), '--iterations=-1']],
  ['half a seed', '--seed number', () => [at('a.json'), '--seed', '0.5']],
  ['a plan into a folder', '--out file', () => [aFile('problem.json', PROBLEM), '--out', folder]],
  [
    'a plan into no folder',
    '--out file',
    () => [aFile('problem.json', PROBLEM), '--out', at('nowhere/plan.json')],
  ],
  [
    'roads that are not there',
    'travel.roads file',
    () => [aFile('roads.json', { ...PROBLEM, travel: { roads: 'nowhere.osm.pbf' } })],
  ],
  [
    'roads that are none',
    'travel.roads OSM_PBF_INVALID',
    () => [aFile('no-roads.json', { ...PROBLEM, travel: { roads: 'problem.json' } })],
  ],
  [
    'roads for more places than their matrix may have',
    'travel.roads too-many',
    () => [aFile('far.json', { ...PROBLEM, stores: manyStores(), travel: { roads: 'problem.json' } })],
  ],
  [
    'more stores than one manager may have',
    'managers[0] too-many',
    () => [aFile('many.json', { ...PROBLEM, stores: manyStores() })],
  ],
  [
    'a time limit that is over before the first visit is planned',
    '--seconds too-short',
    () => [aFile('short.json', { ...PROBLEM, stores: manyStores().slice(0, 3000) }), '--seconds', '1.7'],
  ],
])('%s is refused by plan', async (_, expected, args) => {
  expect(await errorsOf(plan, args())).toEqual([expected])
})

test.each<[string, string, () => string[]]>([
  ['no plan', 'arguments usage', () => [at('problem.json')]],
  ['a plan that is not there', 'plan file', () => [aFile('problem.json', PROBLEM), at('nowhere.json')]],
  ['a plan that is no JSON', 'plan json', () => [aFile('problem.json', PROBLEM), aFile('no-plan.json', '{')]],
  ['a bad problem', 'days empty', () => [aFile('bad.json', { ...PROBLEM, days: [] }), at('nowhere.json')]],
])('%s is refused by check-plan', async (_, expected, args) => {
  expect(await errorsOf(checkPlan, args())).toEqual([expected])
})

test('a file that cannot be planned leaves the plan of before as it was', async () => {
  const before = aFile('before.json', '{"routes":[]}')
  expect(await errorsOf(plan, [aFile('list.json', '[]'), '--out', before])).toEqual(['problem object'])
  expect(readFileSync(before, 'utf8')).toBe('{"routes":[]}')
})

function manyStores() {
  return Array.from({ length: PART_STORES_MAX + 1 }, (_, k) => aStore({ id: `s${k}` }))
}
