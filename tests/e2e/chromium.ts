/** The browser of the end-to-end tests: the system's, else the one that Playwright has installed. */
import { existsSync } from 'node:fs'

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
export function findChromium(): string | undefined {
  return PLACES.find((place) => existsSync(place))
}
