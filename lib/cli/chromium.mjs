/** The browser of the end-to-end tests: the system's, else Playwright's own; installed where there is neither. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** undefined where only Playwright's own can be there. */
export function findChromium() {
  return PLACES.find((place) => existsSync(place))
}

/** Whether there is one now; `node` runs Playwright's installer, which finds its own again, `say` tells of the wait. */
export function ensureChromium(node, say) {
  if (findChromium()) return true
  say('Looking for a browser for the end-to-end tests, or installing one.')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update', '-qq'], quiet)
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], quiet)
    if (findChromium()) return true
  }
  const installer = fileURLToPath(new URL('../../node_modules/@playwright/test/cli.js', import.meta.url))
  return (
    spawnSync(node, [installer, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] }).status ===
    0
  )
}
