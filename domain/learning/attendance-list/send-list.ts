import type { AttendanceDelivery } from '#domain/learning/attendance-list/attendance-list.ts'
import { mostPastedRows } from '#domain/learning/attendance-list/attendance-list.ts'
import { deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import { handInList } from '#domain/learning/attendance-list/hand-in.ts'
import type { ListedRow } from '#domain/learning/attendance-list/queries.ts'
import { findAttendanceDelivery, listRows } from '#domain/learning/attendance-list/queries.ts'
import { columnNames } from '#domain/learning/attendance-list/read-row.ts'
import type { ActingSender } from '#domain/learning/attendance-list/senders.ts'
import { findToldEditionByNumber } from '#domain/learning/attendance-list/told-edition.ts'
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
      /** It was sent before with this key: nothing was done again. */
      readonly again: boolean
    }
  | { readonly outcome: 'unknown-edition' | 'not-yet' | 'too-late' }

/**
 * Takes what a program sends by the same road as a page and a file: checked row by row, and what is right of it
 * handed in where that is asked. What comes with a key that was used before, is answered as it was then.
 */
export async function sendList(
  context: Context,
  { id: senderId, organisationId }: ActingSender,
  { edition: typed, key, handIn, participants }: SentByProgram,
): Promise<ListOfProgram> {
  const before = await context.db
    .selectFrom('attendance_delivery')
    .where('sender_id', '=', senderId)
    .where('idempotency_key', '=', key)
    .select('id')
    .executeTakeFirst()
  if (before !== undefined) return listOfProgram(context, organisationId, before.id, true)
  const edition = await findToldEditionByNumber(context, organisationId, typed)
  if (edition === undefined) return { outcome: 'unknown-edition' }
  const done = await deliverRows(
    context,
    { organisationId, editionId: edition.id },
    {
      origin: 'api',
      heading: [
        ...[columnNames.number, columnNames.surname, columnNames.present, columnNames.hours],
        columnNames.day,
      ],
      rows: participants.map(({ number, surname, present, hours, day }) => [
        ...[number, surname, present, hours, day],
      ]),
      bySurname: true,
      sender: { id: senderId, key },
    },
  )
  if (done.outcome === 'not-found') return { outcome: 'unknown-edition' }
  if (done.outcome !== 'delivered') return { outcome: done.outcome }
  if (handIn) await handInList(context, organisationId, done.id, 'what-is-right')
  return listOfProgram(context, organisationId, done.id, false)
}

/** A list of an organisation with each of its rows, as a program reads it. */
export async function listOfProgram(
  context: Context,
  organisationId: string,
  id: string,
  again = false,
): Promise<ListOfProgram> {
  const delivery = await findAttendanceDelivery(context, organisationId, id)
  if (delivery === undefined) return { outcome: 'unknown-edition' }
  const rows = await listRows(context, id, { most: mostPastedRows })
  return { outcome: 'there', delivery, rows, again }
}
