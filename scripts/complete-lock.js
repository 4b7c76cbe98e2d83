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
    if (lock.packages[path]) continue
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
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log(`package-lock.json: ${added} packages added`)

function view(name, version) {
  const fields = ['version', 'os', 'cpu', 'license', 'dist.integrity', 'scripts']
  const out = execFileSync('npm', ['view', `${name}@${version}`, ...fields, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  }).toString()
  if (!out.trim()) return undefined
  const found = JSON.parse(out)
  const facts = Array.isArray(found) ? found.at(-1) : found
  return { ...facts, hasInstallScript: Boolean(facts.scripts?.postinstall ?? facts.scripts?.install) }
}
