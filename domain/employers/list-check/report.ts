import type { KeyObject } from 'node:crypto'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonical } from '#domain/allocation/allocation/said.ts'
import { countRows, mostListRows } from '#domain/employers/list-check/list-check.ts'
import { openNote, signNote, verifierKey } from '#domain/platform/audit/checkpoint.ts'

// The report of a list that was checked, as it is signed and given away: all that is needed to check it is in it.

/** The first line of what is signed, and what the file says that it is. */
export const reportFormat = 'peil-nagekeken-lijst-1'

/** The name by which the installation signs reports: others know its key by it. */
export const reportSigner = 'nagekeken-lijst'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const short = z.string().max(500)
const count = z.int().min(0).max(mostListRows)

const row = z.strictObject({
  line: z.int().min(1),
  number: short,
  surname: short,
  found: z.enum(['shown', 'other-name', 'unknown', 'gone', 'mistake', 'twice']),
  mistake: short.optional(),
  sameAs: z.int().min(1).optional(),
  register: short.optional(),
  written: short.optional(),
  wentOnIn: short.optional(),
  status: short.optional(),
  registered: z.boolean().optional(),
  validUntil: day.optional(),
  onDay: z
    .enum(['registered', 'ends-before', 'awaits-decision', 'not-known', 'not-registered'])
    .optional(),
})

const reportSchema = z.strictObject({
  format: z.literal(reportFormat),
  origin: short,
  id: z.uuid(),
  checkedAt: z.iso.datetime(),
  /** The day of the register on which it was checked, and the day to come of which was asked. */
  today: day,
  onDay: day.nullable(),
  organisation: z.strictObject({ name: short, kvk: short.nullable(), city: short }),
  /** What each register is called. */
  registers: z.record(z.string(), short),
  counts: z.strictObject({
    ...{ registered: count, uncertain: count, notRegistered: count },
    ...{ otherName: count, notFound: count, mistakes: count },
  }),
  rows: z.array(row).min(1).max(mostListRows),
})

/** All that a report says. */
export type Report = z.output<typeof reportSchema>

/** The file in which a report is given away: what it says, and the note that signs it. */
export function signReport(report: Report, key: KeyObject): string {
  // What is left out of a row is left out of the file as well.
  const said = JSON.parse(JSON.stringify(report)) as Report
  return `${JSON.stringify({ said, note: signNote(reportSigner, noteText(said), key) })}\n`
}

/** What can be found out about a report, from the file alone. */
export type OpenedReport =
  | {
      readonly outcome: 'refused'
      readonly why: 'no-json' | 'no-report' | 'changed' | 'wrong-signature'
    }
  /** Whether this installation signed it; otherwise nobody here knows who did. */
  | { readonly outcome: 'whole'; readonly report: Report; readonly signed: boolean }

/** The largest report that there can be, in bytes. */
export const mostReportBytes = 10_000_000

/** Checks a report that somebody was given: that nothing in it was changed, and who signed it. Asks no database. */
export function openReport(text: string, key: KeyObject): OpenedReport {
  const refused = (why: Extract<OpenedReport, { outcome: 'refused' }>['why']) =>
    ({ outcome: 'refused', why }) as const
  if (text.length > mostReportBytes) return refused('no-report')
  let read: unknown
  try {
    read = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return refused('no-json')
  }
  const { said, note } = (read ?? {}) as { readonly said?: unknown; readonly note?: unknown }
  const parsed = reportSchema.safeParse(said)
  if (!parsed.success || typeof note !== 'string') return refused('no-report')
  const report = parsed.data
  if (!note.startsWith(`${noteText(report)}\n`)) return refused('changed')
  if (canonical(countRows(report.rows)) !== canonical(report.counts)) return refused('changed')
  const opened = openNote(note, verifierKey(reportSigner, key)).outcome
  if (opened === 'wrong-signature' || opened === 'unreadable') return refused('wrong-signature')
  return { outcome: 'whole', report, signed: opened === 'signed' }
}

function noteText(report: Report): string {
  const hash = createHash('sha256').update(canonical(report)).digest('hex')
  return `${reportFormat}\n${report.origin}\n${report.checkedAt}\nsha256 ${hash}\n`
}
