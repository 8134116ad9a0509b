/** `{ year: '2026', number: '48' }`, as text so that no language groups the digits. */
export function weekParts(week: string): { year: string; number: string } {
  const [year = '', number = ''] = week.split('-W')
  return { year, number: String(Number(number)) }
}
