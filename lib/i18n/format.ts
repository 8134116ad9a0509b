/**
 * Numbers as a reader of one language writes them. Units of the product come in (metres, whole seconds, shares of
 * one, fen); what goes out carries its unit, so that a figure never stands without one.
 */
export function formatNumber(locale: string, value: number, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)
}

/** `350 m`, `1.2 km`, `18 km`. */
export function formatDistance(locale: string, meters: number): string {
  if (Math.abs(meters) < 1000) return withUnit(locale, Math.round(meters), 'meter')
  return withUnit(locale, meters / 1000, 'kilometer', meters < 10_000 ? 1 : 0)
}

/** `8 min`, `1 h 20 min`: rounded to whole minutes. */
export function formatDuration(locale: string, seconds: number): string {
  const minutes = Math.round(seconds / 60)
  const hours = Math.trunc(minutes / 60)
  const rest = withUnit(locale, minutes - hours * 60, 'minute')
  if (hours === 0) return rest
  const whole = withUnit(locale, hours, 'hour')
  return minutes % 60 === 0 ? whole : `${whole} ${rest}`
}

/** Seconds of the day as `08:30`. */
export function formatTimeOfDay(seconds: number): string {
  const minutes = Math.floor(seconds / 60)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

export function formatPercent(locale: string, share: number, digits = 0): string {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(share)
}

/** `a, b, c`; in Chinese `a、b、c`. */
export function formatList(locale: string, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { style: 'narrow' }).format(items)
}

/** `4.2 ha` below a square kilometre, `1.8 km²` above. */
export function formatArea(locale: string, squareMeters: number): string {
  if (squareMeters < 1_000_000) {
    return `${formatNumber(locale, squareMeters / 10_000, squareMeters < 100_000 ? 1 : 0)} ha`
  }
  return `${formatNumber(locale, squareMeters / 1_000_000, 1)} km²`
}

export function formatMoney(locale: string, fen: number, currency: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(
    fen / 100,
  )
}

/** A calendar date `2026-11-30` as the reader writes it, whatever the clock's zone. */
export function formatDate(
  locale: string,
  iso: string,
  style: 'medium' | 'short' | 'weekday' = 'medium',
): string {
  const date = new Date(`${iso}T00:00:00Z`)
  const parts: Intl.DateTimeFormatOptions =
    style === 'weekday'
      ? { weekday: 'short', month: 'short', day: 'numeric' }
      : style === 'short'
        ? { month: 'short', day: 'numeric' }
        : { dateStyle: 'medium' }
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' }).format(date)
}

/** A month `2026-12` as `December 2026`. */
export function formatMonth(locale: string, month: string): string {
  const parts: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' }
  return new Intl.DateTimeFormat(locale, parts).format(new Date(`${month}-01T00:00:00Z`))
}

function withUnit(locale: string, value: number, unit: string, digits = 0): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(value)
}
