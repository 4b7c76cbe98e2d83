import * as fs from 'node:fs'
import path from 'node:path'

// Reads which file imports which, for the architecture's test and for knowing which tests need a
// database. The sources are formatted by Biome, so that an import can be told by its words.

/** The root of the project. */
export const root = path.resolve(import.meta.dirname, '..')

const leftOut = new Set(['node_modules', '.data', '.git', '.cache', 'screenshots'])

/** Every TypeScript source of the project, as paths from its root. */
export function sourceFiles(folder = ''): readonly string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name)
    if (entry.isDirectory()) return leftOut.has(entry.name) ? [] : sourceFiles(file)
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [file] : []
  })
}

export interface Imported {
  /** As written. */
  readonly specifier: string
  /** The file of this project that is meant, from its root; undefined for a package. */
  readonly file: string | undefined
}

/** What a source file imports, types included. */
export function importsOf(file: string): readonly Imported[] {
  const source = withoutComments(fs.readFileSync(path.join(root, file), 'utf8'))
  const found = [
    ...source.matchAll(/^\s*(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm),
    ...source.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ]
  return found.map(([, specifier = '']) => ({ specifier, file: resolve(file, specifier) }))
}

/** Whether a file imports another one, directly or by way of others. */
export function reaches(file: string, target: string, seen = new Set<string>()): boolean {
  if (file === target) return true
  if (seen.has(file) || !/\.tsx?$/.test(file) || !fs.existsSync(path.join(root, file))) return false
  seen.add(file)
  return importsOf(file).some((one) => one.file !== undefined && reaches(one.file, target, seen))
}

/** A source without its comments, with as many lines as before. */
export function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/.*$/gm, '$1')
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
