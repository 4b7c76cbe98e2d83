// Runs before every npm script, under whatever Node the machine has (20 or later): installs what
// package-lock.json names when that has not been done yet. With --test it also looks for Chromium.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installChromium } from './chromium.js'

const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
)

if (Number(process.versions.node.split('.')[0]) < 20) {
  end(`Peil needs Node 20 or later to install itself; this is ${process.version}.`)
}
if (process.platform === 'win32') end('Peil runs on Linux and macOS; on Windows use WSL.')
process.chdir(root)
if (!isInstalled()) withLock(() => isInstalled() || install())
if (process.argv.includes('--test')) installChromium()

// npm writes node_modules/.package-lock.json when it has finished, so that it is missing after an
// installation that was broken off.
function isInstalled() {
  const done = statSync('node_modules/.package-lock.json', { throwIfNoEntry: false })
  const asked = statSync('package-lock.json')
  return Boolean(done && done.mtimeMs >= asked.mtimeMs && existsSync('node_modules/.bin/node'))
}

function install() {
  console.log('Installing what Peil needs; this is done once and takes about a minute.')
  // npm must not run on the Node that it is about to replace.
  const places = (process.env.PATH ?? '').split(path.delimiter)
  const PATH = places.filter((place) => !place.includes('node_modules')).join(path.delimiter)
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync('npm', args, {
    env: { ...process.env, PATH },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (status !== 0) end(`npm ${args.join(' ')} failed${error ? `: ${error.message}` : '.'}`)
  if (!existsSync('node_modules/.bin/node')) {
    end(`There is no Node 26 for ${process.platform} on ${process.arch} among the packages.`)
  }
}

// Of two that start at once on a fresh clone, one installs and the other waits. A lock whose
// holder was killed is taken over.
function withLock(work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12)
  const lock = path.join(os.tmpdir(), `peil-install-${os.userInfo().uid}-${name}`)
  const owner = path.join(lock, 'pid')
  for (let waited = 0; ; waited += 1) {
    try {
      mkdirSync(lock, { mode: 0o700 })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (waited === 10) console.log('Waiting for another installation in this folder.')
    if (waited > 6000)
      end(`Another installation does not finish. If there is none, remove ${lock}.`)
    if (isAbandoned(lock, owner)) rmSync(lock, { recursive: true, force: true })
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
  }
  writeFileSync(owner, String(process.pid))
  process.on('exit', () => rmSync(lock, { recursive: true, force: true }))
  work()
}

function isAbandoned(lock, owner) {
  try {
    const pid = Number(readFileSync(owner, 'utf8'))
    if (pid === process.pid) return true
    process.kill(pid, 0)
    return false
  } catch (error) {
    if (error.code === 'ESRCH') return true
    // Its holder has not written its number yet, or never will.
    const made = statSync(lock, { throwIfNoEntry: false })
    return error.code === 'ENOENT' && Boolean(made) && Date.now() - made.mtimeMs > 5000
  }
}

function end(message) {
  console.error(message)
  process.exit(1)
}
