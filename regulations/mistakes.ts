import { readFile } from 'node:fs/promises'
import type { Document } from 'yaml'
import { isMap, isScalar, isSeq, parseDocument, visit } from 'yaml'
import type { z } from 'zod'
import { notText, problemsOf, yamlOptions } from './unreadable.ts'

/** A mistake in a file, and the path to where it stands. */
export type Mistake = { readonly path: Path; readonly message: string }

/** The keys and places in lists that lead to a part of a file. */
export type Path = readonly (string | number)[]

/** Notes a mistake at a path. */
export type Say = (path: Path, message: string) => void

/** A mistake with its place, as in regulations/krsd/2021-01-01.yaml:12:5. */
export type PlacedMistake = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly message: string
}

/** Thrown by what must not go on with a mistaken file; prints as one line for each mistake. */
export class MistakenFile extends Error {
  readonly mistakes: readonly PlacedMistake[]

  constructor(mistakes: readonly PlacedMistake[]) {
    super(mistakes.map(printMistake).join('\n'))
    this.name = 'MistakenFile'
    this.mistakes = mistakes
  }
}

/** A mistake on one line: file, line, column and what is wrong. */
export function printMistake({ file, line, column, message }: PlacedMistake): string {
  return `${file}:${line}:${column} ${message}`
}

/** A YAML or JSON file that was read, and where its parts stand. */
export type SourceFile = {
  readonly name: string
  readonly content: unknown
  readonly place: (mistake: Mistake) => PlacedMistake
}

/** Reads a YAML or JSON file; throws MistakenFile when it cannot be read. */
export async function readSource(path: string, name = path): Promise<SourceFile> {
  return sourceOf(await readText(path, name), name)
}

/** Reads the text of a file; throws MistakenFile when it cannot be read. */
export async function readText(path: string, name = path): Promise<string> {
  return await readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why =
      code === 'ENOENT'
        ? 'dit bestand is er niet (no such file)'
        : code === 'EISDIR'
          ? 'dit is een map, geen bestand (this is a folder)'
          : 'dit bestand kan niet worden gelezen (cannot be read)'
    throw new MistakenFile([{ file: name, line: 1, column: 1, message: why }])
  })
}

/** Reads YAML or JSON text under a name; throws MistakenFile when it is neither. */
export function sourceOf(input: string, name: string): SourceFile {
  // Lines may end as on Windows or on an old Mac; the number of the line is the same.
  const text = input.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const isJson = /\.json$/i.test(name) || (!/\.ya?ml$/i.test(name) && /^\s*[{[]/.test(text))
  if (text.trim() === '') {
    throw new MistakenFile([
      { file: name, line: 1, column: 1, message: 'het bestand is leeg (the file is empty)' },
    ])
  }
  const other = notText(text)
  const document = parseDocument(other === undefined ? text : '', yamlOptions)
  const problems = other === undefined ? problemsOf(text, isJson, document.errors) : [other]
  if (problems.length > 0) {
    throw new MistakenFile(
      problems.map(({ offset, message }) => ({ file: name, ...positionOf(text, offset), message })),
    )
  }
  return {
    name,
    content: isJson ? JSON.parse(text) : contentOf(document, text, name),
    place: ({ path, message }) => {
      const offset = offsetOf(document, path)
      const told = path.length === 0 ? message : `${path.join('.')}: ${message}`
      return { file: name, ...positionOf(text, offset), message: `${told}${hintAt(text, offset)}` }
    },
  }
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') }
}

/** What often lies behind a mistake, where the text itself shows it. */
function hintAt(text: string, offset: number): string {
  const there = text.slice(offset, offset + 200)
  if (/^[“”„‘’«»]/.test(there)) return `; typ rechte aanhalingstekens, " of ' (curly quotes)`
  const name = /^[^\n:,{}[\]"']*(?=[,}])/.exec(there)?.[0]
  if (name === undefined || !/, *$/.test(text.slice(0, offset))) return ''
  return /^\d+ *$/.test(name)
    ? '; schrijf een getal met een punt: 1.5 (a decimal point, not a comma)'
    : '; een komma in een tekst? Zet de tekst tussen aanhalingstekens (a comma in text)'
}

/** The data in a document; aliases that would unfold into too much are refused. */
function contentOf(document: Document, text: string, name: string): unknown {
  visit(document, {
    Alias: (_, node) => {
      if (node.resolve(document) !== undefined) return
      const message = `er is geen &${node.source}: begint de tekst met *, zet hem dan tussen aanhalingstekens (unknown alias)`
      throw new MistakenFile([{ file: name, ...positionOf(text, rangeOf(node)), message }])
    },
  })
  try {
    return document.toJS({ maxAliasCount: 1000 })
  } catch (error) {
    const message =
      error instanceof ReferenceError
        ? 'te veel verwijzingen met * en &: schrijf de regels uit (too many aliases)'
        : 'dit bestand kan niet worden gelezen (cannot be read)'
    throw new MistakenFile([{ file: name, line: 1, column: 1, message }])
  }
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'een blok met sleutels en waarden',
  record: 'een blok met sleutels en waarden',
  array: 'een lijst',
  string: 'tekst',
  number: 'een getal',
  int: 'een heel getal',
  boolean: 'true of false',
}

/** What zod found wrong, in our words where it only has its own. */
export function mistakesOf(error: z.ZodError): Mistake[] {
  return error.issues.flatMap((issue) => issuesOf(issue as z.core.$ZodIssue, []))
}

function issuesOf(issue: z.core.$ZodIssue, above: readonly (string | number)[]): Mistake[] {
  const path = [
    ...above,
    ...issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part)),
  ]
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: `deze sleutel is onbekend (unknown key)`,
      }))
    case 'invalid_type':
      return [
        {
          path,
          message: issue.message.endsWith('received undefined')
            ? `ontbreekt (missing): hier hoort ${typeWords[issue.expected] ?? issue.expected}`
            : `hier hoort ${typeWords[issue.expected] ?? issue.expected} (expected ${issue.expected})`,
        },
      ]
    case 'invalid_value':
      return [
        { path, message: `kies uit ${issue.values.map(String).join(', ')} (not one of these)` },
      ]
    case 'invalid_union': {
      if ('discriminator' in issue && issue.discriminator !== undefined) {
        return [
          {
            path: [...path],
            // Our own words end with the same in English; zod's do not.
            message: issue.message.endsWith(')')
              ? issue.message
              : `${issue.discriminator} is onbekend of ontbreekt (unknown ${issue.discriminator})`,
          },
        ]
      }
      // Of the branches, the one that went wrong deepest is the one that was meant.
      const branches = issue.errors.map((each) => each.flatMap((inner) => issuesOf(inner, path)))
      const deepest = branches.toSorted((a, b) => depthOf(b) - depthOf(a))[0]
      if (deepest !== undefined && depthOf(deepest) > path.length) return deepest
      return [{ path, message: 'dit past niet bij wat hier kan staan (does not fit)' }]
    }
    case 'invalid_key':
      return [
        {
          path,
          message: 'deze naam kan niet: kleine letters, cijfers en koppeltekens (not a name)',
        },
      ]
    case 'too_small':
      return [{ path, message: `te kort of te klein: minstens ${issue.minimum} (too small)` }]
    case 'too_big':
      return [
        {
          path,
          message: issue.message.includes('(')
            ? issue.message
            : `te lang of te groot: hoogstens ${issue.maximum} (too big)`,
        },
      ]
    default:
      return [{ path, message: issue.message }]
  }
}

function depthOf(mistakes: readonly Mistake[]): number {
  return Math.max(0, ...mistakes.map((mistake) => mistake.path.length))
}

/** The offset of the deepest part of a path that is in the file. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let node: unknown = document.contents
  let offset = rangeOf(node)
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (each) => isScalar(each.key) && String(each.key.value) === String(part),
      )
      if (pair === undefined) break
      offset = rangeOf(pair.key)
      node = resolved(document, pair.value)
      if (isScalar(node) && node.range) offset = node.range[0]
    } else if (isSeq(node)) {
      const item = node.items[Number(part)]
      if (item === undefined) break
      node = resolved(document, item)
      offset = rangeOf(node)
    } else break
  }
  return offset
}

function resolved(document: Document, node: unknown): unknown {
  return typeof node === 'object' && node !== null && 'resolve' in node && 'source' in node
    ? (node as { resolve: (from: Document) => unknown }).resolve(document)
    : node
}

function rangeOf(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0
  return Array.isArray(node.range) ? Number(node.range[0]) : 0
}
