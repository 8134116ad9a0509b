/** Why a review is closed without a decision: a code of the list, and words where the list does not say it. */
export const CLOSE_REASONS = [
  'nothing-changed',
  'known-already',
  'cause-passed',
  'data-fault',
  'other',
] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** As it is kept with the step: `known-already: the school was in last month's review`. Empty: nothing changed. */
export function closeComment(reason: CloseReason, words: string): string {
  const text = words.trim()
  if (reason === 'nothing-changed') return text
  if (reason === 'other') return text
  return text === '' ? reason : `${reason}: ${text}`
}

export function parseCloseComment(comment: string): { reason: CloseReason; words: string } {
  const reason = CLOSE_REASONS.find((code) => comment === code || comment.startsWith(`${code}: `))
  if (reason) return { reason, words: comment.slice(reason.length + 2) }
  return { reason: comment === '' ? 'nothing-changed' : 'other', words: comment }
}
