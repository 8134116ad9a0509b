/** Times of the day such as `08:30-12:00；14:00-21:30`, as whole seconds; undefined for anything else. */
export function readTimeWindows(text: string): (readonly [from: number, to: number])[] | undefined {
  const windows: [number, number][] = []
  for (const part of text.normalize('NFKC').split(/[;,、/]/)) {
    const match = /^\s*(\d{1,2}):(\d{2})\s*(?:-|–|—|~|至|到)\s*(\d{1,2}):(\d{2})\s*$/.exec(part)
    if (!match) return undefined
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number)
    const from = fromHour * 3600 + fromMinute * 60
    const to = toHour * 3600 + toMinute * 60
    const follows = from >= (windows.at(-1)?.[1] ?? 0)
    if (fromMinute > 59 || toMinute > 59 || to > 86_400 || from >= to || !follows) return undefined
    windows.push([from, to])
  }
  return windows
}

/** The same the other way round. */
export function timeWindowsText(windows: readonly (readonly [from: number, to: number])[]): string {
  return windows.map((window) => window.map(timeText).join('-')).join('; ')
}

function timeText(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
