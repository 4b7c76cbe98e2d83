import type { CompiledRegulation, Dossier } from '#engine'
import { readDossier } from './dossier.ts'
import type { Mistake, Path } from './mistakes.ts'

/** A dossier as one version knows it, and what it had to leave out to know it. */
export type Reading = {
  readonly dossier: Dossier
  /** What only the other version knows, and what follows from leaving it out. */
  readonly leftOut: readonly string[]
}

export type ReadForBoth =
  | { readonly is: 'read'; readonly old: Reading; readonly next: Reading }
  | { readonly is: 'mistaken'; readonly mistakes: readonly Mistake[] }

/**
 * Reads one dossier for two versions. What only one of them knows is not there for the other: a
 * fact, a document, an activity of a kind that came or went. What neither knows is a mistake.
 */
export function readForBoth(
  input: unknown,
  old: CompiledRegulation,
  next: CompiledRegulation,
): ReadForBoth {
  const [inOld, inNext] = [mistakesIn(input, old), mistakesIn(input, next)]
  const inBoth = inOld.filter((mistake) => isMistakenToo(mistake.path, inNext))
  const more = inNext.filter(
    ({ path }) => isMistakenToo(path, inOld) && !inBoth.some((each) => isSame(each.path, path)),
  )
  if (inBoth.length + more.length > 0) return { is: 'mistaken', mistakes: [...inBoth, ...more] }
  return { is: 'read', old: readLeniently(input, old), next: readLeniently(input, next) }
}

function mistakesIn(input: unknown, compiled: CompiledRegulation): readonly Mistake[] {
  const read = readDossier(input, compiled)
  return read.is === 'read' ? [] : read.mistakes
}

/** Whether there is a mistake here in the other version too, or the kind is unknown to it. */
function isMistakenToo(path: Path, others: readonly Mistake[]): boolean {
  const [list, at] = path
  const kind = [list, at, 'kind']
  const within = list === 'activities' && path.length > 2
  return others.some((other) => isSame(other.path, path) || (within && isSame(other.path, kind)))
}

function isSame(one: Path, other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at])
}

function readLeniently(input: unknown, compiled: CompiledRegulation): Reading {
  const leftOut: string[] = []
  let left = input
  let reader = compiled
  // What is left out can take a judgement with it; nothing takes more than that with it.
  for (let round = 0; round < 5; round++) {
    const read = readDossier(left, reader)
    if (read.is === 'read') return { dossier: read.dossier, leftOut }
    const parts = outermost(read.mistakes.map(({ path }) => partAt(path)))
    if (parts.some(([key]) => key === 'period')) {
      reader = ofAnyLength(reader)
      continue
    }
    leftOut.push(...parts.map((part) => nameAt(left, part)))
    left = without(left, parts)
  }
  throw new Error('A dossier without what a version does not know is still mistaken')
}

/** A period that is longer or shorter than this version gives is read as it is held. */
function ofAnyLength(compiled: CompiledRegulation): CompiledRegulation {
  const transition = { article: '', text: '', runningDossiers: 'keep-old' } as const
  return { ...compiled, regulation: { ...compiled.regulation, transition } }
}

/** Each part once, and none within another. */
function outermost(parts: readonly Path[]): Path[] {
  return parts.filter(
    (part, at) =>
      !parts.some(
        (other, place) =>
          isSame(other, part.slice(0, other.length)) &&
          (other.length < part.length || (other.length === part.length && place < at)),
      ),
  )
}

/** The part of a dossier to leave out for a mistake: a whole activity, document or judgement. */
function partAt(path: Path): Path {
  const [list, at, key] = path
  const keyed = list === 'activities' && (key === 'attributes' || key === 'details')
  if (list === 'work' && key === 'role') return path.slice(0, 3)
  return path.slice(0, keyed ? 4 : list === 'category' ? 1 : at === undefined ? 1 : 2)
}

/** How the dossier itself calls a part: activity "Cursus", fact certificate. */
function nameAt(input: unknown, path: Path): string {
  const [list = '', at = '', , key] = path
  const item = valueAt(input, path.slice(0, 2))
  const named = (name: string) => String(valueAt(item, [name]) ?? at)
  switch (list) {
    case 'activities':
      return key === undefined
        ? `activiteit "${named('title')}" (soort ${named('kind')})`
        : `${key} bij activiteit "${named('title')}"`
    case 'facts':
      return `feit ${at}`
    case 'category':
      return `categorie ${String(valueAt(input, path))}`
    case 'documents':
      return `document ${named('kind')}`
    case 'declarations':
      return `verklaring ${named('id')}`
    case 'judgements':
      return `het oordeel over ${named('on')}`
    case 'work':
      return `rol ${named('role')} bij werk`
    case 'grantedLeave':
      return `verlof van soort ${named('sort')}`
    case 'surplus':
      return `overschot ${at}`
    default:
      return path.join('.')
  }
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (found, part) =>
      typeof found === 'object' && found !== null
        ? (found as Record<string | number, unknown>)[part]
        : undefined,
    value,
  )
}

/** A copy without these parts. */
function without(value: unknown, parts: readonly Path[]): unknown {
  if (typeof value !== 'object' || value === null) return value
  const isGone = (key: string) => parts.some((part) => part.length === 1 && String(part[0]) === key)
  const kept = Object.entries(value)
    .filter(([key]) => !isGone(key))
    .map(([key, each]): [string, unknown] => {
      const deeper = parts.filter((part) => String(part[0]) === key).map((part) => part.slice(1))
      return [key, deeper.length === 0 ? each : without(each, deeper)]
    })
  return Array.isArray(value) ? kept.map(([, each]) => each) : Object.fromEntries(kept)
}
