import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

// Writes down of which packages of others Peil consists when it runs, in the form of CycloneDX: `npm run sbom`
// makes peil.cdx.json, `npm run sbom -- FILE` another file. npm makes it of package-lock.json, so that what it
// names is what is installed; of npm's own list what only tests and developers use is left out.

/** A list of components, as far as it is read here. */
export interface Sbom {
  readonly metadata: { readonly component: { name: string } }
  readonly components: readonly Component[]
  readonly dependencies: readonly {
    readonly ref: string
    readonly dependsOn?: readonly string[]
  }[]
}

interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  licenses?: readonly unknown[]
  hashes?: readonly { readonly alg: string; readonly content: string }[]
}

interface Locked {
  readonly version?: string
  readonly dev?: boolean
  readonly name?: string
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** The packages of others that a running Peil uses, on whichever system, as package-lock.json has them. */
export function packagesInUse(): ReadonlySet<string> {
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const packages: readonly (readonly [string, Locked])[] = Object.entries(lock.packages)
  return new Set(
    packages
      .filter(([place, { dev }]) => place !== '' && dev !== true)
      .map(([place, { name, version }]) => `${name ?? nameAt(place)}@${version}`),
  )
}

/** Makes the list. npm itself leaves out too much when asked to leave out what is for developers. */
export function makeSbom(): Sbom {
  const asked = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application']
  const made = execFileSync('npm', [...asked, '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const all: Sbom = JSON.parse(made)
  // npm takes the name of the folder.
  all.metadata.component.name = 'peil'
  const used = packagesInUse()
  const isUsed = (ref: string) => used.has(ref)
  return {
    ...all,
    components: all.components
      .filter((component) => isUsed(component['bom-ref']))
      .map((component) => ({ licenses: [notStated], ...component })),
    dependencies: all.dependencies
      .filter(({ ref }) => isUsed(ref) || !all.components.some((one) => one['bom-ref'] === ref))
      .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(isUsed) })),
  }
}

const notStated = { license: { name: 'not stated' } }

function nameAt(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = process.argv[2] ?? 'peil.cdx.json'
  const sbom = makeSbom()
  fs.writeFileSync(file, `${JSON.stringify(sbom, null, 2)}\n`)
  console.log(`${file}: ${sbom.components.length} packages`)
}
