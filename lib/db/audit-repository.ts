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

/** What was noted at one kind of action, by subject: the newest of each. */
export async function findAuditDetails(
  action: string,
  subjectIds: readonly string[],
): Promise<Map<string, unknown>> {
  const rows = await db.auditEntry.findMany({
    where: { action, subjectId: { in: [...subjectIds] } },
    select: { subjectId: true, details: true },
    orderBy: { id: 'asc' },
  })
  return new Map(rows.map(({ subjectId, details }) => [subjectId, details]))
}
