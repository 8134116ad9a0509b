/** Outcomes that a user can cause, as values with a stable code. Bugs and outages throw. */
export type Failure = { readonly code: string }
export type Result<T, E extends Failure> = { ok: true; value: T } | { ok: false; error: E }

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value }
}

export function fail<const E extends Failure>(error: E): { ok: false; error: E } {
  return { ok: false, error }
}
