/** A fault that the person at the console can mend: printed as its one sentence, without a stack. */
export class Sentence extends Error {
  override name = 'Sentence'
  readonly exitCode: number
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Exit code of a second serving process on one data folder (DESIGN section 2). */
export const EXIT_HELD = 3
