/**
 * Strict JSON with limits kept while reading: depth, keys of an object, features of a collection. Nothing recurses deeper than the limit, so no
 * file can exhaust the stack.
 *
 * Shape   objects come as Map, so that no key can touch a prototype; of equal keys the last one counts, and the object
 *         is remembered. A number too large for a double reads as Infinity. Below `properties`, what lies deeper than
 *         the limit is passed over and reads as an empty object: it can be no cell of ours.
 * Errors  JSON with line and character, DEPTH, TOO_MANY_KEYS, TOO_MANY_FEATURES.
 * Source  RFC 8259. `JSON.parse` has no limits, hides equal keys, and gives no dependable place of a fault.
 */
import { fail, ok, type Result } from '@/lib/domain/result'

export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject
export type JsonObject = Map<string, JsonValue>

type Reason = 'JSON' | 'DEPTH' | 'TOO_MANY_KEYS' | 'TOO_MANY_FEATURES'
export type JsonLimits = { readonly jsonDepth: number; readonly columns: number; readonly rows: number }

export type JsonFailure =
  | { readonly code: 'JSON'; readonly line: number; readonly at: number }
  | { readonly code: Exclude<Reason, 'JSON'> }

export type JsonFile = { readonly value: JsonValue; readonly withDuplicateKeys: ReadonlySet<JsonObject> }

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORDS: readonly (readonly [string, null | boolean])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Stop extends Error {
  readonly reason: Reason
  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

export function readJson(text: string, limits: JsonLimits): Result<JsonFile, JsonFailure> {
  const reader = new JsonReader(text, limits)
  try {
    return ok({ value: reader.readFile(), withDuplicateKeys: reader.withDuplicateKeys })
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return fail(error.reason === 'JSON' ? { code: 'JSON', ...reader.place() } : { code: error.reason })
  }
}

class JsonReader {
  readonly withDuplicateKeys = new Set<JsonObject>()
  private readonly text: string
  private readonly limits: JsonLimits
  private position = 0
  /** How many `properties` members enclose the place. */
  private inProperties = 0

  constructor(text: string, limits: JsonLimits) {
    this.text = text
    this.limits = limits
  }

  readFile(): JsonValue {
    const value = this.readValue(1)
    this.skipSpace()
    if (this.position < this.text.length) throw new Stop('JSON')
    return value
  }

  place(): { line: number; at: number } {
    const before = this.text.slice(0, this.position)
    const lineStart = before.lastIndexOf('\n') + 1
    let line = 1
    for (let k = before.indexOf('\n'); k !== -1; k = before.indexOf('\n', k + 1)) line++
    return { line, at: this.position - lineStart + 1 }
  }

  private readValue(depth: number, itemsMax = Infinity): JsonValue {
    this.skipSpace()
    const character = this.text.charAt(this.position)
    if (character === '"') return this.readString()
    if (character === '{' || character === '[') {
      if (depth <= this.limits.jsonDepth) {
        return character === '{' ? this.readObject(depth) : this.readArray(depth, itemsMax)
      }
      if (this.inProperties === 0) throw new Stop('DEPTH')
      this.skipNested()
      return new Map()
    }
    for (const [word, value] of WORDS) {
      if (this.text.startsWith(word, this.position)) {
        this.position += word.length
        return value
      }
    }
    return this.readNumber()
  }

  private readObject(depth: number): JsonObject {
    const object: JsonObject = new Map()
    this.position++
    if (this.skipTo('}')) return object
    for (;;) {
      this.skipSpace()
      const key = this.readString()
      this.skipSpace()
      this.expect(':')
      const isProperties = key === 'properties'
      if (isProperties) this.inProperties++
      const isCollection = depth === 1 && key === 'features'
      const value = this.readValue(depth + 1, isCollection ? this.limits.rows : Infinity)
      if (isProperties) this.inProperties--
      if (object.has(key)) this.withDuplicateKeys.add(object)
      object.set(key, value)
      if (object.size > this.limits.columns) throw new Stop('TOO_MANY_KEYS')
      if (this.skipTo('}')) return object
      this.expect(',')
    }
  }

  private readArray(depth: number, itemsMax: number): JsonValue[] {
    const array: JsonValue[] = []
    this.position++
    if (this.skipTo(']')) return array
    for (;;) {
      array.push(this.readValue(depth + 1))
      if (array.length > itemsMax) throw new Stop('TOO_MANY_FEATURES')
      if (this.skipTo(']')) return array
      this.expect(',')
    }
  }

  private readString(): string {
    const start = this.position
    if (this.text.charAt(start) !== '"') throw new Stop('JSON')
    let isPlain = true
    for (let i = start + 1; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i)
      if (code === 0x22) {
        this.position = i + 1
        return isPlain ? this.text.slice(start + 1, i) : this.unescape(this.text.slice(start, i + 1), start)
      }
      if (code === 0x5c) {
        isPlain = false
        i++
      } else if (code < 0x20) {
        this.position = i
        throw new Stop('JSON')
      }
    }
    this.position = this.text.length
    throw new Stop('JSON')
  }

  private unescape(literal: string, start: number): string {
    try {
      return JSON.parse(literal)
    } catch {
      this.position = start
      throw new Stop('JSON')
    }
  }

  private readNumber(): number {
    NUMBER.lastIndex = this.position
    const match = NUMBER.exec(this.text)
    if (!match) throw new Stop('JSON')
    this.position += match[0].length
    return Number(match[0])
  }

  /** Passes over one object or list of any depth, looking only at brackets and strings. */
  private skipNested(): void {
    let open = 0
    do {
      const character = this.text.charAt(this.position)
      if (character === '"') {
        this.readString()
        continue
      }
      if (character === '') throw new Stop('JSON')
      if (character === '{' || character === '[') open++
      if (character === '}' || character === ']') open--
      this.position++
    } while (open > 0)
  }

  private skipTo(end: string): boolean {
    this.skipSpace()
    if (this.text.charAt(this.position) !== end) return false
    this.position++
    return true
  }

  private expect(character: string): void {
    if (this.text.charAt(this.position) !== character) throw new Stop('JSON')
    this.position++
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.position)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.position++
    }
  }
}
