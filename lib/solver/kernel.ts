/** The planning kernel compiled to WebAssembly, once a thread; TypeScript where there is no WebAssembly to be had. */
import { readFileSync } from 'node:fs'
import { type MakeEngine, scriptEngine, wasmEngine } from '@/lib/domain/routing/kernel/engine'

let engine: MakeEngine | undefined

export function kernelEngine(): MakeEngine {
  engine ??= compiledEngine() ?? scriptEngine
  return engine
}

function compiledEngine(): MakeEngine | undefined {
  try {
    return wasmEngine(new WebAssembly.Module(readFileSync(new URL('./planner.wasm', import.meta.url))))
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || isMissing(error)) return undefined
    throw error
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
