/**
 * Reads and checks generated lists the way an upload is read, in a thread of its own: 50,000 retailers, and a month of
 * a prefecture's orders, 600,000 lines.
 *
 * Units   seconds from the bytes to the checked rows; growth of the whole process in MiB at its peak.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { seededRandom } from '@/lib/domain/random'
import { readUpload } from '@/lib/files/read-upload'

const ROWS = 50_000
const LINES = 600_000
const PRODUCTS = 30
const SAMPLE_MS = 10
const INSTANCES = [
  { name: `retailers-${ROWS}`, kind: 'retailers', generate: generateList },
  { name: `orders-${LINES}`, kind: 'orders', generate: generateOrders },
] as const

type BenchOptions = {
  dir?: string
  seconds?: number
  seed: number
  only?: string[]
  json: boolean
  out?: string
}

export async function bench({ seed, only, json, out }: BenchOptions): Promise<void> {
  const lines: string[] = []
  for (const { name, kind, generate } of INSTANCES) {
    if (only && !only.includes(name) && !only.includes(kind)) continue
    const result = { instance: name, ...(await measure(kind, Buffer.from(generate(seed)))) }
    const line = JSON.stringify(result)
    lines.push(line)
    console.log(json ? line : `${name}: ${result.seconds} s, +${result.rssGrowthMiB} MiB`)
  }
  if (!out || lines.length === 0) return
  mkdirSync(out, { recursive: true })
  writeFileSync(path.join(out, 'import.jsonl'), `${lines.join('\n')}\n`)
}

async function measure(kind: 'retailers' | 'orders', bytes: Uint8Array) {
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  let peak = before
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, SAMPLE_MS)
  const startedMs = performance.now()
  const check = await readUpload(bytes, 'list.csv', kind, { datum: 'gcj02', thisMonth: 202611 })
  const seconds = (performance.now() - startedMs) / 1000
  clearInterval(sampler)
  peak = Math.max(peak, process.memoryUsage.rss())
  if (check.outcome !== 'accept') throw new Error(`${check.outcome}: ${JSON.stringify(check.errors[0])}`)
  const rows = 'lines' in check ? check.lines.length : check.rows.length
  return {
    seconds: Number(seconds.toFixed(3)),
    rows,
    rowsPerSecond: Math.round(rows / seconds),
    bytes: bytes.length,
    rssGrowthMiB: Number(((peak - before) / 1024 / 1024).toFixed(1)),
  }
}

/** Twenty thousand retailers and thirty products in one month. */
export function generateOrders(seed: number, lineCount = LINES, month = '2026-10'): string {
  const random = seededRandom(seed)
  const lines = ['零售户编码,品规编码,月份,需求量,订购量,投放量']
  for (let k = 0; k < lineCount; k++) {
    const retailer = 430_100_000_001 + Math.floor(k / PRODUCTS)
    const need = random.int(60)
    const ordered = need - random.int(1 + Math.floor(need / 4))
    const delivered = ordered - random.int(1 + Math.floor(ordered / 3))
    lines.push(`${retailer},P${(k % PRODUCTS) + 1},${month},${need},${ordered},${delivered}`)
  }
  return lines.join('\r\n')
}

function generateList(seed: number): string {
  const random = seededRandom(seed)
  const lines = ['客户编码,店名,负责人,联系电话,地址,经度,纬度,周拜访次数,档位,业态']
  for (let k = 1; k <= ROWS; k++) {
    const code = String(430_100_000_000 + k)
    const lng = (112.8 + random.next() * 0.4).toFixed(6)
    const lat = (28.0 + random.next() * 0.4).toFixed(6)
    const [street, house, visits, tier] = [
      random.int(900),
      random.int(300),
      random.int(4),
      1 + random.int(30),
    ]
    lines.push(
      `${code},便利店${k},某甲,1300000${k},示例市样板路${street}号${house},${lng},${lat},${visits},${tier},便利店`,
    )
  }
  return lines.join('\r\n')
}
