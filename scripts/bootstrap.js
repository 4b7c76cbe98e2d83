// Runs before every npm script, under whatever Node the machine has (20 or later): installs what
// package-lock.json names when that has not been done yet. With --test it also looks for the programs that the
// tests need, with --long for those of the long ones too.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { installTestPrograms } from './test-programs.js'

const root = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  '..',
)

// What was installed last.
const note = 'node_modules/.package-lock.sha256'

if (Number(process.versions.node.split('.')[0]) < 20) {
  end(`Peil needs Node 20 or later to install itself; this is ${process.version}.`)
}
if (process.platform === 'win32') end('Peil runs on Linux and macOS; on Windows use WSL.')
process.chdir(root)
if (!isInstalled()) await withLock(async (lock) => isInstalled() || install(lock))
if (process.argv.includes('--test')) installTestPrograms(process.argv.includes('--long'))

// npm writes node_modules/.package-lock.json when it has finished, so that it is missing after an
// installation that was broken off. A package-lock.json that is newer but says the same, as after
// going to another branch and back, needs no installation.
function isInstalled() {
  const done = statSync('node_modules/.package-lock.json', { throwIfNoEntry: false })
  if (!done || !existsSync('node_modules/.bin/node')) return false
  if (done.mtimeMs >= statSync('package-lock.json').mtimeMs) return true
  return existsSync(note) && readFileSync(note, 'utf8') === hashOfLock()
}

function hashOfLock() {
  return createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
}

async function install(lock) {
  console.log('Installing what Peil needs; this is done once and takes about a minute.')
  // npm must not run on the Node that it is about to replace.
  const places = (process.env.PATH ?? '').split(path.delimiter)
  const PATH = places.filter((place) => !place.includes('node_modules')).join(path.delimiter)
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const npm = spawn('npm', args, {
    env: { ...process.env, PATH },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (npm.pid) appendFileSync(path.join(lock, 'pids'), `${npm.pid}\n`)
  const code = await new Promise((done) => npm.on('close', done).on('error', done))
  if (code !== 0) end(`npm ${args.join(' ')} failed${code?.message ? `: ${code.message}` : '.'}`)
  if (!existsSync('node_modules/.bin/node')) {
    end(`There is no Node 26 for ${process.platform} on ${process.arch} among the packages.`)
  }
  writeFileSync(note, hashOfLock())
}

// Of two that start at once on a fresh clone, one installs and the other waits. The lock names its
// holder and the npm that works for it: when both are gone, it is taken over.
async function withLock(work) {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12)
  const lock = path.join(os.tmpdir(), `peil-install-${os.userInfo().uid}-${name}`)
  for (let waited = 0; !take(lock); waited += 1) {
    if (waited === 10) console.log('Waiting for another installation in this folder.')
    if (waited > 6000)
      end(`Another installation does not finish. If there is none, remove ${lock}.`)
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true })
    await new Promise((done) => setTimeout(done, 100))
  }
  process.on('exit', () => rmSync(lock, { recursive: true, force: true }))
  await work(lock)
}

function take(lock) {
  try {
    mkdirSync(lock, { mode: 0o700 })
    writeFileSync(path.join(lock, 'pids'), `${process.pid}\n`)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAbandoned(lock) {
  try {
    const pids = readFileSync(path.join(lock, 'pids'), 'utf8').split('\n').filter(Boolean)
    if (pids.length > 0) return !pids.map(Number).some(isAlive)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  // Its holder has not written its number yet, or never will.
  const made = statSync(lock, { throwIfNoEntry: false })
  return made !== undefined && Date.now() - made.mtimeMs > 5000
}

function isAlive(pid) {
  // The number of a process that is gone may be our own by now, as in a container.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function end(message) {
  console.error(message)
  process.exit(1)
}
