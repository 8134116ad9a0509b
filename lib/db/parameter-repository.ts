/** Parameter sets: every default that can be argued about, in versions that are never changed. */
import { db } from './client'
import type { Prisma } from './generated/client'

export type ParameterKind = 'rings' | 'typing' | 'service-rules' | 'planning' | 'allocation'

export type ParameterRecord<T> = {
  id: number
  kind: ParameterKind
  version: number
  values: T
  note: string
  authorId: string | null
  createdAt: Date
}

/** The newest version of a kind. */
export async function getParameters<T>(kind: ParameterKind): Promise<ParameterRecord<T>> {
  const row = await db.parameterSet.findFirst({ where: { kind }, orderBy: { version: 'desc' } })
  if (!row) throw new Error(`no parameter set of kind ${kind}`)
  return toRecord<T>(row)
}

export async function listParameterVersions<T>(kind: ParameterKind): Promise<ParameterRecord<T>[]> {
  const rows = await db.parameterSet.findMany({ where: { kind }, orderBy: { version: 'desc' }, take: 200 })
  return rows.map((row) => toRecord<T>(row))
}

/** Stores the next version of a kind. */
export async function saveParameters<T>(next: {
  organizationId: number
  kind: ParameterKind
  values: T
  note: string
  authorId: string | null
}): Promise<ParameterRecord<T>> {
  const newest = await db.parameterSet.aggregate({ where: { kind: next.kind }, _max: { version: true } })
  const version = (newest._max.version ?? 0) + 1
  const row = await db.parameterSet.create({
    data: { ...next, values: next.values as Prisma.InputJsonValue, version },
  })
  return toRecord<T>(row)
}

function toRecord<T>(row: {
  id: number
  kind: string
  version: number
  values: unknown
  note: string
  authorId: string | null
  createdAt: Date
}): ParameterRecord<T> {
  return { ...row, kind: row.kind as ParameterKind, values: row.values as T }
}
