/** What a person decides about a checked file, and what that makes of it. */
import type { ImportFindings, ImportOutcome } from './import-check'

export type ImportDecision = {
  /** store the faultless rows although others were refused */
  readonly validOnly: boolean
  /** the answer to every ask */
  readonly yes: boolean
}

/** An ask that is answered is none any more. */
export function outcomeOf({ outcome }: ImportFindings, { yes }: ImportDecision): ImportOutcome {
  return outcome === 'ask' && yes ? 'accept' : outcome
}

export function isStorable(findings: ImportFindings, decision: ImportDecision): boolean {
  const outcome = outcomeOf(findings, decision)
  if (outcome === 'accept') return true
  return outcome === 'reject_rows' && decision.validOnly && (decision.yes || findings.asks.length === 0)
}
