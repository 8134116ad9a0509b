/** How a command ends: what it has opened is closed in reverse order, once, however the end came about. */
const open: (() => Promise<void>)[] = []
let ending: Promise<never> | undefined

/** Registers what has to be closed; the result takes it off the list again, closed. */
export function closeAtEnd(close: () => Promise<void>): () => Promise<void> {
  let closed: Promise<void> | undefined
  const once = () => {
    closed ??= close()
    return closed
  }
  open.push(once)
  return async () => {
    await once()
    const at = open.indexOf(once)
    if (at >= 0) open.splice(at, 1)
  }
}

/** Whether the process is on its way out: what fails now, fails because of that. */
export function isEnding(): boolean {
  return ending !== undefined
}

/** Ends the process; timers of the migration engine would keep it alive for 10 s otherwise. */
export function endProcess(code: number): Promise<never> {
  ending ??= closeAll().then(() => process.exit(code))
  return ending
}

/** A serving process that is asked to stop has done its work; an interrupted command has not. */
export function endOnSignals(
  codes: { SIGINT: number; SIGTERM: number } = { SIGINT: 130, SIGTERM: 143 },
): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.removeAllListeners(signal)
    process.on(signal, () => void endProcess(codes[signal]))
  }
}

async function closeAll(): Promise<void> {
  for (const close of open.toReversed()) await close().catch((error: unknown) => console.error(error))
}
