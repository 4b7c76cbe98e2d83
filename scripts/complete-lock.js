// Adds to package-lock.json the optional packages of other platforms that npm leaves out, without
// which `npm ci` refuses the file. Run after each change of the dependencies:
//   node scripts/complete-lock.js
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
let added = 0
for (const entry of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const path = `node_modules/${name}`
    if (lock.packages[path]?.integrity) continue
    const facts = view(name, version)
    if (!facts) continue
    lock.packages[path] = {
      version: facts.version,
      integrity: facts['dist.integrity'],
      cpu: facts.cpu,
      ...(facts.hasInstallScript ? { hasInstallScript: true } : {}),
      license: facts.license,
      optional: true,
      os: facts.os,
    }
    added += 1
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
)
const text = `${JSON.stringify(lock, null, 2)}\n`
// Writing the same again would look like a change, and be installed anew.
if (text !== readFileSync('package-lock.json', 'utf8')) writeFileSync('package-lock.json', text)
console.log(`package-lock.json: ${added} packages added`)

// What the registry says of a package; of one that it does not serve, what its name says, so that
// npm knows on which machines it may leave it out.
function view(name, version) {
  const fields = ['version', 'os', 'cpu', 'license', 'dist.integrity', 'scripts']
  try {
    const out = execFileSync('npm', ['view', `${name}@${version}`, ...fields, '--json'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const found = JSON.parse(out.toString())
    const facts = Array.isArray(found) ? found.at(-1) : found
    const install = facts.scripts?.postinstall ?? facts.scripts?.install
    return { ...facts, hasInstallScript: Boolean(install) }
  } catch {
    const os = ['android', 'darwin', 'linux', 'win32', 'freebsd'].filter((s) => name.includes(s))
    const cpu = ['arm64', 'x64', 'arm', 'ia32'].filter((s) => name.includes(`-${s}`)).slice(0, 1)
    return os.length === 1 && cpu.length === 1 ? { version, os, cpu } : undefined
  }
}
