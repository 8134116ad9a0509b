/**
 * Many rows at once by COPY in text form, a hundred times faster than inserts.
 *
 * Shape   one array a row, in the order of `columns`; null is NULL; objects become JSON.
 */
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'

export type { PoolClient } from 'pg'

import { from as copyFrom } from 'pg-copy-streams'

const CHUNK_CHARS = 1 << 16

export async function copyRows(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly unknown[]>,
): Promise<void> {
  const names = columns.map((name) => `"${name}"`).join(', ')
  const target = client.query(copyFrom(`copy "${table}" (${names}) from stdin`))
  await pipeline(Readable.from(chunksOf(rows)), target)
}

function* chunksOf(rows: Iterable<readonly unknown[]>): Generator<string> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${row.map(fieldOf).join('\t')}\n`
    if (chunk.length < CHUNK_CHARS) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

function fieldOf(value: unknown): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  if (typeof value === 'string') return escaped(value)
  return escaped(JSON.stringify(value))
}

function escaped(text: string): string {
  return text.replace(/[\\\n\r\t]/g, (char) => ESCAPES[char] as string)
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
