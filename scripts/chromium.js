// Where the browser for the browser tests is, and how it gets there. Plain JavaScript, as it runs
// before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium that starts, or undefined. CHROMIUM names one of your own. */
export function findChromium() {
  return places.find((place) => place && existsSync(place) && starts(place))
}

/** Makes sure of a Chromium: the machine's own, or else by apt when that is allowed. */
export function installChromium() {
  if (findChromium()) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing Chromium for the browser tests.')
    apt('update', '-qq')
    apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation')
    if (findChromium()) return
  }
  console.error(
    'There is no Chromium for the browser tests: install one (Debian: apt-get install chromium; ' +
      'macOS: brew install --cask chromium), or name it in CHROMIUM.',
  )
}

function apt(...args) {
  spawnSync('apt-get', args, {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 600_000,
  })
}

// On Ubuntu the package of this name is a note that refers to snap, hence the try.
function starts(place) {
  return spawnSync(place, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}
