/** `shangquan restore FILE`: a snapshot back into an empty database. */
import { say } from '@/lib/cli/progress'
import { readSnapshot } from '@/lib/cli/snapshot'
import { oneFile } from './backup'

export async function run(argv: string[], databaseUrl: string): Promise<number> {
  const file = oneFile(argv, 'restore')
  const { tables, rows } = await readSnapshot(databaseUrl, file)
  say(`${rows} rows of ${tables} tables restored`)
  return 0
}
