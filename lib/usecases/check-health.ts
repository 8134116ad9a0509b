/** Whether this process can do its work: it can when the database answers. Asked by anyone, so it tells no more. */
import { db } from '@/lib/db/client'

export type Health = { readonly status: 'ok' } | { readonly status: 'unavailable'; readonly code: 'database' }

export async function checkHealth(): Promise<Health> {
  try {
    await db.$queryRaw`select 1`
    return { status: 'ok' }
  } catch {
    return { status: 'unavailable', code: 'database' }
  }
}
