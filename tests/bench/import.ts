/**
 * Reads and checks a generated list of 50,000 retailers, the way an upload is read: in a thread of its own.
 *
 * Units   seconds from the bytes to the checked rows; growth of the whole process in MiB at its peak.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { seededRandom } from '@/lib/domain/random'
import { readUpload } from '@/lib/files/read-upload'

const ROWS = 50_000
const INSTANCE = `retailers-${ROWS}`
const SAMPLE_MS = 10

type BenchOptions = {
  dir?: string
  seconds?: number
  seed: number
  only?: string[]
  json: boolean
  out?: string
}

export async function bench({ seed, only, json, out }: BenchOptions): Promise<void> {
  if (only && !only.includes(INSTANCE)) return
  const result = { instance: INSTANCE, ...(await measure(Buffer.from(generateList(seed)))) }
  const line = JSON.stringify(result)
  console.log(json ? line : `${INSTANCE}: ${result.seconds} s, +${result.rssGrowthMiB} MiB`)
  if (!out) return
  mkdirSync(out, { recursive: true })
  writeFileSync(path.join(out, 'import.jsonl'), `${line}\n`)
}

async function measure(bytes: Uint8Array) {
  const before = process.memoryUsage.rss()
  let peak = before
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, SAMPLE_MS)
  const startedMs = performance.now()
  const check = await readUpload(bytes, 'list.csv', 'retailers', { datum: 'gcj02' })
  const seconds = (performance.now() - startedMs) / 1000
  clearInterval(sampler)
  peak = Math.max(peak, process.memoryUsage.rss())
  if (check.outcome !== 'accept') throw new Error(`${check.outcome}: ${JSON.stringify(check.errors[0])}`)
  return {
    seconds: Number(seconds.toFixed(3)),
    rows: check.rows.length,
    rssGrowthMiB: Number(((peak - before) / 1024 / 1024).toFixed(1)),
  }
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
