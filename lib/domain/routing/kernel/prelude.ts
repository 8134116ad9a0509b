/**
 * What the kernel needs of the language, in TypeScript. `prelude.as` says the same in AssemblyScript and takes
 * this file's place when the kernel is compiled.
 */
export type i32 = number
export type f64 = number
export type Ints = Int32Array
export type Floats = Float64Array
export type Bytes = Uint8Array

export const NO_INTS: Ints = new Int32Array(0)
export const NO_FLOATS: Floats = new Float64Array(0)
export const NO_BYTES: Bytes = new Uint8Array(0)

/** Cut to a whole number below 2³¹. */
export function toInt(value: f64): i32 {
  return value | 0
}

export function toFloat(value: i32): f64 {
  return value
}

/** The 32 bits as a number from 0 on. */
export function unsigned(bits: i32): f64 {
  return bits >>> 0
}

export function larger(a: i32, b: i32): i32 {
  return a > b ? a : b
}

export function smaller(a: i32, b: i32): i32 {
  return a < b ? a : b
}

export function squareRoot(value: f64): f64 {
  return Math.sqrt(value)
}

export function naturalLog(value: f64): f64 {
  return Math.log(value)
}

/** `a` if the first holds, else `b`; compiled without a jump. */
export function either(first: boolean, a: i32, b: i32): i32 {
  return first ? a : b
}
