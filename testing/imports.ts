import * as fs from 'node:fs'
import path from 'node:path'
import type { EcmaScriptModule } from 'oxc-parser'
import { parseSync, Visitor } from 'oxc-parser'

// Reads the sources as a parser does: which file imports which, and what is code and what is a
// remark. For the tests that look at sources, and for knowing which tests need a database.

/** The root of the project. */
export const root = path.resolve(import.meta.dirname, '..')

const leftOut = new Set(['node_modules', '.data', '.git', '.cache', 'screenshots', 'dist'])

const isSource = /\.[cm]?[jt]sx?$/

/** Every source of the project, TypeScript and JavaScript, as paths from its root. */
export function sourceFiles(folder = ''): readonly string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : sourceFiles(file)
    return isSource.test(entry.name) && !entry.name.endsWith('.d.ts') ? [file] : []
  })
}

// Any test, by the names it is given.
const importsTests = 'scripts/run-together.ts'

export interface Imported {
  /** As written. */
  readonly specifier: string
  /** The file of this project that is meant, from its root; undefined for a package. */
  readonly file: string | undefined
}

/** What a source file imports, types and what is only imported when needed included. */
export function importsOf(file: string): readonly Imported[] {
  const { source, module, types } = read(file)
  const specifiers = [
    ...module.staticImports.map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.map((it) => it.moduleRequest?.value)),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => {
      const [, plain] = /^['"`]([^'"`$]+)['"`]$/.exec(source.slice(start, end)) ?? []
      if (plain !== undefined || file === importsTests) return plain
      throw new Error(`${file} imports what only shows at run time.`)
    }),
    ...types,
  ].filter((one) => one !== undefined)
  return [...new Set(specifiers)].map((specifier) => ({
    specifier,
    file: resolve(file, specifier),
  }))
}

/** Whether a file imports another one, directly or by way of others. */
export function reaches(file: string, target: string, seen = new Set<string>()): boolean {
  if (file === target) return true
  if (seen.has(file) || !isSource.test(file) || !fs.existsSync(path.join(root, file))) return false
  seen.add(file)
  return importsOf(file).some((one) => one.file !== undefined && reaches(one.file, target, seen))
}

/** The code of a source file without its comments, with as many lines as before. */
export function codeOf(file: string): string {
  return read(file).code
}

interface Source {
  readonly source: string
  readonly code: string
  readonly module: EcmaScriptModule
  /** What is imported as a type within a type: `import('./there.ts').That`. */
  readonly types: readonly string[]
}

const sources = new Map<string, Source>()

function read(file: string): Source {
  const known = sources.get(file)
  if (known) return known
  const source = fs.readFileSync(path.join(root, file), 'utf8')
  const { module, program, comments, errors } = parseSync(file, source)
  if (errors[0]) throw new Error(`${file} cannot be read: ${errors[0].message}`)
  let code = source
  for (const { start, end } of comments) {
    const blank = source.slice(start, end).replace(/[^\n]/g, ' ')
    code = code.slice(0, start) + blank + code.slice(end)
  }
  const types: string[] = []
  const visitor = new Visitor({ TSImportType: (one) => types.push(one.source.value) })
  if (source.includes('import(')) visitor.visit(program)
  const found = { source, code, module, types }
  sources.set(file, found)
  return found
}

const aliases: Record<string, string> = JSON.parse(
  fs.readFileSync(path.join(root, 'package.json'), 'utf8'),
).imports

function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(from), specifier)
  const exact = aliases[specifier]
  if (exact) return path.posix.normalize(exact)
  for (const [alias, target] of Object.entries(aliases)) {
    const start = alias.endsWith('*') ? alias.slice(0, -1) : undefined
    if (start && specifier.startsWith(start)) {
      return path.posix.normalize(target.replace('*', specifier.slice(start.length)))
    }
  }
  return undefined
}
