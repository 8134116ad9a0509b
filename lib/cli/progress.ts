/** What the console shows while something runs: one line a step, on standard error, with its seconds. */
const started = performance.now()

export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

export function secondsSinceStart(): number {
  return Math.round((performance.now() - started) / 100) / 10
}

/** Runs a step and says how long it took; steps under a tenth of a second pass in silence. */
export async function step<T>(name: string, run: () => Promise<T> | T): Promise<T> {
  const from = performance.now()
  const result = await run()
  const seconds = (performance.now() - from) / 1000
  if (seconds >= 0.1) say(`  ${name.padEnd(44)} ${seconds.toFixed(1).padStart(6)} s`)
  return result
}
