/** Keeps what was used last, up to a total size; what has not been asked for the longest goes first. */
export class Recent<T> {
  readonly #kept = new Map<string, { value: T; size: number }>()
  readonly #sizeMax: number
  #size = 0

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax
  }

  find(key: string): { value: T } | undefined {
    const held = this.#kept.get(key)
    if (!held) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, held)
    return held
  }

  keep(key: string, value: T, size: number): void {
    this.#forget(key)
    this.#kept.set(key, { value, size })
    this.#size += size
    for (const [oldest] of this.#kept) {
      if (this.#size <= this.#sizeMax || oldest === key) break
      this.#forget(oldest)
    }
  }

  #forget(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0
    this.#kept.delete(key)
  }
}
