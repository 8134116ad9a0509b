/**
 * Who runs the kernel for a plan under construction: this process's TypeScript, or the same source compiled to
 * WebAssembly. Both change the same state, and give the same plans.
 */
import type { Model } from './model.kernel'
import type { PlanState } from './plan-state.kernel'
import { placeAll, returnToBest, search } from './search.kernel'

export type Engine = {
  /** Plans the stores of `removed`, in that order. */
  readonly placeAll: () => void
  /** Makes the best plan the plan as it stands. */
  readonly returnToBest: () => void
  readonly search: (iterations: number, temperature: number, isSteered: boolean) => void
}
export type MakeEngine = (m: Model, s: PlanState) => Engine

export const scriptEngine: MakeEngine = (m, s) => ({
  placeAll: () => placeAll(m, s),
  returnToBest: () => returnToBest(m, s),
  search: (iterations, temperature, isSteered) => search(m, s, iterations, temperature, isSteered ? 1 : 0),
})

type Exports = {
  readonly placeAll: (m: number, s: number) => void
  readonly returnToBest: (m: number, s: number) => void
  readonly search: (m: number, s: number, iterations: number, temperature: number, isSteered: number) => void
}

const PAGE = 65_536
/** The first page is the module's own. */
const FIRST = PAGE

/** Moves model and state into the module's memory; their arrays are then views of it. */
export function wasmEngine(module: WebAssembly.Module): MakeEngine {
  return (m, s) => {
    const bytes = FIRST + sizeOf(m) + sizeOf(s)
    const pages = Math.ceil(bytes / PAGE)
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
    const model = moveInto(memory.buffer, FIRST, m)
    const state = moveInto(memory.buffer, model.end, s)
    const instance = new WebAssembly.Instance(module, {
      env: { memory },
      host: { naturalLog: Math.log },
    })
    const kernel = instance.exports as Exports
    const call = (run: () => void) => {
      state.write()
      run()
      state.read()
    }
    model.write()
    return {
      placeAll: () => call(() => kernel.placeAll(model.address, state.address)),
      returnToBest: () => call(() => kernel.returnToBest(model.address, state.address)),
      search: (iterations, temperature, isSteered) =>
        call(() => kernel.search(model.address, state.address, iterations, temperature, isSteered ? 1 : 0)),
    }
  }
}

type List = Int32Array | Float64Array | Uint8Array
type Fields = Record<string, number | List>

function sizeOf(object: Model | PlanState): number {
  const values = Object.values(object as unknown as Fields)
  return values.reduce<number>(
    (sum, value) => sum + 4 + (typeof value === 'number' ? 0 : roomOf(value)),
    8 + 4 * values.length,
  )
}

/** Rounded up, so that every array starts at a multiple of 8. */
function roomOf(list: List): number {
  return Math.ceil(list.byteLength / 8) * 8
}

/** Fields lie one after another, 4 bytes each: a whole number, or where an array starts. */
function moveInto(buffer: ArrayBuffer, from: number, object: Model | PlanState) {
  const fields = object as unknown as Fields
  const names = Object.keys(fields)
  const words = new Int32Array(buffer, from, names.length)
  let end = from + Math.ceil(names.length / 2) * 8
  const moved = new Map<List, List>()
  const numbers: { name: string; k: number }[] = []
  for (const [k, name] of names.entries()) {
    const value = fields[name]!
    if (typeof value === 'number') {
      numbers.push({ name, k })
      continue
    }
    let view = moved.get(value)
    if (!view) {
      const Type = value.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => List
      view = new Type(buffer, end, value.length)
      view.set(value)
      moved.set(value, view)
      end += roomOf(value)
    }
    words[k] = view.byteOffset
    fields[name] = view
  }
  return {
    address: from,
    end,
    write: () => {
      for (const { name, k } of numbers) words[k] = fields[name] as number
    },
    read: () => {
      for (const { name, k } of numbers) fields[name] = words[k]!
    },
  }
}
