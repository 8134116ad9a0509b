/** `shangquan backup FILE`: one consistent snapshot of all tables, while everybody works on. */
import path from 'node:path'
import { say } from '@/lib/cli/progress'
import { Sentence } from '@/lib/cli/sentence'
import { writeSnapshot } from '@/lib/cli/snapshot'

export async function run(argv: string[], databaseUrl: string): Promise<number> {
  const file = oneFile(argv, 'backup')
  const { tables, rows } = await writeSnapshot(databaseUrl, file, new Date()).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOSPC') throw new Sentence(`No space left on the disk of ${file}.`)
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS') {
      throw new Sentence(`The file ${file} cannot be written (${code}).`)
    }
    throw error
  })
  say(`${file}: ${rows} rows of ${tables} tables`)
  return 0
}

/** Taken from where the person stands, which npm leaves for the project's folder. */
export function oneFile(argv: string[], command: string): string {
  const [file, ...others] = argv
  if (!file || file.startsWith('-') || others.length > 0) throw new Sentence(`shangquan ${command} FILE`)
  return path.resolve(process.env.INIT_CWD ?? '.', file)
}
