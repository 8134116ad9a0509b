/**
 * What the console shows while something runs: one line a step, on standard error, with its seconds, and where
 * somebody is watching a last line that changes.
 */
const started = Number(process.env.SHANGQUAN_STARTED_AT) || Date.now() - process.uptime() * 1000
const watched = process.stderr.isTTY
const TICK_MS = 1000
const QUIET_MS = 15_000

const running: Running[] = []
let isLineOpen = false
let ticking: NodeJS.Timeout | undefined

/** A step that has begun; `note` says how far it is. */
export type Running = { name: string; from: number; note: string; saidAt: number }

export function say(text: string): void {
  clearLine()
  process.stderr.write(`${text}\n`)
  drawLine()
}

/** Since the command was given, installing included. */
export function secondsSinceStart(): number {
  return Math.round((Date.now() - started) / 100) / 10
}

export function begin(name: string): Running {
  const step = { name, from: Date.now(), note: '', saidAt: Date.now() }
  running.push(step)
  ticking ??= setInterval(tick, TICK_MS).unref()
  clearLine()
  drawLine()
  return step
}

/** Steps under a tenth of a second pass in silence, and so do those that failed. */
export function end(step: Running, { failed = false } = {}): void {
  const at = running.indexOf(step)
  if (at < 0) return
  running.splice(at, 1)
  if (running.length === 0) {
    clearInterval(ticking)
    ticking = undefined
  }
  clearLine()
  if (!failed && Date.now() - step.from >= 100) process.stderr.write(`${lineOf(step)}\n`)
  drawLine()
}

/** Runs a step and says how long it took. */
export async function step<T>(name: string, run: () => Promise<T> | T): Promise<T> {
  const begun = begin(name)
  try {
    const result = await run()
    end(begun)
    return result
  } catch (error) {
    end(begun, { failed: true })
    throw error
  }
}

/** A log without a watcher gets a line now and then, so that a long step does not look like a stop. */
function tick(): void {
  if (watched) {
    clearLine()
    drawLine()
    return
  }
  const late = running.filter((step) => Date.now() - step.saidAt >= QUIET_MS)
  for (const step of late) {
    step.saidAt = Date.now()
    process.stderr.write(`${lineOf(step, '…')}\n`)
  }
}

function lineOf(step: Running, open = ''): string {
  const seconds = `${((Date.now() - step.from) / 1000).toFixed(1).padStart(6)} s`
  return `  ${`${step.name}${open && ` ${open} ${step.note}`}`.padEnd(44)} ${seconds}`
}

function drawLine(): void {
  if (!watched || running.length === 0) return
  const text = running
    .map(
      ({ name, note, from }) => `${name} … ${note && `${note} `}${Math.round((Date.now() - from) / 1000)} s`,
    )
    .join(' · ')
  process.stderr.write(`  ${text.slice(0, (process.stderr.columns || 80) - 3)}`)
  isLineOpen = true
}

function clearLine(): void {
  if (!isLineOpen) return
  process.stderr.write('\r\x1b[K')
  isLineOpen = false
}
