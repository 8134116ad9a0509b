/** The kernel's prelude in AssemblyScript: arrays are places in memory without a header, read without a check. */
@unmanaged
export class Ints {
  @inline @operator('[]') get(i: i32): i32 {
    return load<i32>(changetype<usize>(this) + ((<usize>i) << 2))
  }
  @inline @operator('[]=') set(i: i32, value: i32): void {
    store<i32>(changetype<usize>(this) + ((<usize>i) << 2), value)
  }
}

@unmanaged
export class Floats {
  @inline @operator('[]') get(i: i32): f64 {
    return load<f64>(changetype<usize>(this) + ((<usize>i) << 3))
  }
  @inline @operator('[]=') set(i: i32, value: f64): void {
    store<f64>(changetype<usize>(this) + ((<usize>i) << 3), value)
  }
}

@unmanaged
export class Bytes {
  @inline @operator('[]') get(i: i32): i32 {
    return load<u8>(changetype<usize>(this) + <usize>i)
  }
  @inline @operator('[]=') set(i: i32, value: i32): void {
    store<u8>(changetype<usize>(this) + <usize>i, <u8>value)
  }
}

export const NO_INTS: Ints = changetype<Ints>(0)
export const NO_FLOATS: Floats = changetype<Floats>(0)
export const NO_BYTES: Bytes = changetype<Bytes>(0)

@inline export function toInt(value: f64): i32 {
  return <i32>value
}

@inline export function toFloat(value: i32): f64 {
  return <f64>value
}

@inline export function unsigned(bits: i32): f64 {
  return <f64>(<u32>bits)
}

@inline export function larger(a: i32, b: i32): i32 {
  return a > b ? a : b
}

@inline export function smaller(a: i32, b: i32): i32 {
  return a < b ? a : b
}

@inline export function squareRoot(value: f64): f64 {
  return sqrt<f64>(value)
}

@external('host', 'naturalLog')
export declare function naturalLog(value: f64): f64

@inline export function either(first: bool, a: i32, b: i32): i32 {
  return select<i32>(a, b, first)
}
