import { sql } from 'kysely'
import { findCourseByNumber } from '#domain/courses/course/queries.ts'
import type { AttendanceDelivery } from '#domain/learning/attendance-list/attendance-list.ts'
import { mostPastedRows } from '#domain/learning/attendance-list/attendance-list.ts'
import { deliverRows, hashOfRows } from '#domain/learning/attendance-list/deliver.ts'
import { handInWhatIsRight } from '#domain/learning/attendance-list/hand-in.ts'
import type { ListedRow } from '#domain/learning/attendance-list/queries.ts'
import { findAttendanceDelivery, listRows } from '#domain/learning/attendance-list/queries.ts'
import { columnNames, dayTyped } from '#domain/learning/attendance-list/read-row.ts'
import type { ActingSender } from '#domain/learning/attendance-list/senders.ts'
import {
  editionOfYear,
  findEditionByNumber,
} from '#domain/learning/attendance-list/told-edition.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A participant as a program sends them: every answer as text, as in a list. */
export interface SentParticipant {
  readonly number: string
  readonly surname: string
  readonly present: string
  readonly hours: string
  readonly day: string
}

/** What a program sends: who was at which edition, and whether what is right is handed in at once. */
export interface SentByProgram {
  /** OPL-000012-3. */
  readonly edition: string
  /** By which the same is known when it is sent again. */
  readonly key: string
  readonly handIn: boolean
  readonly participants: readonly SentParticipant[]
}

export type ListOfProgram =
  | {
      readonly outcome: 'there'
      readonly delivery: AttendanceDelivery
      readonly rows: readonly ListedRow[]
    }
  | { readonly outcome: 'not-found' | 'not-yet' | 'too-late' }
  /** The edition is on other days than the list says, or off, since it was checked. */
  | { readonly outcome: 'moved' }
  /** With this key another list was sent. */
  | { readonly outcome: 'other-list' }
  /** It was laid aside or withdrawn, or nothing of it is right. */
  | { readonly outcome: 'not-handed-in' }

/**
 * Takes what a program sends by the same road as a page and a file: checked row by row, and what is right of it
 * handed in where that is asked. The same list with the same key is there once, however often it is sent, and also
 * where it is sent twice at once; another list with that key is refused.
 */
export async function sendList(
  context: Context,
  { id: senderId, organisationId }: ActingSender,
  { edition: typed, key, handIn, participants }: SentByProgram,
): Promise<ListOfProgram> {
  const { db } = context
  // Of two at once the second waits until the first has written.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`attendance ${senderId} ${key}`}, 0))`.execute(
    db,
  )
  const before = await db
    .selectFrom('attendance_delivery')
    .where('sender_id', '=', senderId)
    .where('idempotency_key', '=', key)
    .select(['id', 'sha256'])
    .executeTakeFirst()
  const editionId =
    (await findEditionByNumber(context, organisationId, typed)) ??
    (await yearOf(context, organisationId, { typed, day: participants[0]?.day }))
  const rows = participants.map(({ number, surname, present, hours, day }) => [
    ...[number, surname, present, hours, day],
  ])
  if (before !== undefined) {
    const same = editionId !== undefined && before.sha256 === hashOfRows(editionId, rows)
    if (!same) return { outcome: 'other-list' }
    if (handIn) await handInWhatIsRight(context, organisationId, before.id)
    return listOfProgram(context, organisationId, before.id)
  }
  if (editionId === undefined) return { outcome: 'not-found' }
  const done = await deliverRows(
    context,
    { organisationId, editionId },
    {
      origin: 'api',
      heading: [
        ...[columnNames.number, columnNames.surname, columnNames.present, columnNames.hours],
        columnNames.day,
      ],
      rows,
      bySurname: true,
      sender: { id: senderId, key },
    },
  )
  if (done.outcome !== 'delivered') return { outcome: done.outcome }
  if (handIn) await handInWhatIsRight(context, organisationId, done.id)
  return listOfProgram(context, organisationId, done.id)
}

// Of what each takes when it suits them, the number of the course will do: it is the year of the first day.
async function yearOf(
  context: Context,
  organisationId: string,
  { typed, day }: { readonly typed: string; readonly day: string | undefined },
): Promise<string | undefined> {
  const found = await findCourseByNumber(context, typed)
  if (found === undefined || found.edition !== undefined) return undefined
  const { year } = (day === undefined ? undefined : dayTyped(day)) ?? context.today
  return editionOfYear(context, organisationId, found.course.id, year)
}

/** Hands in what is right of a list, once it is checked; one that was handed in before is answered as it stands. */
export async function handInOfProgram(
  context: Context,
  organisationId: string,
  id: string,
): Promise<ListOfProgram> {
  const done = await handInWhatIsRight(context, organisationId, id)
  const { outcome } = done
  if (outcome === 'not-found' || outcome === 'too-late' || outcome === 'moved') return { outcome }
  const found = await listOfProgram(context, organisationId, id)
  if (found.outcome !== 'there') return found
  const { state, submittedOn } = found.delivery
  return submittedOn !== undefined || state === 'reading' ? found : { outcome: 'not-handed-in' }
}

/** A list of an organisation with each of its rows, as a program reads it. */
export async function listOfProgram(
  context: Context,
  organisationId: string,
  id: string,
): Promise<ListOfProgram> {
  const delivery = await findAttendanceDelivery(context, organisationId, id)
  if (delivery === undefined) return { outcome: 'not-found' }
  const rows = await listRows(context, id, { most: mostPastedRows })
  return { outcome: 'there', delivery, rows }
}
