// The programs beside Node that the tests need, and how they get there: a browser, and a reader of
// PDFs that checks our seals. Plain JavaScript, as it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

// Chromium without a window: the same pages for half the work, which is minutes of every run.
const shell = '/usr/bin/chromium-headless-shell'

const browsers = [
  process.env.CHROMIUM,
  shell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const programs = [
  {
    name: 'Chromium without a window',
    isThere: () => existsSync(shell) && starts(shell, '--version'),
    packages: ['chromium-headless-shell', 'fonts-liberation'],
    // Without it the tests are done in the Chromium below, and take longer.
    leftOut:
      process.env.PEIL_NO_BROWSER === '1' || process.env.CHROMIUM !== undefined || !isDebian(),
  },
  {
    name: 'Chromium',
    // CHROMIUM names one of your own. On Ubuntu the package of this name is a note that refers to
    // snap, hence the try.
    isThere: () =>
      browsers.some((place) => place && existsSync(place) && starts(place, '--version')),
    packages: ['chromium', 'fonts-liberation'],
    how:
      'There is no Chromium for the browser tests, which will fail: install one (Debian: apt-get ' +
      'install chromium-headless-shell; macOS: brew install --cask chromium), name it in CHROMIUM, ' +
      'or leave these tests out with PEIL_NO_BROWSER=1.',
    leftOut: process.env.PEIL_NO_BROWSER === '1',
  },
  {
    name: 'pdfsig',
    isThere: () => starts('pdfsig', '-v'),
    packages: ['poppler-utils'],
    how:
      'There is no pdfsig to check seals with, and that test will fail: install poppler (Debian: ' +
      'apt-get install poppler-utils; macOS: brew install poppler), or leave it out with ' +
      'PEIL_NO_JUDGES=1.',
    leftOut: process.env.PEIL_NO_JUDGES === '1',
  },
  {
    name: 'openssl',
    isThere: () => starts('openssl', 'version'),
    packages: ['openssl'],
    how:
      'There is no openssl to stamp times with, and that test will fail: install it (Debian: apt-get ' +
      'install openssl), or leave it out with PEIL_NO_JUDGES=1.',
    leftOut: process.env.PEIL_NO_JUDGES === '1',
  },
  {
    name: 'Java',
    onlyLong: true,
    isThere: () => starts('java', '-version'),
    packages: ['default-jre-headless'],
    how:
      'There is no Java for the checker of HTML, and that test will fail: install it (Debian: apt-get ' +
      'install default-jre-headless; macOS: brew install openjdk), or leave it out with PEIL_NO_JUDGES=1.',
    leftOut: process.env.PEIL_NO_JUDGES === '1',
  },
]

/** Makes sure of each program: the machine's own, or else by apt when that is allowed. */
export function installTestPrograms(withLong = false) {
  const missing = programs.filter(
    ({ leftOut, onlyLong, isThere }) => !leftOut && (withLong || !onlyLong) && !isThere(),
  )
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    apt('update', '-qq')
    for (const { name, packages, isThere } of missing) {
      // What came before may have brought it along.
      if (isThere()) continue
      console.log(`Installing ${name} for the tests.`)
      apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
    }
  }
  for (const { isThere, how } of missing) if (how && !isThere()) console.error(how)
}

function apt(...args) {
  // Where there is no network, this says so soon.
  const patience = ['Acquire::Retries=0', 'Acquire::http::Timeout=15'].flatMap((one) => ['-o', one])
  spawnSync('apt-get', [...patience, ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 600_000,
  })
}

function starts(program, ...args) {
  return spawnSync(program, args, { stdio: 'ignore', timeout: 30_000 }).status === 0
}

function isDebian() {
  const about = '/etc/os-release'
  return existsSync(about) && /^ID=debian$/m.test(readFileSync(about, 'utf8'))
}
