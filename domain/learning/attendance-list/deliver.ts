import { createHash } from 'node:crypto'
import type { DeliveryOrigin } from '#domain/learning/attendance-list/attendance-list.ts'
import { mayTell } from '#domain/learning/attendance-list/attendance-list.ts'
import { judgeWithinBudget } from '#domain/learning/attendance-list/judge-within-budget.ts'
import { ownPeopleOf } from '#domain/learning/attendance-list/own-people.ts'
import { readHeading, readRow } from '#domain/learning/attendance-list/read-row.ts'
import type { ToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import {
  askedOf,
  editionOfYear,
  findToldEdition,
} from '#domain/learning/attendance-list/told-edition.ts'
import { waitForNextDay } from '#domain/learning/attendance-list/wait-for-next-day.ts'
import { keepUnread, writeRows } from '#domain/learning/attendance-list/write-rows.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { keepDocument } from '#domain/platform/file/keep-document.ts'

export type DeliveredAttendance =
  | { readonly outcome: 'delivered'; readonly id: string }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-yet' | 'too-late'; readonly edition: ToldEdition }

/**
 * Takes a file with who was at an edition, which is read and checked afterwards; nothing is handed in. The
 * transaction acts for the organisation, and whoever calls it has seen that who acts may.
 */
export async function deliverFile(
  context: Context,
  { organisationId, editionId: asked }: OfEdition,
  file: StoredFile,
): Promise<DeliveredAttendance> {
  const { db, register, platform } = context
  const begun = await editionToTell(context, organisationId, asked)
  if (begun.outcome !== 'may-tell') return begun
  const { id: editionId } = begun.edition
  const documentId = await keepDocument(context, file, { organisation: organisationId })
  const id = await open(context, {
    ...{ organisationId, editionId, origin: 'file', name: file.name, documentId },
    sha256: file.sha256,
  })
  await platform.enqueue(db, {
    name: 'attendance',
    data: { register: register.id, organisationId, deliveryId: id },
  })
  return { outcome: 'delivered', id }
}

/** Whose edition it is. */
export interface OfEdition {
  readonly organisationId: string
  readonly editionId: string
}

/** Rows that were typed, pasted, signed for or sent by another system. */
export interface TypedList {
  readonly origin: Exclude<DeliveryOrigin, 'file'>
  readonly name?: string
  /** The names of the columns, as in the list that can be downloaded. */
  readonly heading: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Whether a row without a surname will do, as where numbers are pasted one by one. */
  readonly bySurname: boolean
  /** What sent it, and by what it is known when it is sent again. */
  readonly sender?: { readonly id: string; readonly key: string }
  /** The link by which it was signed for. */
  readonly linkId?: string
}

/**
 * Takes rows that say who was at an edition, and checks them at once; nothing is handed in. What can be wrong is
 * said with the rows, as of a file. Rows that may not be checked any more today wait for the next day.
 */
export async function deliverRows(
  context: Context,
  asked: OfEdition,
  list: TypedList,
): Promise<DeliveredAttendance> {
  const begun = await editionToTell(context, asked.organisationId, asked.editionId)
  if (begun.outcome !== 'may-tell') return begun
  const of = { ...asked, editionId: begun.edition.id }
  const { origin, name = '', heading, rows, bySurname, sender, linkId } = list
  const sha256 = hashOfRows(of.editionId, rows)
  const id = await open(context, {
    ...of,
    origin,
    name,
    sha256,
    heading,
    sender,
    bySurname,
    linkId,
  })
  const wants = askedOf(context, begun.edition, { bySurname, from1904: false })
  const columns = readHeading(heading)
  const read = rows.map((cells, at) => ({ row: at + 1, ...readRow(cells, columns, wants) }))
  const { organisationId, editionId } = of
  const own = await ownPeopleOf(context, id)
  const judging = { editionId, seen: new Map<string, number>(), own }
  const { judged, rest } = await judgeWithinBudget(context, organisationId, judging, read)
  const part = rest.length === 0 ? 1 : judged.length / read.length
  await writeRows(context, { id, organisationId, read: part }, judged)
  if (rest.length > 0) {
    await keepUnread(context, { id, organisationId }, rest)
    await waitForNextDay(context, id)
    return { outcome: 'delivered', id }
  }
  await context.db
    .updateTable('attendance_delivery')
    .set({ state: 'checked' })
    .where('id', '=', id)
    .execute()
  return { outcome: 'delivered', id }
}

/** By what it is seen that a list says the same as another. */
export function hashOfRows(editionId: string, rows: TypedList['rows']): string {
  return createHash('sha256')
    .update(JSON.stringify([editionId, rows]))
    .digest('hex')
}

async function editionToTell(context: Context, organisationId: string, editionId: string) {
  const edition = await findToldEdition(context, organisationId, editionId)
  if (edition === undefined) return { outcome: 'not-found' } as const
  const may = mayTell(edition, context.today)
  if (may !== 'yes') return { outcome: may, edition } as const
  if (edition.id !== edition.courseId) return { outcome: 'may-tell', edition } as const
  // A year of what each takes when it suits them is an edition from now on.
  const { courseId, firstDay } = edition
  const id = await editionOfYear(context, organisationId, courseId, firstDay.year)
  if (id === undefined) return { outcome: 'not-found' } as const
  return { outcome: 'may-tell', edition: { ...edition, id } } as const
}

interface Opened extends OfEdition {
  readonly origin: DeliveryOrigin
  readonly name: string
  readonly sha256: string
  readonly documentId?: string
  readonly heading?: readonly string[]
  readonly sender?: TypedList['sender']
  readonly bySurname?: boolean
  readonly linkId?: string | undefined
}

async function open(context: Context, opened: Opened): Promise<string> {
  const { db, register, today, actor } = context
  const { organisationId, editionId, origin, name, sha256, documentId, heading, sender } = opened
  const { bySurname = true, linkId } = opened
  const { id } = await db
    .insertInto('attendance_delivery')
    .values({
      organisation_id: organisationId,
      edition_id: editionId,
      kept_in: register.id,
      origin,
      name: name.slice(0, 200),
      document_id: documentId ?? null,
      state: 'reading',
      sha256,
      heading: heading === undefined ? null : [...heading],
      sender_id: sender?.id ?? null,
      idempotency_key: sender?.key ?? null,
      asks_surname: bySurname,
      link_id: linkId ?? null,
      delivered_by: accountIdOf(actor) ?? null,
      delivered_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { organisation: organisationId, edition: editionId, origin, sha256 }
  await record(context, { noun: 'attendance', id, action: 'deliver', facts })
  return id
}
