/** Who did what, when and why. */
import { db } from './client'
import type { Prisma } from './generated/client'

export type AuditRecord = {
  authorId: string
  action: string
  subject: string
  subjectId: string
  reason: string
  details: Prisma.InputJsonValue
}

export async function recordAudit(entry: AuditRecord): Promise<void> {
  await db.auditEntry.create({ data: entry })
}
