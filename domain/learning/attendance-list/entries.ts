import { sql } from 'kysely'
import { bearsSurname } from '#domain/learning/attendance/surname.ts'
import {
  mayTell,
  mostByThemselves,
  mostPastedRows,
  mostSignedAtOnce,
} from '#domain/learning/attendance-list/attendance-list.ts'
import { deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import { handInWhatIsRight } from '#domain/learning/attendance-list/hand-in.ts'
import type { AttendanceLink } from '#domain/learning/attendance-list/links.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import { bareNumber, columnNames } from '#domain/learning/attendance-list/read-row.ts'
import { tellDeliverer } from '#domain/learning/attendance-list/tell-deliverer.ts'
import { readRegistrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Amount } from '#engine'
import { hundredthsOf, typedAmount } from '#engine'
import { bareWords, compact } from '#language/typed.ts'

/** Somebody who was there, as they say or as their organisation put them before the trainer. */
export interface AttendanceEntry {
  readonly id: string
  readonly number: string
  readonly surname: string
  readonly byParticipant: boolean
  readonly hours: Amount | undefined
}

/** Who waits for a trainer to sign, by surname, some of them; locked, nobody else settles them meanwhile. */
export async function listEntries(
  { db }: Pick<Context, 'db'>,
  editionId: string,
  {
    lock = false,
    most,
    skip = 0,
    of,
  }: {
    readonly lock?: boolean
    readonly most?: number
    readonly skip?: number
    /** By their ids, whatever stands in the place of one. */
    readonly of?: readonly string[]
  } = {},
): Promise<readonly AttendanceEntry[]> {
  const rows = await db
    .selectFrom('attendance_entry')
    .where('edition_id', '=', editionId)
    .where('state', '=', 'waiting')
    .$if(of !== undefined, (query) => query.where(isOneOf(of ?? [])))
    .select(['id', 'number', 'surname', 'by_participant', 'hours'])
    .orderBy('surname')
    .orderBy('id')
    .$if(most !== undefined, (query) => query.limit(most ?? 0))
    .offset(skip)
    .$if(lock, (query) => query.forUpdate())
    .execute()
  return rows.map(({ id, number, surname, by_participant, hours }) => ({
    ...{ id, number, surname, byParticipant: by_participant },
    hours: hours === null ? undefined : hundredthsOf(hours),
  }))
}

function isOneOf(ids: readonly string[]) {
  return sql<boolean>`id = any(${ids.filter(isUuid)}::uuid[])`
}

/** How many wait for the trainer of an edition, and how many of them wrote themselves up. */
export async function countEntries(
  { db }: Pick<Context, 'db'>,
  editionId: string,
): Promise<{ readonly all: number; readonly byThemselves: number }> {
  const { rows } = await sql<{ all: number; byThemselves: number }>`
    select count(*)::int as all, count(*) filter (where by_participant)::int as "byThemselves"
    from attendance_entry where edition_id = ${editionId} and state = 'waiting'`.execute(db)
  return rows[0] ?? { all: 0, byThemselves: 0 }
}

/**
 * Puts somebody before the trainer of an edition: themselves by the slide, or their organisation. Whose the number
 * is, is looked at when the trainer has signed, so that nobody learns it here. Once for each number and surname, however
 * they were written.
 */
export async function enterAttendance(
  context: Context,
  of: { readonly organisationId: string; readonly editionId: string },
  people: readonly { readonly number: string; readonly surname: string }[],
  byParticipant: boolean,
): Promise<{ readonly outcome: 'entered' | 'full'; readonly entered: number }> {
  const { db, today } = context
  const { all, byThemselves } = await countEntries(context, of.editionId)
  const room = byParticipant
    ? mostByThemselves - byThemselves
    : mostPastedRows - (all - byThemselves)
  const wanted = await notThere(context, of.editionId, people)
  const some = wanted.slice(0, Math.max(0, room))
  const outcome = some.length < wanted.length ? 'full' : 'entered'
  if (some.length === 0) return { outcome, entered: 0 }
  const written = await db
    .insertInto('attendance_entry')
    .values(
      some.map(({ key, number, surname }) => ({
        organisation_id: of.organisationId,
        edition_id: of.editionId,
        number: number.slice(0, 200),
        surname: surname.slice(0, 200),
        key,
        by_participant: byParticipant,
        entered_on: today.toString(),
        state: 'waiting' as const,
      })),
    )
    // Who sends it twice at once stands there once.
    .onConflict((conflict) =>
      conflict.columns(['edition_id', 'key']).where(sql<boolean>`state = 'waiting'`).doNothing(),
    )
    .returning('id')
    .execute()
  const entered = written.length
  if (entered > 0) {
    const facts = { entered, byParticipant }
    await record(context, { noun: 'attendance', id: of.editionId, action: 'enter', facts })
  }
  return { outcome, entered }
}

interface Written {
  readonly number: string
  readonly surname: string
  readonly key: string
}

// Who does not stand there yet, in however many ways people write a number and a surname.
async function notThere(
  context: Context,
  editionId: string,
  people: readonly { readonly number: string; readonly surname: string }[],
): Promise<readonly Written[]> {
  const numbered = people.map((person) => ({ ...person, ...numberOf(context, person.number) }))
  const there = await surnamesThere(
    context,
    editionId,
    numbered.flatMap(({ alike }) => alike),
  )
  return numbered.flatMap(({ number, surname, own, alike }) => {
    const known = alike.flatMap((one) => there.get(one) ?? [])
    if (known.some((one) => isOneName(one, surname))) return []
    there.set(own, [...(there.get(own) ?? []), surname])
    return [{ number, surname, key: `${own} ${bareWords(surname).slice(0, 200)}` }]
  })
}

// By what a number is known, and by what else the same number may be: without its register it is of any.
function numberOf({ platform }: Context, typed: string) {
  const bare = bareNumber(typed)
  const meant = [...platform.registers.values()].flatMap((register) => {
    const number = readRegistrationNumber(register, bare)
    return number === undefined ? [] : [{ number, key: `${register.id}-${number}` }]
  })
  const [first, second] = meant
  if (first === undefined) {
    const own = compact(typed).slice(0, 200)
    return { own, alike: [own] }
  }
  const alike = [String(first.number), ...meant.map(({ key }) => key)]
  return { own: second === undefined ? first.key : String(first.number), alike }
}

function isOneName(one: string, other: string): boolean {
  return (
    bareWords(one) === bareWords(other) ||
    bearsSurname(one, { namePrefix: '', lastName: other }) ||
    bearsSurname(other, { namePrefix: '', lastName: one })
  )
}

async function surnamesThere(
  { db }: Pick<Context, 'db'>,
  editionId: string,
  numbers: readonly string[],
): Promise<Map<string, readonly string[]>> {
  const { rows } = await sql<{ number: string; surnames: string[] }>`
    select split_part(key, ' ', 1) as number, array_agg(surname) as surnames from attendance_entry
    where edition_id = ${editionId} and state = 'waiting' and key is not null
      and split_part(key, ' ', 1) = any(${[...numbers]}::text[])
    group by 1`.execute(db)
  return new Map(rows.map(({ number, surnames }) => [number, surnames]))
}

/**
 * Takes people off the list that waits for a trainer: one of them, some, or all who wrote themselves up. The
 * transaction acts for the organisation.
 */
export async function removeEntries(
  context: Context,
  editionId: string,
  which: readonly string[] | 'by-participant',
): Promise<{ readonly removed: number }> {
  const { numDeletedRows } = await context.db
    .deleteFrom('attendance_entry')
    .where('edition_id', '=', editionId)
    .where('state', '=', 'waiting')
    .$if(which === 'by-participant', (query) => query.where('by_participant', '=', true))
    .$if(which !== 'by-participant', (query) =>
      query.where(isOneOf(typeof which === 'string' ? [] : which)),
    )
    .executeTakeFirst()
  const removed = Number(numDeletedRows)
  if (removed === 0) return { removed }
  const facts = { removed }
  await record(context, { noun: 'attendance', id: editionId, action: 'remove-entries', facts })
  return { removed }
}

/** What a trainer signs: who was there, with hours where those are others, and by which name. */
export interface SignedGroup {
  readonly name: string
  readonly present: ReadonlyMap<string, Amount | undefined>
  /** Who stood on the page that was signed: whoever came later was not refused. */
  readonly shown: ReadonlySet<string>
}

export type Signed =
  | {
      readonly outcome: 'signed'
      readonly people: number
      /** Who still waits: whoever stood on another page, or wrote themselves up meanwhile. */
      readonly waiting: number
      readonly deliveryId: string
    }
  | { readonly outcome: 'nobody' | 'not-yet' | 'too-late' }

/**
 * Signs for a group by a link: who is there goes in as a list of the organisation, what is right of it at once, and
 * what is wrong waits for the organisation, which hears of it, to be mended. Who was shown and left out is refused.
 * The transaction acts for the organisation.
 */
export async function signForGroup(
  context: Context,
  { id: linkId, organisationId, edition, name: asked }: AttendanceLink,
  { name, present, shown }: SignedGroup,
): Promise<Signed> {
  const { db, today } = context
  const may = mayTell(edition, today)
  if (may !== 'yes') return { outcome: may }
  const of = [...new Set([...present.keys(), ...shown])].slice(0, mostSignedAtOnce)
  const entries = await listEntries(context, edition.id, { lock: true, of })
  const there = entries.filter(({ id }) => present.has(id))
  const absent = entries.filter(({ id }) => !present.has(id))
  if (there.length === 0) return { outcome: 'nobody' }
  const done = await deliverRows(
    context,
    { organisationId, editionId: edition.id },
    {
      ...{ origin: 'trainer', name: name === '' ? asked : name, bySurname: true, linkId },
      heading: [columnNames.number, columnNames.surname, columnNames.hours],
      rows: there.map(({ id, number, surname }) => {
        const hours = present.get(id)
        return [number, surname, hours === undefined ? '' : typedAmount(hours)]
      }),
    },
  )
  if (done.outcome !== 'delivered') return { outcome: 'too-late' }
  for (const [state, some] of [
    ['confirmed', there],
    ['refused', absent],
  ] as const) {
    if (some.length === 0) continue
    await db
      .updateTable('attendance_entry')
      .set({ state, settled_on: today.toString() })
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .execute()
  }
  const facts = { edition: edition.id, signed: there.length, by: name }
  await record(context, { noun: 'attendance', id: done.id, action: 'sign', facts })
  await handInWhatIsRight(context, organisationId, done.id)
  const delivery = await findAttendanceDelivery(context, organisationId, done.id)
  if (delivery !== undefined && delivery.state !== 'reading' && delivery.counts.wrong > 0) {
    await tellDeliverer(context, organisationId, done.id, 'checked')
  }
  const { all: waiting } = await countEntries(context, edition.id)
  return { outcome: 'signed', people: there.length, waiting, deliveryId: done.id }
}
