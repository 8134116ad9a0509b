/** What every step of a review names: which one, the version that the person saw, and their words. */
import { z } from 'zod'

export const TEXT_MAX = 4000

export const ReviewAt = z.object({
  id: z.int().positive(),
  version: z.int().positive(),
})
export const COMMENT = z.string().trim().max(TEXT_MAX)
export const REASON_OF_CHANGE = z.string().trim().min(1).max(TEXT_MAX)
