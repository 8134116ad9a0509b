/** Where the project lies, and where it keeps its data. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { serverAccount } from './embedded/account'
import { findHolder } from './embedded/lock'
import { reachableHome } from './embedded/places'

export const ROOT = path.resolve(fileURLToPath(new URL('../../', import.meta.url)))
/** The first is loaded where none is named. */
export const SAMPLES = ['montevideo', 'changzhi'] as const
export type Sample = (typeof SAMPLES)[number]

/** The data folder as asked for by name, or by SHANGQUAN_DATA, which is the folder itself. */
export function dataFolder(name: string = SAMPLES[0]): string {
  const given = process.env.SHANGQUAN_DATA
  return given ? path.resolve(ROOT, given) : path.join(ROOT, '.data', name)
}

/** The folder a command means that names none: of the one server that runs, else of the first sample. */
export function currentDataFolder(): string {
  const sample = dataFolder()
  if (process.env.SHANGQUAN_DATA) return sample
  const running = listFolders(path.dirname(sample)).filter((folder) =>
    findHolder(reachableHome(folder, serverAccount())),
  )
  return running.length === 1 && running[0] ? running[0] : sample
}

function listFolders(parent: string): string[] {
  try {
    const entries = readdirSync(parent, { withFileTypes: true })
    return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(parent, entry.name))
  } catch {
    return []
  }
}
