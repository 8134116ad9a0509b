/**
 * Instances in VRPLIB text: CVRP, where an arc is the distance to the nearest whole number, and VRPTW, where distances
 * and times are cut to one decimal (DIMACS).
 */
import type { FleetInstance } from './fleet-model'

export function parseVrplib(name: string, text: string): FleetInstance {
  const fields = new Map<string, string>()
  const sections = new Map<string, number[][]>()
  let rows: number[][] | undefined
  for (const line of text.split('\n').map((row) => row.trim())) {
    const field = /^([A-Z_]+)\s*:\s*(.*)$/.exec(line)
    const section = /^([A-Z_]+)_SECTION$/.exec(line)
    if (field) fields.set(field[1]!, field[2]!.replaceAll('"', '').trim())
    else if (section) {
      rows = []
      sections.set(section[1]!, rows)
    } else if (rows && /^[-\d]/.test(line)) rows.push(line.split(/\s+/).map(Number))
  }
  const nodes = sections.get('NODE_COORD')!
  const x = nodes.map((row) => row[1]!)
  const y = nodes.map((row) => row[2]!)
  const demand = sections.get('DEMAND')!.map((row) => row[1]!)
  const capacity = Number(fields.get('CAPACITY'))
  const windows = sections.get('TIME_WINDOW')?.map((row) => [row[1]!, row[2]!] as const)
  const service = Number(fields.get('SERVICE_TIME') ?? 0)
  const distance = (i: number, j: number) => Math.hypot(x[i]! - x[j]!, y[i]! - y[j]!)
  return {
    name,
    days: 1,
    vehiclesPerDay: Number(fields.get('VEHICLES') ?? freeFleet(demand, capacity)),
    x,
    y,
    demand,
    service: nodes.map((_, k) => (k === 0 ? 0 : service)),
    capacity: [capacity],
    durationMax: [Number.POSITIVE_INFINITY],
    ...(windows && { windows }),
    arc: windows
      ? (i, j) => Math.floor(10 * distance(i, j)) / 10
      : (i, j) => Math.floor(distance(i, j) + 0.5),
  }
}

/** More routes than any good solution has: the number is free. */
function freeFleet(demand: readonly number[], capacity: number): number {
  const least = Math.ceil(demand.reduce((sum, value) => sum + value, 0) / capacity)
  return Math.min(demand.length - 1, Math.ceil(1.3 * least) + 10)
}
