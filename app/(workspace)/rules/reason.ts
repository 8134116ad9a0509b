/** A reason says something: the use cases refuse shorter ones. */
const SHORTEST = 3

export function reasonFault(reason: string): boolean {
  return reason.trim().length < SHORTEST
}
