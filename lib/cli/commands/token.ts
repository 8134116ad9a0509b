/** `shangquan token USER`: a token for REST with that person's rights, shown this once. */
import { createToken } from '@/lib/auth/token'
import { Sentence } from '@/lib/cli/sentence'
import { db } from '@/lib/db/client'

export async function run(argv: string[]): Promise<number> {
  const [name, ...others] = argv
  if (!name || others.length > 0) throw new Sentence('shangquan token USER')
  const user = await db.user.findUnique({ where: { username: name.toLowerCase() }, select: { id: true } })
  if (!user) throw new Sentence(`There is no user ${name}.`)
  console.log(await createToken(user.id))
  return 0
}
