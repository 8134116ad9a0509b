/** Whether the disk has room for the data, asked before anything is written to it. */
import { existsSync, statfsSync } from 'node:fs'
import { clusterFolder } from './embedded/places'
import { Sentence } from './sentence'

/** A whole city with its write-ahead log; once it is there, room to work. */
const NEW_BYTES = 2e9
const KNOWN_BYTES = 0.2e9

export function refuseIfFull(home: string): void {
  const { bavail, bsize } = statfsSync(home)
  const free = bavail * bsize
  const needed = existsSync(clusterFolder(home)) ? KNOWN_BYTES : NEW_BYTES
  if (free >= needed) return
  throw new Sentence(
    `The disk of ${home} has ${Math.floor(free / 1e6)} MB free and ${needed / 1e6} MB are needed: free some, or set SHANGQUAN_DATA to a folder on another disk.`,
  )
}
