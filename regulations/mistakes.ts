import { readFile } from 'node:fs/promises'
import type { Document } from 'yaml'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'

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
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const why =
      code === 'ENOENT'
        ? 'dit bestand is er niet (no such file)'
        : code === 'EISDIR'
          ? 'dit is een map, geen bestand (this is a folder)'
          : 'dit bestand kan niet worden gelezen (cannot be read)'
    throw new MistakenFile([{ file: name, line: 1, column: 1, message: why }])
  })
  return sourceOf(text, name)
}

/** Reads YAML or JSON text under a name; throws MistakenFile when it is neither. */
export function sourceOf(text: string, name: string): SourceFile {
  const isJson = /^\s*[{[]/.test(text)
  if (text.replace(/^\uFEFF/, '').trim() === '') {
    throw new MistakenFile([
      { file: name, line: 1, column: 1, message: 'het bestand is leeg (the file is empty)' },
    ])
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, schema: 'core' })
  const positionOf = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  if (document.errors.length > 0) {
    throw new MistakenFile(
      document.errors.map((error) => ({
        file: name,
        ...positionOf(error.pos[0]),
        message: `${isJson ? 'dit is geen JSON' : 'dit is geen YAML'}: ${unreadable(error)} (cannot be parsed)`,
      })),
    )
  }
  return {
    name,
    content: contentOf(document, name),
    place: ({ path, message }) => ({
      file: name,
      ...positionOf(offsetOf(document, path)),
      message: path.length === 0 ? message : `${path.join('.')}: ${message}`,
    }),
  }
}

/** The data in a document; aliases that would unfold into too much are refused. */
function contentOf(document: Document, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 1000 })
  } catch (error) {
    const isAlias = error instanceof ReferenceError
    const message = isAlias
      ? 'te veel verwijzingen met * en &: schrijf de regels uit (too many aliases)'
      : 'dit bestand kan niet worden gelezen (cannot be read)'
    throw new MistakenFile([{ file: name, line: 1, column: 1, message }])
  }
}

const parseWords: Readonly<Record<string, string>> = {
  BAD_INDENT: 'het inspringen klopt niet',
  BAD_ALIAS: 'een verwijzing (*) klopt niet',
  BAD_DQ_ESCAPE: 'een teken na \\ klopt niet',
  BAD_SCALAR_START: 'een tekst mag niet met dit teken beginnen: zet hem tussen aanhalingstekens',
  BLOCK_AS_IMPLICIT_KEY: 'een dubbele punt te veel: zet de tekst tussen aanhalingstekens',
  BLOCK_IN_FLOW: 'dit kan niet tussen { } of [ ]',
  DUPLICATE_KEY: 'deze sleutel staat er twee keer',
  IMPOSSIBLE: 'dit kan niet',
  MISSING_CHAR: 'er ontbreekt een teken, zoals een komma, haakje of aanhalingsteken',
  MULTIPLE_DOCS: 'er staan meer bestanden in een: laat --- weg',
  MULTILINE_IMPLICIT_KEY: 'een sleutel staat op één regel',
  TAB_AS_INDENT: 'spring in met spaties, niet met tabs',
  UNEXPECTED_TOKEN: 'hier staat iets wat er niet hoort',
}

function unreadable(error: { readonly code: string; readonly message: string }): string {
  const english = error.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? ''
  const dutch = parseWords[error.code]
  return dutch === undefined ? english : `${dutch}; ${english}`
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
            message: `${issue.discriminator} is onbekend of ontbreekt (unknown ${issue.discriminator})`,
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
