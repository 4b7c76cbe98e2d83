import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { listApplications } from '#domain/certification/application/queries.ts'
import type { MeetingStatus } from '#domain/certification/meeting/meeting.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** A meeting that is on the calendar, or was held. */
export interface Meeting {
  readonly id: string
  readonly on: Temporal.PlainDate
  readonly status: MeetingStatus
  readonly closedOn: Temporal.PlainDate | undefined
  readonly minutesId: string | undefined
  readonly version: number
}

/** One meeting, or undefined when there is none with this id. */
export async function findMeeting(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Meeting | undefined> {
  if (!isUuid(id)) return undefined
  const query = meetings(context).where('id', '=', id)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && meeting(row)
}

/** The first meeting that still has to be held. */
export async function plannedMeeting(context: Context): Promise<Meeting | undefined> {
  const row = await meetings(context)
    .where('status', '=', 'planned')
    .orderBy('held_on')
    .executeTakeFirst()
  return row && meeting(row)
}

/** The meetings of this register, the newest first. */
export async function listMeetings(context: Context): Promise<readonly Meeting[]> {
  return (await meetings(context).orderBy('held_on', 'desc').execute()).map(meeting)
}

/** The files on the agenda of a meeting, decided or not, the oldest first. */
export function agendaOf(context: Context, meetingId: string): Promise<readonly ApplicationFile[]> {
  return listApplications(context, ['with-committee', 'granted', 'refused'], { meetingId })
}

/** How many files are on the agenda of each meeting, decided or not. */
export async function agendaCounts({ db }: Context): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('application')
    .where('meeting_id', 'is not', null)
    .where('status', 'in', ['with-committee', 'granted', 'refused'])
    .groupBy('meeting_id')
    .select(['meeting_id', (eb) => eb.fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map(({ meeting_id, count }) => [meeting_id ?? '', count]))
}

function meetings({ db, register }: Context) {
  return db
    .selectFrom('meeting')
    .where('register', '=', register.id)
    .select(['id', 'held_on', 'status', 'closed_on', 'minutes_document_id', 'version'])
}

function meeting(row: {
  id: string
  held_on: string
  status: MeetingStatus
  closed_on: string | null
  minutes_document_id: string | null
  version: number
}): Meeting {
  return {
    id: row.id,
    on: Temporal.PlainDate.from(row.held_on),
    status: row.status,
    closedOn: row.closed_on === null ? undefined : Temporal.PlainDate.from(row.closed_on),
    minutesId: row.minutes_document_id ?? undefined,
    version: row.version,
  }
}
