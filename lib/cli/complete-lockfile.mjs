/**
 * Completes package-lock.json: a registry that lacks the packages of other platforms makes npm drop those
 * optional entries, and then `npm ci` refuses. Run by hand after each change of packages.
 *
 * Shape   each added entry is `{ version, optional, os, cpu, libc }`, beside the package that asks for it.
 * Errors  throws when a missing name does not say its platform: such a package needs a look by a person.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const OS = {
  darwin: 'darwin',
  linux: 'linux',
  android: 'android',
  freebsd: 'freebsd',
  win: 'win32',
  win32: 'win32',
}
const CPU = { x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32', ppc64: 'ppc64', s390x: 's390x' }
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl' }

/** Adds what is missing to `packages` (the lockfile's own map) and returns the places that were added. */
export function completePackages(packages) {
  const added = []
  for (const [place, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (findInstalled(packages, place, name)) continue
      const beside = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/')))
      const target = `${beside}node_modules/${name}`
      packages[target] = { version, ...(entry.dev && { dev: true }), optional: true, ...platformOf(name) }
      added.push(target)
    }
  }
  return added
}

/** As Node resolves: in the package's own node_modules, then in each one above. */
function findInstalled(packages, place, name) {
  for (let folder = place; ; ) {
    if (packages[`${folder && `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))
  }
}

function platformOf(name) {
  const words = name.split(/[-/]/)
  const find = (known) => words.map((word) => known[word]).find(Boolean)
  const os = find(OS)
  const cpu = find(CPU)
  const libc = find(LIBC)
  if (!os || !cpu)
    throw new Error(`the name ${name} does not say its platform: add it to package-lock.json by hand`)
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = new URL('../../package-lock.json', import.meta.url)
  const lockfile = JSON.parse(readFileSync(file, 'utf8'))
  const added = completePackages(lockfile.packages)
  const sorted = Object.entries(lockfile.packages).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(file, `${JSON.stringify({ ...lockfile, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
  for (const place of added) console.log(`added ${place}`)
}
