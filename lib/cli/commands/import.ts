/**
 * `shangquan import FILE --kind retailers|trade-areas|products|orders …`: the same import as the screen's, as the local administrator.
 *
 * Exit    0 stored (with --valid-only even if rows were refused), 2 refused or not confirmed, 1 any other fault.
 */
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Sentence } from '@/lib/cli/sentence'
import { LOCAL_ADMINISTRATOR } from '@/lib/domain/actor'
import {
  type ColumnMapping,
  DATUMS,
  type Datum,
  IMPORT_KINDS,
  type ImportKind,
  refuseFile,
} from '@/lib/domain/import/import-check'
import { type ImportReport, reportOf } from '@/lib/domain/import/import-report'
import { limitsOf } from '@/lib/domain/import/limits'
import { importWords } from '@/lib/i18n/import-messages'

const USAGE = `shangquan import FILE --kind ${IMPORT_KINDS.join('|')} [--datum ${DATUMS.join('|')}] [--encoding E]
  [--map MAPPING.json] [--valid-only] [--yes] [--dry-run] [--json]`
const LISTED = 20

export async function run(argv: string[]): Promise<number> {
  const { file, json, ...order } = await readOrder(argv)
  const report = await importOrRefuse(file, order)
  const words = importWords(process.env.LANG?.startsWith('zh') ? 'zh-CN' : 'en')
  console.log(json ? JSON.stringify(toJson(report, words)) : toText(report, words, order.decision))
  const isStored = report.outcome === 'accept' || report.stored > 0
  return isStored ? 0 : 2
}

type Order = {
  kind: ImportKind
  options: { datum?: Datum; encoding?: string; mapping?: ColumnMapping }
  decision: 'dry-run' | 'commit'
  validOnly: boolean
  yes: boolean
}

async function readOrder(argv: string[]): Promise<Order & { file: string; json: boolean }> {
  const { values, positionals } = parseOrExplain(argv)
  const [file, ...others] = positionals
  const kind = IMPORT_KINDS.find((known) => known === values.kind)
  const datum = DATUMS.find((known) => known === values.datum)
  if (!file || others.length > 0) throw new Sentence(`Name one file to import.\n${USAGE}`)
  if (!kind) throw new Sentence(`Say what the file holds: --kind ${IMPORT_KINDS.join(' or ')}.\n${USAGE}`)
  if (values.datum !== undefined && !datum) {
    throw new Sentence(`The datum ${values.datum} is not known: use ${DATUMS.join(', ')}.`)
  }
  const mapping = values.map === undefined ? undefined : await readMapping(values.map)
  return {
    file,
    kind,
    json: values.json,
    options: {
      ...(datum ? { datum } : {}),
      ...(values.encoding === undefined ? {} : { encoding: values.encoding }),
      ...(mapping ? { mapping } : {}),
    },
    decision: values['dry-run'] ? 'dry-run' : 'commit',
    validOnly: values['valid-only'],
    yes: values.yes,
  }
}

function parseOrExplain(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        kind: { type: 'string' },
        datum: { type: 'string' },
        encoding: { type: 'string' },
        map: { type: 'string' },
        'valid-only': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    throw new Sentence(`${error instanceof Error ? error.message : error}\n${USAGE}`)
  }
}

async function readMapping(file: string): Promise<ColumnMapping> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Sentence(`The mapping ${file} cannot be read.`)
  })
  let mapping: unknown
  try {
    mapping = JSON.parse(text)
  } catch {
    throw new Sentence(`The mapping ${file} is no JSON.`)
  }
  if (!isMapping(mapping)) {
    throw new Sentence(`The mapping ${file} must give each field a header, a list of headers, or null.`)
  }
  return mapping
}

function isMapping(value: unknown): value is ColumnMapping {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(
      (header) =>
        header === null ||
        typeof header === 'string' ||
        (Array.isArray(header) && header.length > 0 && header.every((part) => typeof part === 'string')),
    )
  )
}

/** A file above the limit is refused by its size, unread. */
async function importOrRefuse(file: string, order: Order): Promise<ImportReport> {
  const size = await stat(file).then(
    (found) => found.size,
    () => {
      throw new Sentence(`The file ${file} cannot be read.`)
    },
  )
  const { uploadBytes } = limitsOf(order.kind)
  if (size > uploadBytes) {
    const params = { limit: uploadBytes / 1024 / 1024 }
    return reportOf(refuseFile({ row: null, column: null, code: 'TOO_LARGE', params }))
  }
  const { importFile } = await import('@/lib/usecases/import-file')
  const bytes = await readFile(file)
  return importFile(LOCAL_ADMINISTRATOR, { ...order, fileName: path.basename(file), bytes })
}

type Words = ReturnType<typeof importWords>

/** As DESIGN section 5 has it; each row of an ask also stands among the warnings. */
function toJson(report: ImportReport, words: Words) {
  const { outcome, stored, errors, errorsTotal, warnings, asks, encoding, ignoredColumns } = report
  const named = ({ row, column, code }: ImportReport['errors'][number], message: string) => ({
    row,
    column,
    code,
    message,
  })
  return {
    outcome,
    stored,
    errors: errors.map((fault) => named(fault, words.say(fault))),
    errorsTotal,
    warnings: [
      ...asks.flatMap((ask) => {
        const message = words.say(ask)
        return ask.rows.map((row) => named({ row, column: null, code: ask.code }, message))
      }),
      ...warnings.map((fault) => named(fault, words.say(fault))),
    ],
    warningsTotal: report.warningsTotal,
    asks: asks.map((ask) => ({
      code: ask.code,
      rows: ask.rows,
      rowsTotal: ask.rowsTotal,
      message: words.say(ask),
    })),
    encoding,
    ignoredColumns,
    datum: report.datum,
    mapping: report.mapping,
    created: report.created,
    updated: report.updated,
    unchanged: report.unchanged,
    lacking: report.lacking,
    lackingTotal: report.lackingTotal,
    monthsTouched: report.monthsTouched,
    unmentioned: report.unmentioned,
  }
}

function toText(report: ImportReport, words: Words, decision: Order['decision']): string {
  const lines = [words.outcome(report.outcome)]
  for (const ask of report.asks) lines.push(words.say(ask))
  lines.push(...listed(report.errors, report.errorsTotal, words))
  lines.push(...listed(report.warnings, report.warningsTotal, words))
  if (report.encoding) lines.push(words.report('encoding', { encoding: report.encoding }))
  if (report.ignoredColumns.length > 0) {
    lines.push(words.report('ignored', { columns: report.ignoredColumns.join(', ') }))
  }
  if (report.monthsTouched.length > 0) {
    lines.push(words.report('months', { months: report.monthsTouched.join(', ') }))
  }
  if (report.unchanged > 0) lines.push(words.report('unchanged', { count: report.unchanged }))
  if (report.unmentioned > 0) lines.push(words.report('unmentioned', { count: report.unmentioned }))
  lines.push(words.report(decision === 'dry-run' ? 'wouldStore' : 'stored', { count: report.stored }))
  return lines.join('\n')
}

export function listed(faults: ImportReport['errors'], total: number, words: Words): string[] {
  const lines = faults.slice(0, LISTED).map((fault) => {
    const place =
      fault.row === null
        ? ''
        : fault.column === null
          ? words.report('rowOnly', { row: fault.row })
          : words.report('place', { row: fault.row, column: fault.column })
    return `  ${place}${place && ': '}${words.say(fault)}`
  })
  return total > LISTED ? [...lines, `  ${words.report('more', { count: total - LISTED })}`] : lines
}
