/**
 * How a territory's manager works: do shift and break fit each other?
 *
 * Units   seconds of the day. The break starts within its window and ends within the shift.
 */
export type ShiftAndBreak = {
  readonly shift: readonly [from: number, to: number]
  readonly break: { readonly window: readonly [from: number, to: number]; readonly seconds: number } | null
}

export type TermsFault = 'shift-order' | 'break-order' | 'break-outside'

export function termsFault({ shift: [from, to], break: pause }: ShiftAndBreak): TermsFault | undefined {
  if (from >= to) return 'shift-order'
  if (!pause) return undefined
  const [earliest, latest] = pause.window
  if (earliest > latest) return 'break-order'
  return earliest < from || latest + pause.seconds > to ? 'break-outside' : undefined
}
