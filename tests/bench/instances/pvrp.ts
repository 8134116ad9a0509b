/**
 * Periodic instances in Cordeau's text format: `type m n t`, t lines `D Q`, the depot, then the customers with their
 * allowed patterns (binary, the leftmost of t bits is day 1).
 */
import type { FleetInstance } from './fleet-model'

export function parsePvrp(name: string, text: string): FleetInstance {
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length > 1 || row[0] !== 0)
  const [, vehicles, , days] = rows[0] as [number, number, number, number]
  const limits = rows.slice(1, 1 + days)
  const nodes = rows.slice(1 + days)
  const x = nodes.map((row) => row[1]!)
  const y = nodes.map((row) => row[2]!)
  return {
    name,
    days,
    vehiclesPerDay: vehicles,
    x,
    y,
    service: nodes.map((row) => row[3]!),
    demand: nodes.map((row) => row[4]!),
    capacity: limits.map((row) => row[1]!),
    durationMax: limits.map((row) => (row[0]! > 0 ? row[0]! : Number.POSITIVE_INFINITY)),
    patterns: nodes.map((row) => row.slice(7, 7 + row[6]!).map((code) => daysOfPattern(code, days))),
    arc: (i, j) => Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!),
  }
}

function daysOfPattern(code: number, days: number): number[] {
  return Array.from({ length: days }, (_, day) => day).filter((day) => (code >> (days - 1 - day)) & 1)
}
