/** Recomputes a benchmark solution from its instance alone: its cost, and every limit that it breaks. */
import type { FleetInstance } from './fleet-model'

/** Customers from 1, in order. */
export type FleetRoute = { readonly day: number; readonly customers: readonly number[] }

const ROUNDING = 1e-6

export function checkFleet(
  instance: FleetInstance,
  routes: readonly FleetRoute[],
): { cost: number; faults: string[] } {
  const { arc, demand, service, capacity, durationMax, windows, patterns, vehiclesPerDay } = instance
  const faults: string[] = []
  const days = instance.x.map((): number[] => [])
  const vehicles = Array.from({ length: instance.days }, () => 0)
  let cost = 0
  for (const { day, customers } of routes) {
    vehicles[day]!++
    let at = 0
    let load = 0
    let time = windows?.[0]?.[0] ?? 0
    let length = 0
    for (const customer of customers) {
      days[customer]!.push(day)
      load += demand[customer]!
      length += arc(at, customer)
      time += arc(at, customer)
      const window = windows?.[customer]
      if (window) {
        time = Math.max(time, window[0])
        if (time > window[1] + ROUNDING) faults.push(`customer ${customer} served at ${time}`)
      }
      time += service[customer]!
      at = customer
    }
    length += arc(at, 0)
    time += arc(at, 0)
    cost += length
    const duration = length + customers.reduce((sum, customer) => sum + service[customer]!, 0)
    if (duration > durationMax[day]! + ROUNDING) faults.push(`a route of day ${day} lasts ${duration}`)
    if (load > capacity[day]!) faults.push(`a route of day ${day} carries ${load}`)
    if (windows && time > windows[0]![1] + ROUNDING) faults.push(`a route ends at ${time}`)
  }
  for (const [day, count] of vehicles.entries()) {
    if (count > vehiclesPerDay) faults.push(`${count} routes on day ${day}`)
  }
  for (let customer = 1; customer < days.length; customer++) {
    const visited = days[customer]!.sort((a, b) => a - b).join()
    const allowed = patterns?.[customer]?.map((pattern) => [...pattern].sort((a, b) => a - b).join()) ?? ['0']
    if (!allowed.includes(visited)) faults.push(`customer ${customer} visited on days [${visited}]`)
  }
  return { cost, faults }
}
