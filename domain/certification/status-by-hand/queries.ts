import { runningStatuses } from '#domain/certification/application/application.ts'
import type {
  ByHandStatus,
  RunningByHand,
  Standing,
} from '#domain/certification/status-by-hand/status-by-hand.ts'
import type { Before } from '#domain/certification/validity/stand-again.ts'
import { standingSuspensions } from '#domain/certification/validity/suspend-registration.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'
import type { ByHandKind } from '#regulations/register.ts'

/** How a registration stood, with the certificates that held, and what it was when it was set. */
export interface StandingBefore extends Standing {
  readonly certificates: readonly string[]
  /** Only of what was confirmed. */
  readonly registration?: Before
}

/** What was set by hand, or is proposed to be. */
export interface ByHand {
  readonly id: string
  readonly registrationId: string
  readonly status: ByHandStatus
  /** The id of the ground, and what stood in the register of it when it was proposed. */
  readonly ground: string
  readonly label: string
  readonly rests: string
  readonly does: ByHandKind
  readonly endsWhenPaid: boolean
  /** The body whose decision it is; undefined where it is none. */
  readonly decidedBy: string | undefined
  readonly source: string
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
  readonly fileReason: string
  readonly letterReason: string
  readonly before: StandingBefore
  readonly proposedOn: Temporal.PlainDate
  readonly proposedBy: string | undefined
  readonly answeredOn: Temporal.PlainDate | undefined
  readonly answeredBy: string | undefined
  /** Why it was returned. */
  readonly answer: string
  readonly begunOn: Temporal.PlainDate | undefined
  readonly endedOn: Temporal.PlainDate | undefined
  readonly documentId: string | undefined
  readonly version: number
}

/** One of them; with `lock` nobody else changes it until this transaction ends. */
export async function findByHand(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<ByHand | undefined> {
  if (!isUuid(id)) return undefined
  const query = rows(context).where('status_by_hand.id', '=', id)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && byHand(row)
}

/** Everything that was proposed and set by hand of a registration, the newest first. */
export async function byHandOf(
  context: Context,
  registrationId: string,
): Promise<readonly ByHand[]> {
  const found = await rows(context)
    .where('registration_id', '=', registrationId)
    .orderBy('status_by_hand.created_at', 'desc')
    .orderBy('status_by_hand.id', 'desc')
    .limit(100)
    .execute()
  return found.map(byHand)
}

/** What was set by hand of a registration, as the person may read it, the newest first. */
export async function settledOf(
  context: Context,
  registrationId: string,
): Promise<readonly ByHand[]> {
  const all = await byHandOf(context, registrationId)
  return all.filter(({ status }) => status === 'settled' || status === 'over')
}

/** One of them with whose it is. */
export type ListedByHand = ByHand & { readonly name: string }

/** What waits for a second pair of eyes, and below it what was answered last. */
export async function listByHand(context: Context): Promise<readonly ListedByHand[]> {
  const found = await rows(context)
    .innerJoin('registration', 'registration.id', 'status_by_hand.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .select(['person.first_name', 'person.initials', 'person.name_prefix', 'person.last_name'])
    .orderBy((eb) => eb.case().when('status_by_hand.status', '=', 'proposed').then(0).else(1).end())
    .orderBy('status_by_hand.proposed_on', 'desc')
    .orderBy('status_by_hand.id', 'desc')
    .limit(200)
    .execute()
  return found.map((row) => ({
    ...byHand(row),
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
  }))
}

/** How a registration stands now, for what is set by hand. */
export async function standingOf(context: Context, member: Member): Promise<StandingBefore> {
  const { db } = context
  const { registrationId } = member
  const { valid_first, valid_last } = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['valid_first', 'valid_last'])
    .executeTakeFirstOrThrow()
  const invoices = await db
    .selectFrom('invoice')
    .leftJoin('reminder', (join) =>
      join.onRef('reminder.subject_id', '=', 'invoice.id').on('reminder.kind', '=', 'on-hold'),
    )
    .where('invoice.registration_id', '=', registrationId)
    .where('invoice.status', '=', 'open')
    .select(['invoice.id', 'reminder.kind as held'])
    .execute()
  const running = await db
    .selectFrom('application')
    .where('registration_id', '=', registrationId)
    .where('status', 'in', [...runningStatuses])
    .select('id')
    .executeTakeFirst()
  const certificates = await db
    .selectFrom('certificate')
    .where('registration_id', '=', registrationId)
    .where('withdrawn_on', 'is', null)
    .where('replaced_on', 'is', null)
    .orderBy('id')
    .select('id')
    .execute()
  const suspensions = await standingSuspensions(context, registrationId)
  return {
    status: member.status,
    heldStatus: member.heldStatus,
    suspendedLast: member.suspendedLast?.toString(),
    validFirst: valid_first ?? undefined,
    validLast: valid_last ?? undefined,
    suspendedElse: suspensions.some(({ byHandId }) => byHandId === undefined),
    byHand: await runningByHand(context, registrationId),
    applicationRuns: running !== undefined,
    openInvoices: invoices.length,
    heldUnpaid: invoices.some(({ held }) => held !== null),
    certificates: certificates.map(({ id }) => id),
  }
}

async function runningByHand(
  { db }: Context,
  registrationId: string,
): Promise<readonly RunningByHand[]> {
  const found = await db
    .selectFrom('status_by_hand')
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'settled')
    .where('does', 'in', ['hold', 'suspend'])
    .orderBy('id')
    .select(['id', 'does', 'begun_on'])
    .execute()
  return found.map(({ id, does, begun_on }) => ({ id, does, begun: begun_on !== null }))
}

function rows({ db, register }: Context) {
  return db
    .selectFrom('status_by_hand')
    .where('status_by_hand.register', '=', register.id)
    .selectAll('status_by_hand')
}

type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>

function byHand(row: Row): ByHand {
  return {
    id: row.id,
    registrationId: row.registration_id,
    status: row.status,
    ground: row.ground,
    label: row.label,
    rests: row.rests,
    does: row.does,
    endsWhenPaid: row.ends_when_paid,
    decidedBy: row.decided_by ?? undefined,
    source: row.source,
    first: day(row.first_day),
    last: day(row.last_day),
    fileReason: row.file_reason,
    letterReason: row.letter_reason,
    // Our own JSON, written when it was proposed.
    before: row.before as unknown as ByHand['before'],
    proposedOn: Temporal.PlainDate.from(row.proposed_on),
    proposedBy: row.proposed_by ?? undefined,
    answeredOn: day(row.answered_on),
    answeredBy: row.answered_by ?? undefined,
    answer: row.answer,
    begunOn: day(row.begun_on),
    endedOn: day(row.ended_on),
    documentId: row.document_id ?? undefined,
    version: row.version,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
