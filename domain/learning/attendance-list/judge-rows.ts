import { sql } from 'kysely'
import { bearsSurname } from '#domain/learning/attendance/surname.ts'
import type { MeantNumber, RowMistake, RowRead } from '#domain/learning/attendance-list/read-row.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'

/** A row as it was judged. */
export interface JudgedRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly registrationId: string | undefined
  readonly personId: string | undefined
  readonly hours: number | undefined
  readonly day: string | undefined
  readonly state: 'ready' | 'wrong' | 'known' | 'absent'
  readonly mistakes: readonly RowMistake[]
}

/** What rows are judged beside. */
export interface Judging {
  readonly editionId: string
  /** The rows of this list so far, by the registration that they are about. */
  readonly seen: Map<string, number>
  /** The people whom somebody else has to tell of. */
  readonly own: ReadonlySet<string>
}

/** A row that was read, with its number in the file. */
export type NumberedRow = RowRead & { readonly row: number }

/**
 * Judges rows that were read: whom each is about, whether they stand on the list twice or were handed in before.
 * Of somebody nothing is told beyond what was typed: who has the number and another surname is as unknown as who
 * has none, and a number is only suggested where the surname is the one that was typed. The transaction acts for
 * the organisation; it writes nothing.
 */
export async function judgeRows(
  context: Context,
  judging: Judging,
  rows: readonly NumberedRow[],
): Promise<readonly JudgedRow[]> {
  const people = await peopleWith(
    context,
    rows.flatMap(({ meant }) => meant),
  )
  const found = rows.map((row) => ({ row, person: whoIs(row, people) }))
  const registrations = found.flatMap(({ person }) =>
    person === undefined ? [] : [person.registrationId],
  )
  const told = await toldBefore(context, judging.editionId, registrations)
  const absent = await foundAbsent(context, judging.editionId, registrations)
  const unknown = found.flatMap(({ row, person }) =>
    person === undefined && row.surname !== '' ? [row] : [],
  )
  const suggested = await suggestions(context, unknown)
  return found.map(({ row, person }) => judge(row, person, { judging, told, absent, suggested }))
}

interface Known {
  readonly registrationId: string
  readonly personId: string
  readonly namePrefix: string
  readonly lastName: string
}

interface Beside {
  readonly judging: Judging
  readonly told: ReadonlyMap<string, number>
  /** Of whom it was found that they were not there. */
  readonly absent: ReadonlySet<string>
  readonly suggested: ReadonlyMap<number, NonNullable<RowMistake['suggestion']>>
}

function judge(
  { row, cells, meant, typedNumber, surname, present, hours, day, mistakes: read }: NumberedRow,
  person: Known | undefined,
  { judging: { seen, own }, told, absent, suggested }: Beside,
): JudgedRow {
  const mistakes = [...read]
  if (meant.length > 0 && person === undefined) {
    const suggestion = suggested.get(row)
    mistakes.push({
      ...{ column: 'number', is: 'unknown', given: typedNumber, against: surname },
      ...(suggestion === undefined ? {} : { suggestion }),
    })
  }
  const before = person && seen.get(person.registrationId)
  if (person !== undefined) {
    if (before === undefined) seen.set(person.registrationId, row)
    else
      mistakes.push({ column: 'number', is: 'twice', given: typedNumber, against: String(before) })
  }
  const toldHours = person && told.get(person.registrationId)
  if (present && toldHours !== undefined && toldHours !== hours && mistakes.length === 0) {
    mistakes.push({ column: 'hours', is: 'other-hours', against: String(toldHours) })
  }
  if (!present && toldHours !== undefined && mistakes.length === 0) {
    mistakes.push({ column: 'present', is: 'told-present', against: String(toldHours) })
  }
  if (present && person !== undefined && absent.has(person.registrationId)) {
    if (mistakes.length === 0) mistakes.push({ column: 'present', is: 'found-absent' })
  }
  const isOwn = person !== undefined && own.has(person.personId)
  if (present && isOwn && toldHours === undefined && mistakes.length === 0) {
    mistakes.push({ column: 'number', is: 'own' })
  }
  const state =
    mistakes.length > 0
      ? 'wrong'
      : !present
        ? 'absent'
        : toldHours === undefined
          ? 'ready'
          : 'known'
  return {
    row,
    cells,
    registrationId: person?.registrationId,
    personId: person?.personId,
    hours,
    day: day?.toString(),
    state,
    mistakes,
  }
}

// By number alone where no surname was typed; with one, by both.
function whoIs(
  { meant, surname }: NumberedRow,
  people: ReadonlyMap<string, Known>,
): Known | undefined {
  const found = meant.flatMap((one) => people.get(keyOf(one)) ?? [])
  const named = surname === '' ? found : found.filter((one) => bearsSurname(surname, one))
  // One person can have the same number in two registers; two people of one surname too.
  return new Set(named.map(({ personId }) => personId)).size === 1 ? named[0] : undefined
}

function keyOf({ register, number }: MeantNumber): string {
  return `${register} ${number}`
}

async function peopleWith(
  context: Context,
  meant: readonly MeantNumber[],
): Promise<ReadonlyMap<string, Known>> {
  const people = new Map<string, Known>()
  for (const [register, wanted] of Map.groupBy(meant, (one) => one.register)) {
    const numbers = [...new Set(wanted.map(({ number }) => number))].filter(isInteger)
    const rows = await inOtherRegister(context, register, (there) => registered(there, numbers))
    for (const row of rows ?? []) people.set(keyOf({ register, number: row.number }), toKnown(row))
  }
  return people
}

// What PostgreSQL takes for an integer.
function isInteger(number: number): boolean {
  return number <= 2_147_483_647
}

interface Registered {
  readonly number: number
  readonly id: string
  readonly person_id: string
  readonly name_prefix: string
  readonly last_name: string
}

async function registered(
  { db, register }: Context,
  numbers: readonly number[],
): Promise<readonly Registered[]> {
  const { rows } = await sql<Registered>`
    select r.number, r.id, r.person_id, p.name_prefix, p.last_name
    from registration r join person p on p.id = r.person_id
    where r.register = ${register.id} and r.number = any(${[...numbers]}::int[])`.execute(db)
  return rows
}

function toKnown({ id, person_id, name_prefix, last_name }: Registered): Known {
  return { registrationId: id, personId: person_id, namePrefix: name_prefix, lastName: last_name }
}

// What was handed in of this edition before, by the registration that the organisation named then: that one person
// has two numbers is nothing that it may learn.
async function toldBefore(
  { db }: Context,
  editionId: string,
  registrations: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (registrations.length === 0) return new Map()
  const { rows } = await sql<{ registration_id: string; hours: number }>`
    select registration_id, hours from attendance
    where edition_id = ${editionId} and withdrawn_on is null
      and registration_id = any(${[...registrations]}::uuid[])`.execute(db)
  return new Map(rows.map(({ registration_id, hours }) => [registration_id, hours]))
}

// Of whom it was said that they were not there, and their organisation agreed or a register decided so: what was
// found is not told away again.
async function foundAbsent(
  { db }: Context,
  editionId: string,
  registrations: readonly string[],
): Promise<ReadonlySet<string>> {
  if (registrations.length === 0) return new Set()
  const { rows } = await sql<{ registration_id: string }>`
    select registration_id from (${foundAbsentOf(editionId)}) f
    where registration_id = any(${[...registrations]}::uuid[])`.execute(db)
  return new Set(rows.map(({ registration_id }) => registration_id))
}

/** By which numbers those were named of whom it was found that they were not there; without hours, as they have none. */
export function foundAbsentOf(editionId: string) {
  return sql`select a.registration_id, null::int as hours
    from attendance a join attendance_contest k on k.attendance_id = a.id
    where a.edition_id = ${editionId} and k.outcome = 'removed' and (k.agrees or k.decided_on is not null)`
}

/** How many rows of a list get a suggestion: a list with more mistakes than that is another list. */
const mostSuggestions = 200

// A number that differs in a digit, of somebody with the surname that was typed and whom everybody may find.
async function suggestions(
  context: Context,
  rows: readonly NumberedRow[],
): Promise<Beside['suggested']> {
  const suggested = new Map<number, NonNullable<RowMistake['suggestion']>>()
  const some = rows.filter(({ meant }) => meant.length > 0).slice(0, mostSuggestions)
  const registers = new Set(some.flatMap(({ meant }) => meant.map(({ register }) => register)))
  for (const id of registers) {
    const wanted = some.map((row) => ({
      row,
      near: row.meant.flatMap(({ register, number }) => (register === id ? nearTo(number) : [])),
    }))
    const numbers = [...new Set(wanted.flatMap(({ near }) => near))]
    const rowsThere = await inOtherRegister(context, id, (there) => shown(there, numbers))
    const byNumber = new Map((rowsThere ?? []).map((one) => [one.number, one]))
    const register = context.platform.registers.get(id)
    if (register === undefined) continue
    for (const { row, near } of wanted) {
      const alike = near.flatMap((number) => byNumber.get(number) ?? [])
      const named = alike.filter((one) => bearsSurname(row.surname, toKnown(one)))
      const [one, other] = named
      if (one === undefined || other !== undefined || suggested.has(row.row)) continue
      suggested.set(row.row, {
        number: registrationNumber(register, one.number),
        surname: row.surname,
      })
    }
  }
  return suggested
}

async function shown(
  { db, register }: Context,
  numbers: readonly number[],
): Promise<readonly Registered[]> {
  const { rows } = await sql<Registered>`
    select r.number, r.id, r.person_id, p.name_prefix, p.last_name
    from public_entry e join registration r on r.id = e.registration_id
    join person p on p.id = r.person_id
    where e.register = ${register.id} and r.register = ${register.id}
      and r.number = any(${[...numbers]}::int[])`.execute(db)
  return rows
}

/** The numbers that differ from this one in one digit: another, one too few or too many, or two that changed places. */
export function nearTo(number: number): readonly number[] {
  const digits = String(number)
  const near = new Set<string>()
  for (let at = 0; at <= digits.length; at += 1) {
    const [before, after] = [digits.slice(0, at), digits.slice(at)]
    for (const digit of '0123456789') {
      near.add(`${before}${digit}${after}`)
      if (after !== '') near.add(`${before}${digit}${after.slice(1)}`)
    }
    if (after !== '') near.add(`${before}${after.slice(1)}`)
    if (after.length > 1) near.add(`${before}${after[1]}${after[0]}${after.slice(2)}`)
  }
  const numbers = [...near].filter((text) => text !== '').map(Number)
  return [...new Set(numbers)].filter((one) => one !== number && one > 0 && isInteger(one))
}
