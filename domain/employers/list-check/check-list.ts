import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { CheckedRow, OnDay } from '#domain/employers/list-check/list-check.ts'
import { countRows, mostListRows, numbersADay } from '#domain/employers/list-check/list-check.ts'
import type { ReadList } from '#domain/employers/list-check/read-list.ts'
import type { Report } from '#domain/employers/list-check/report.ts'
import { reportFormat, signReport } from '#domain/employers/list-check/report.ts'
import { isEmployer } from '#domain/employers/sight/give-sight.ts'
import { bearsSurname } from '#domain/learning/attendance/surname.ts'
import { mistakeText } from '#domain/learning/attendance-list/mistake-text.ts'
import type { MeantNumber } from '#domain/learning/attendance-list/read-row.ts'
import { readRow } from '#domain/learning/attendance-list/read-row.ts'
import { actsFor } from '#domain/organisations/member/act-for.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import { hasPeriod } from '#domain/public-register/entry/public-register.ts'
import type { EntryRow } from '#domain/public-register/entry/queries.ts'
import { publicFields, publicStatuses, readEntry } from '#domain/public-register/entry/queries.ts'
import { hundredthsOf } from '#engine'
import type { Register } from '#regulations/register.ts'
import { publicStatusWords } from '#regulations/wording.ts'

/** A list that was read, and of which day it is asked. */
export interface AskedList {
  readonly list: Extract<ReadList, { outcome: 'read' }>
  /** A day that is still to come; undefined where only today is asked for. */
  readonly onDay: Temporal.PlainDate | undefined
  /** Of which register numbers are that do not say so; undefined where the surname tells. */
  readonly register: string | undefined
}

export type CheckedList =
  | {
      readonly outcome: 'checked'
      readonly report: Report
      /** The file in which it is given away, signed. */
      readonly file: string
    }
  | { readonly outcome: 'not-allowed' | 'no-employer' | 'past' | 'too-many-rows' }
  /** So many numbers may still be checked now, and after so many seconds more. */
  | { readonly outcome: 'enough'; readonly left: number; readonly seconds: number }

/**
 * An employer checks a list of numbers, with a surname or without, in all registers: what the public register says of
 * each today, and what is known today of a day to come. Nobody is found by a name, no name is told, and whoever is not
 * shown is told of as a number that nobody has. Nothing of the list is kept but that it was checked, and of how many.
 * The transaction acts for the organisation.
 */
export async function checkList(
  context: Context,
  organisationId: string,
  asked: AskedList,
): Promise<CheckedList> {
  const { platform, today } = context
  const acting = await actsFor(context, organisationId, 'check-lists')
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const { organisation } = acting
  if (!isEmployer(organisation)) return { outcome: 'no-employer' }
  const { list, onDay } = asked
  if (onDay !== undefined && Temporal.PlainDate.compare(onDay, today) < 0)
    return { outcome: 'past' }
  if (list.rows.length > mostListRows) return { outcome: 'too-many-rows' }
  const rows = readRows(context, asked)
  const lookedUp = rows.filter(isLookedUp).length
  const source = `organisation ${organisationId}`
  const left = platform.budget.left(source, numbersADay)
  if (lookedUp > left) {
    noteSecurity(context, 'rows-not-checked', { of: organisationId })
    const seconds = platform.budget.waits(
      source,
      Temporal.Now.instant(),
      numbersADay - lookedUp + 1,
    )
    return { outcome: 'enough', left, seconds }
  }
  platform.budget.spend(source, lookedUp)
  const shown = await findShown(context, rows)
  const checked = rows.map((row) => judge(context, row, { shown, onDay }))
  const { name, kvk, city } = organisation
  const report: Report = {
    format: reportFormat,
    origin: platform.origin,
    id: randomUUID(),
    checkedAt: Temporal.Now.instant().round('second').toString(),
    today: today.toString(),
    onDay: onDay?.toString() ?? null,
    organisation: { name, kvk: kvk ?? null, city },
    registers: Object.fromEntries(
      [...platform.registers.values()].map((one) => [one.id, one.name]),
    ),
    counts: countRows(checked),
    rows: checked,
  }
  const facts = { rows: checked.length, onDay: report.onDay, report: report.id }
  await record(context, { noun: 'organisation', id: organisationId, action: 'check-list', facts })
  return { outcome: 'checked', report, file: signReport(report, platform.auditKey) }
}

/** How much of what was typed in a cell stands in a report. */
const shownCharacters = { number: 40, surname: 80, mistake: 200 } as const

interface Row {
  readonly line: number
  readonly number: string
  readonly surname: string
  readonly meant: readonly MeantNumber[]
  readonly mistake: string | undefined
  readonly sameAs: number | undefined
}

function isLookedUp({ mistake, sameAs }: Row): boolean {
  return mistake === undefined && sameAs === undefined
}

function readRows({ platform }: Context, { list, register }: AskedList): readonly Row[] {
  const all = [...platform.registers.values()]
  const chosen = all.filter(({ id }) => id === register)
  const columns = {
    ...(list.columns.number === undefined ? {} : { number: list.columns.number }),
    ...(list.columns.surname === undefined ? {} : { surname: list.columns.surname }),
  }
  const seen = new Map<string, number>()
  return list.rows.map(({ line, cells }) => {
    const typed = list.columns.number === undefined ? '' : (cells[list.columns.number] ?? '')
    const bare = chosen.length > 0 && !/\p{L}/u.test(typed)
    const read = readRow(cells, columns, {
      registers: bare ? chosen : all,
      ...{ hours: hundredthsOf(0), mostHours: hundredthsOf(0), days: [], period: undefined },
      ...{ from1904: false, bySurname: false },
    })
    const [first] = read.mistakes
    // Of two registers, or with another name, it is somebody else.
    const key = JSON.stringify([read.meant, read.meant.length > 1 ? read.surname : ''])
    const sameAs = first === undefined ? seen.get(key) : undefined
    if (first === undefined && sameAs === undefined) seen.set(key, line)
    return {
      line,
      number: read.typedNumber.slice(0, shownCharacters.number),
      surname: read.surname,
      meant: read.meant,
      mistake: first && mistakeText(first).slice(0, shownCharacters.mistake),
      sameAs,
    }
  })
}

interface Shown {
  readonly register: Register
  readonly written: string
  readonly wentOnIn: string | undefined
  /** Undefined where the number is not in use any more. */
  readonly entry: PublicEntry | undefined
  readonly namePrefix: string
  readonly lastName: string
}

type ShownBy = ReadonlyMap<string, Shown>

const keyOf = ({ register, number }: MeantNumber) => `${register} ${number}`

// One query in each register, however many numbers there are.
async function findShown(context: Context, rows: readonly Row[]): Promise<ShownBy> {
  const meant = rows.filter(isLookedUp).flatMap((row) => row.meant)
  const found = new Map<string, Shown>()
  for (const [register, numbers] of Map.groupBy(meant, (one) => one.register)) {
    const asked = [...new Set(numbers.map(({ number }) => number))]
    await inOtherRegister(context, register, async (there) => {
      for (const one of await shownIn(there, asked)) {
        found.set(keyOf({ register, number: one.asked }), one)
      }
    })
  }
  return found
}

/** Of these numbers those of which the public register of the context says something. */
export async function shownIn(
  context: Context,
  numbers: readonly number[],
): Promise<readonly (Shown & { readonly asked: number })[]> {
  const { db, register } = context
  // Whoever is kept out of sight is left out here, so that nothing below can tell them from nobody.
  const { rows } = await sql<
    Omit<EntryRow, 'id' | 'status'> & {
      readonly asked: number
      readonly id: string | null
      readonly status: EntryRow['status'] | null
      readonly went_on_in: number | null
      readonly name_prefix: string
      readonly last_name: string
    }
  >`
    select r.number as asked, e.id, e.name, e.status, e.valid_until::text, e.number, e.category,
      e.temporary, m.number as went_on_in, p.name_prefix, p.last_name
    from registration r
      left join registration m on m.id = r.merged_into
      join person p on p.id = coalesce(m.person_id, r.person_id)
      left join public_entry e on e.registration_id = coalesce(m.id, r.id)
        and e.status = any(${publicStatuses(context)})
    where r.register = ${register.id} and r.number = any(${[...numbers]}::int[])
      and not r.shielded and not coalesce(m.shielded, false)
      and (e.id is not null
        or coalesce(m.status, r.status) in ('withdrawn', 'removed', 'deceased'))`.execute(db)
  const fields = publicFields(context)
  return rows.map(({ asked, id, status, went_on_in: next, name_prefix, last_name, ...row }) => ({
    asked,
    register,
    written: registrationNumber(register, asked),
    wentOnIn: next === null ? undefined : registrationNumber(register, next),
    entry:
      id === null || status === null
        ? undefined
        : readEntry({ ...row, id, status }, fields, register),
    namePrefix: name_prefix,
    lastName: last_name,
  }))
}

interface Judging {
  readonly shown: ShownBy
  readonly onDay: Temporal.PlainDate | undefined
}

function judge(context: Context, row: Row, { shown, onDay }: Judging): CheckedRow {
  const { line, number, meant, mistake, sameAs } = row
  const typed = { line, number, surname: row.surname.slice(0, shownCharacters.surname) }
  if (mistake !== undefined) return { ...typed, found: 'mistake', mistake }
  if (sameAs !== undefined) return { ...typed, found: 'twice', sameAs }
  const found = meant.flatMap((one) => shown.get(keyOf(one)) ?? [])
  const [only] = meant
  if (meant.length > 1 || only === undefined) {
    return { ...typed, ...judgeUnclear(context, row, found, onDay) }
  }
  const register = context.platform.registers.get(only.register)
  const written = register && registrationNumber(register, only.number)
  const own = { ...typed, register: only.register, ...(written === undefined ? {} : { written }) }
  const [one] = found
  if (one === undefined) return { ...own, found: 'unknown' }
  if (one.entry === undefined) return { ...own, found: 'gone' }
  if (row.surname !== '' && !bearsSurname(row.surname, one)) return { ...own, found: 'other-name' }
  return { ...own, ...standing(context, one, onDay) }
}

// A number that does not say of which register it is: the surname tells, and only where one register has it.
function judgeUnclear(
  context: Context,
  { surname, number }: Row,
  found: readonly Shown[],
  onDay: Temporal.PlainDate | undefined,
): Omit<CheckedRow, 'line' | 'number' | 'surname'> {
  const [one, other] = found.filter(
    (each) => each.entry !== undefined && bearsSurname(surname, each),
  )
  if (one === undefined) return { found: 'unknown' }
  if (other !== undefined) {
    const mistake = mistakeText({ column: 'number', is: 'no-register', given: number })
    return { found: 'mistake', mistake }
  }
  const { id } = one.register
  return { register: id, written: one.written, ...standing(context, one, onDay) }
}

function standing(
  { today }: Context,
  { entry, register, wentOnIn }: Shown,
  onDay: Temporal.PlainDate | undefined,
): Pick<CheckedRow, 'found'> & Partial<CheckedRow> {
  if (entry === undefined) return { found: 'gone' }
  const later = onDay !== undefined && Temporal.PlainDate.compare(onDay, today) > 0
  return {
    found: 'shown',
    status: publicStatusWords(register, entry).label,
    registered: hasPeriod(entry.status),
    ...(entry.validUntil === undefined ? {} : { validUntil: entry.validUntil.toString() }),
    ...(wentOnIn === undefined ? {} : { wentOnIn }),
    ...(later ? { onDay: standingOn(entry, onDay) } : {}),
  }
}

function standingOn({ status, validUntil }: PublicEntry, day: Temporal.PlainDate): OnDay {
  if (!hasPeriod(status)) return 'not-registered'
  if (validUntil === undefined) return 'not-known'
  if (Temporal.PlainDate.compare(validUntil, day) >= 0) return 'registered'
  return status === 'renewal-pending' ? 'awaits-decision' : 'ends-before'
}
