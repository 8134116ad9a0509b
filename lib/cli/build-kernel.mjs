/**
 * Compiles the planning kernel (lib/domain/routing/kernel) to WebAssembly: `npm run kernel`. The product ships
 * lib/solver/planner.wasm; a test compiles it again and compares.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SOURCE = join(ROOT, 'lib/domain/routing/kernel')
const FLAGS = ['-O3', '--converge', '--runtime', 'stub', '--noAssert', '--importMemory', '--use', 'abort=']

/** Writes the module to `file`. */
export function compileKernel(file) {
  const work = mkdtempSync(join(tmpdir(), 'kernel-'))
  try {
    for (const name of readdirSync(SOURCE).filter((one) => one.endsWith('.kernel.ts'))) {
      writeFileSync(join(work, name), asAssembly(readFileSync(join(SOURCE, name), 'utf8')))
    }
    copyFileSync(join(SOURCE, 'planner.ts'), join(work, 'planner.ts'))
    copyFileSync(join(SOURCE, 'prelude.as'), join(work, 'prelude.ts'))
    const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js')
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [asc, 'planner.ts', ...FLAGS, '--outFile', file],
      { cwd: work, encoding: 'utf8' },
    )
    const complaints = `${stdout}${stderr}`.split('\n\n').filter((text) => /^(ERROR|FAILURE)/m.test(text))
    if (status !== 0) throw new Error(complaints.join('\n\n') || `${stdout}${stderr}`)
  } finally {
    rmSync(work, { recursive: true })
  }
}

/** Of imports the names that AssemblyScript has of its own, and what only TypeScript says of them, go. */
function asAssembly(text) {
  return text.replaceAll(/^import (?:type )?\{([^}]*)\}/gm, (_, list) => {
    const names = list.split(',').map((name) => name.replace(/\btype /, '').trim())
    return `import { ${names.filter((name) => !['', 'i32', 'f64'].includes(name)).join(', ')} }`
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  compileKernel(join(ROOT, 'lib/solver/planner.wasm'))
}
