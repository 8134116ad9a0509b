/** Lets plain Node 24 run the sources: maps `@/x` and `./x` to files ending in `.ts` (decision: DESIGN section 2). */
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

const ROOT = new URL('../../', import.meta.url)

registerHooks({
  resolve(specifier, context, next) {
    const local = specifier.startsWith('@/')
      ? new URL(specifier.slice(2), ROOT)
      : specifier.startsWith('./') && context.parentURL?.startsWith(ROOT.href)
        ? new URL(specifier, context.parentURL)
        : undefined
    if (!local || local.pathname.includes('/node_modules/')) return next(specifier, context)
    const path = fileURLToPath(local)
    const file = [path, `${path}.ts`].find((name) => /\.[a-z]+$/.test(name) && existsSync(name))
    return next(file ? pathToFileURL(file).href : specifier, context)
  },
})
