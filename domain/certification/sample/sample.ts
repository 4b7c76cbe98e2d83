import { createHash, createHmac } from 'node:crypto'

// How a sample is drawn so that somebody outside can do it again: docs/how-to/check-a-sample.md
// says the same in words, and is changed together with this.

/** Who draws, promises and tells: nobody. */
export const byLot = { kind: 'system', task: 'sample' } as const

/** A quarter of a year, such as 2026-Q4. */
export type Quarter = string

/** The quarter in which a day falls. */
export function quarterOf({ year, month }: Temporal.PlainDate): Quarter {
  return `${String(year).padStart(4, '0')}-Q${Math.ceil(month / 3)}`
}

/** The first day after a quarter. */
export function dayAfter(quarter: Quarter): Temporal.PlainDate {
  const [year = '', number = ''] = quarter.split('-Q')
  const first = { year: Number(year), month: Number(number) * 3 - 2, day: 1 }
  return Temporal.PlainDate.from(first).add({ months: 3 })
}

/** The hash of a seed, as it stands in the record before anything is drawn with it; hexadecimal. */
export function seedHash(seed: Buffer): string {
  return createHash('sha256').update(seed).digest('hex')
}

/** What a draw is about: an application, or a line of it, which is an activity. */
export interface Drawn {
  readonly register: string
  readonly quarter: Quarter
  readonly application: string
  readonly line?: string
}

/**
 * Whether something is drawn: with the seed as its key the HMAC-SHA-256 of what the draw is about
 * gives a number below 2^32, and it is drawn when that falls within the percentage.
 */
export function isDrawn(about: Drawn, seed: Buffer, percentage: number): boolean {
  const digest = createHmac('sha256', seed).update(messageOf(about)).digest()
  return digest.readUInt32BE(0) * 100 < percentage * 2 ** 32
}

function messageOf({ register, quarter, application, line }: Drawn): string {
  const what = line === undefined ? ['application', application] : ['line', application, line]
  return ['peil-sample-1', register, quarter, ...what].join('\n')
}

/** What a draw leaves in the record, and needs to be done again. Nothing in it is about a person. */
export interface DrawRecord {
  readonly application: string
  readonly regulation: string
  readonly percentage: number
  /** Where the regulation draws applications: whether this one was. */
  readonly drawn?: boolean
  /** The lines in the order of their ids; absent where lines are not drawn. */
  readonly lines?: readonly { readonly line: string; readonly drawn: boolean }[]
}

/** What is told of the draws of a quarter that is over, and stays in the record. */
export interface DrawFigures {
  readonly applications: number
  /** Null where applications are not drawn; and so on. */
  readonly drawnApplications: number | null
  readonly lines: number | null
  readonly drawnLines: number | null
  /** Looked at for a risk, and not in the sample. */
  readonly besideLines: number
  readonly percentages: readonly number[]
}

/** What is told of the failures of one quarter or of several together; null where it is withheld. */
export interface FailureFigures {
  readonly quarters: readonly Quarter[]
  /** The applications that were decided with lines in the sample. */
  readonly applications: number | null
  readonly lines: number | null
  readonly failed: number | null
  readonly besideLines: number | null
  readonly besideFailed: number | null
}

/** With fewer files than this what was rejected could tell on one person. */
export const fewestDossiers = 10

/** A quarter of which what was rejected has yet to be told. */
export interface QuarterToTell {
  readonly quarter: Quarter
  /** Something of it is not decided yet. */
  readonly open: boolean
  /** The applications with lines in the sample that were decided. */
  readonly dossiers: ReadonlySet<string>
}

/**
 * Of which quarters the failures can be told now: of each with enough files when all is decided, and
 * after the year of what is left of it together, or never where that is still too few.
 */
export function groupsToTell(
  waiting: readonly QuarterToTell[],
  yearEnded: (year: string) => boolean,
): readonly { readonly quarters: readonly Quarter[]; readonly told: boolean }[] {
  const enough = waiting.filter(({ open, dossiers }) => !open && dossiers.size >= fewestDossiers)
  const rest = waiting.filter((one) => !enough.includes(one))
  const years = Map.groupBy(rest, ({ quarter }) => quarter.slice(0, 4))
  const small = [...years].flatMap(([year, left]) => {
    if (!yearEnded(year) || left.some(({ open }) => open)) return []
    const together = new Set(left.flatMap(({ dossiers }) => [...dossiers]))
    return [{ quarters: left.map(({ quarter }) => quarter), told: together.size >= fewestDossiers }]
  })
  return [...enough.map(({ quarter }) => ({ quarters: [quarter], told: true })), ...small]
}
