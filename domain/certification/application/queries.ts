import { sql } from 'kysely'
import type {
  AccreditationFound,
  Advice,
  ApplicationStatus,
  AttributesRefused,
  LookReason,
  PeriodChoice,
  ReturnAnswer,
  ReturnItem,
  Snapshot,
} from '#domain/certification/application/application.ts'
import {
  isLookReason,
  readSnapshot,
  runningStatuses,
} from '#domain/certification/application/application.ts'
import { ofThisRegister } from '#domain/dossier/evidence/open-evidence.ts'
import { columnsOfPerson } from '#domain/people/person/columns-of-person.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import { personOf } from '#domain/people/person/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Period } from '#engine'
import { hundredthsOf } from '#engine'
import { fullName } from '#language/names.ts'

/** An application as it stands. */
export interface Application {
  readonly id: string
  readonly number: string
  readonly registrationId: string
  readonly kind: 'first' | 'renewal' | 'move'
  /** The change of category that it asks for, if it does. */
  readonly move: string | undefined
  readonly status: ApplicationStatus
  readonly regulationVersion: string
  /** The category that it asks for, where the register has any. */
  readonly category: string | undefined
  readonly periodChoice: PeriodChoice
  readonly submittedOn: Temporal.PlainDate
  readonly submittedAt: string
  readonly snapshotHash: string
  readonly completeOn: Temporal.PlainDate | undefined
  readonly passedOn: Temporal.PlainDate | undefined
  /** Where the regulation draws applications: whether this one was, once it is passed on. */
  readonly drawn: boolean | undefined
  /** Since when all lines are read, as too much of the sample was rejected. */
  readonly readAllOn: Temporal.PlainDate | undefined
  /** What members found before this moment no longer counts, ISO text. */
  readonly judgedAnewFrom: string | undefined
  /** What the back office tells the committee about the whole. */
  readonly advice: string
  readonly checklist: readonly string[]
  readonly meetingId: string | undefined
  readonly meetingOn: Temporal.PlainDate | undefined
  readonly decidedOn: Temporal.PlainDate | undefined
  readonly decisionId: string | undefined
  /** It was granted for a while. */
  readonly temporary: boolean
  readonly endedOn: Temporal.PlainDate | undefined
  readonly endedBy: 'applicant' | 'term' | 'registration' | 'objection' | undefined
  readonly version: number
}

/** Who applies, and how they stand in the register. */
export interface Applicant {
  readonly personId: string
  readonly accountId: string | undefined
  readonly name: string
  readonly email: string
  readonly person: PersonFacts
  readonly work: WorkFacts
  readonly status: RegistrationStatus
  readonly number: number | undefined
  readonly validity: Period | undefined
  /** The validity is of a registration for a while. */
  readonly temporary: boolean
}

export interface ApplicationFile {
  readonly application: Application
  readonly applicant: Applicant
}

/** An application with who applies, or undefined when there is none with this id. */
export async function findApplication(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<ApplicationFile | undefined> {
  if (!isUuid(id)) return undefined
  let query = applicationFiles(context).where('application.id', '=', id)
  if (options.lock === true) query = query.forUpdate('application')
  const row = await query.executeTakeFirst()
  return row && file(row)
}

/** The same, where it is of this registration. */
export async function findOwnApplication(
  context: Context,
  registrationId: string,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<ApplicationFile | undefined> {
  const found = await findApplication(context, id, options)
  return found?.application.registrationId === registrationId ? found : undefined
}

/** The application of a registration that is on its way, if there is one. */
export async function runningApplication(
  context: Context,
  registrationId: string,
): Promise<Application | undefined> {
  const row = await applicationFiles(context)
    .where('application.registration_id', '=', registrationId)
    .where('application.status', 'in', [...runningStatuses])
    .executeTakeFirst()
  return row && file(row).application
}

/** All applications of a registration, the newest first. */
export async function applicationsOf(
  context: Context,
  registrationId: string,
): Promise<readonly Application[]> {
  const rows = await applicationFiles(context)
    .where('application.registration_id', '=', registrationId)
    .orderBy('application.submitted_at', 'desc')
    .execute()
  return rows.map((row) => file(row).application)
}

/** Locks these applications until the end of the transaction, in one order for everybody. */
export async function lockApplications({ db }: Context, ids: readonly string[]): Promise<void> {
  await db
    .selectFrom('application')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .select('id')
    .forUpdate()
    .execute()
}

/** The applications with one of these statuses, the oldest first; or the last decided or ended first. */
export async function listApplications(
  context: Context,
  statuses: readonly ApplicationStatus[],
  options: {
    readonly meetingId?: string
    readonly limit?: number
    readonly offset?: number
    readonly lastDoneFirst?: boolean
  } = {},
): Promise<readonly ApplicationFile[]> {
  const found = applicationFiles(context).where('application.status', 'in', [...statuses])
  const sorted =
    options.lastDoneFirst === true
      ? found
          .orderBy(sql`coalesce(application.decided_on, application.ended_on)`, 'desc')
          .orderBy('application.submitted_at', 'desc')
      : found.orderBy('application.submitted_at')
  let query = sorted
    .orderBy('application.id')
    .limit(options.limit ?? 1000)
    .offset(options.offset ?? 0)
  if (options.meetingId !== undefined) {
    query = query.where('application.meeting_id', '=', options.meetingId)
  }
  return (await query.execute()).map(file)
}

/** How many applications there are with each status. */
export async function countApplications(
  context: Context,
): Promise<Readonly<Record<ApplicationStatus, number>>> {
  const rows = await context.db
    .selectFrom('application')
    .groupBy('status')
    .select(['status', (count) => count.fn.countAll<number>().as('count')])
    .execute()
  const counts = new Map(rows.map(({ status, count }) => [status, count]))
  const of = (status: ApplicationStatus) => counts.get(status) ?? 0
  return {
    submitted: of('submitted'),
    returned: of('returned'),
    'with-committee': of('with-committee'),
    granted: of('granted'),
    refused: of('refused'),
    withdrawn: of('withdrawn'),
  }
}

/** What was filed, as it was frozen at submission. */
export async function findSnapshot(context: Context, applicationId: string): Promise<Snapshot> {
  const { snapshot } = await context.db
    .selectFrom('application')
    .where('id', '=', applicationId)
    .select('snapshot')
    .executeTakeFirstOrThrow()
  return readSnapshot(snapshot)
}

/** An activity's place in an application. */
export interface FiledActivity {
  readonly activityId: string
  /** Undefined for what went in at submission. */
  readonly addedOn: Temporal.PlainDate | undefined
  readonly advice: Advice | undefined
  /** Why the committee looks at it in full, empty where it does not; undefined before it is passed on. */
  readonly looked: readonly LookReason[] | undefined
}

/** The activities of an application with the back office's advice, by the activity's id. */
export async function filedActivities(
  context: Context,
  applicationId: string,
): Promise<ReadonlyMap<string, FiledActivity>> {
  const rows = await context.db
    .selectFrom('application_activity')
    .where('application_id', '=', applicationId)
    .select(['activity_id', 'added_on', 'advice', 'advice_amount', 'advice_reason'])
    .select(['advice_accreditation_refused', 'looked_because', 'advice_amount_second'])
    .select('advice_accreditation_anyway')
    .select(['advice_attributes_refused', 'advice_attributes_reason'])
    .execute()
  return new Map(
    rows.map((row) => [
      row.activity_id,
      {
        activityId: row.activity_id,
        addedOn: day(row.added_on),
        looked: row.looked_because?.filter(isLookReason),
        advice:
          row.advice === null
            ? undefined
            : {
                advice: row.advice,
                amount: row.advice_amount === null ? undefined : hundredthsOf(row.advice_amount),
                ...(row.advice_amount_second === null
                  ? {}
                  : { second: hundredthsOf(row.advice_amount_second) }),
                reason: row.advice_reason,
                accreditation: accreditationFound(
                  row.advice_accreditation_refused,
                  row.advice_accreditation_anyway,
                ),
                ...attributesFound(row.advice_attributes_refused, row.advice_attributes_reason),
              },
      },
    ]),
  )
}

/** What was found of an accreditation, of which why it was refused is kept, or why it was recognised all the same. */
export function accreditationFound(refused: string | null, anyway = ''): AccreditationFound {
  if (refused !== null) return { recognised: false, reason: refused }
  return { recognised: true, ...(anyway === '' ? {} : { reason: anyway }) }
}

/** What was found of attributes, of which only those that were refused are kept. */
export function attributesFound(
  refused: readonly string[],
  reason: string,
): { readonly attributes?: AttributesRefused } {
  return refused.length === 0 ? {} : { attributes: { refused, reason } }
}

/** A return for completion: what was asked, by when, and what was answered. */
export interface Return {
  readonly id: string
  readonly returnedOn: Temporal.PlainDate
  /** The last day on which it can be answered. */
  readonly answerBefore: Temporal.PlainDate
  readonly items: readonly ReturnItem[]
  readonly answers: readonly ReturnAnswer[]
  readonly remindedOn: Temporal.PlainDate | undefined
  readonly answeredOn: Temporal.PlainDate | undefined
}

/** The returns of an application, the newest first. */
export async function returnsOf(
  context: Context,
  applicationId: string,
): Promise<readonly Return[]> {
  const rows = await context.db
    .selectFrom('application_return')
    .where('application_id', '=', applicationId)
    .orderBy('returned_on', 'desc')
    .orderBy('id', 'desc')
    .select([
      'id',
      'returned_on',
      'answer_before',
      'items',
      'answers',
      'reminded_on',
      'answered_on',
    ])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    returnedOn: Temporal.PlainDate.from(row.returned_on),
    answerBefore: Temporal.PlainDate.from(row.answer_before),
    items: row.items as readonly ReturnItem[],
    answers: row.answers as readonly ReturnAnswer[],
    remindedOn: day(row.reminded_on),
    answeredOn: day(row.answered_on),
  }))
}

/** Which of these applications were returned to be completed at least once. */
export async function returnedBefore(
  context: Context,
  applicationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (applicationIds.length === 0) return new Set()
  const rows = await context.db
    .selectFrom('application_return')
    .where('application_id', 'in', [...applicationIds])
    .select('application_id')
    .distinct()
    .execute()
  return new Set(rows.map(({ application_id }) => application_id))
}

/** A file or statement that belongs to an application, for those who may open it there. */
export interface FiledDocument {
  readonly evidenceId: string
  readonly documentId: string
  readonly activityId: string
  readonly name: string
  readonly mediaType: string
  /** In bytes; undefined while the form of the answers is still being made. */
  readonly size: number | undefined
  /** It was there when the application was sent, and was taken away since. */
  readonly takenAway: boolean
}

/** The evidence of the activities of an application, also what was taken away after it was sent. */
export async function filedDocuments(
  context: Context,
  applicationId: string,
): Promise<readonly FiledDocument[]> {
  const rows = await context.db
    .selectFrom('application_activity')
    .innerJoin('evidence', 'evidence.activity_id', 'application_activity.activity_id')
    .innerJoin('document', 'document.id', 'evidence.document_id')
    .innerJoin('application', 'application.id', 'application_activity.application_id')
    .where('application_activity.application_id', '=', applicationId)
    .where((eb) =>
      eb.or([
        eb('evidence.removed_at', 'is', null),
        eb.and([
          // A form is as its answers are.
          eb('evidence.form', 'is', null),
          eb('evidence.created_at', '<=', eb.ref('application.submitted_at')),
          eb('evidence.removed_at', '>', eb.ref('application.submitted_at')),
        ]),
      ]),
    )
    .where(ofThisRegister(context))
    .orderBy('evidence.created_at')
    .orderBy('evidence.id')
    .select([
      'evidence.id as evidence_id',
      'document.id as document_id',
      'evidence.activity_id',
      'evidence.removed_at',
      'document.name',
      'document.media_type',
      'document.size',
    ])
    .execute()
  return rows.map((row) => ({
    evidenceId: row.evidence_id,
    documentId: row.document_id,
    activityId: row.activity_id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size ?? undefined,
    takenAway: row.removed_at !== null,
  }))
}

function applicationFiles(context: Context) {
  return context.db
    .selectFrom('application')
    .innerJoin('registration', 'registration.id', 'application.registration_id')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .leftJoin('meeting', 'meeting.id', 'application.meeting_id')
    .leftJoin('decision', 'decision.id', 'application.decision_id')
    .where('application.register', '=', context.register.id)
    .select([
      'application.id',
      'application.number',
      'application.registration_id',
      'application.kind',
      'application.status',
      'application.regulation_version',
      'application.category',
      'application.move',
      'application.period_choice',
      'application.submitted_on',
      'application.submitted_at',
      'application.snapshot_hash',
      'application.complete_on',
      'application.passed_on',
      'application.drawn',
      'application.read_all_on',
      'application.judged_anew_from',
      'application.advice',
      'application.checklist',
      'application.meeting_id',
      'application.decided_on',
      'application.decision_id',
      'application.ended_on',
      'application.ended_by',
      'application.version',
      'meeting.held_on',
      'decision.temporary',
      'registration.status as registration_status',
      'registration.number as registration_number',
      'registration.valid_first',
      'registration.valid_last',
      'registration.temporary_kind',
      ...columnsOfPerson,
      'person.job_title',
      'account.email',
    ])
    .select(sql<boolean>`account.closed_at is null`.as('reachable'))
}

type Row = Awaited<ReturnType<ReturnType<typeof applicationFiles>['executeTakeFirstOrThrow']>>

function file(row: Row): ApplicationFile {
  const person = personOf(row)
  return {
    application: {
      id: row.id,
      number: row.number ?? '',
      registrationId: row.registration_id,
      kind: row.kind,
      status: row.status,
      regulationVersion: row.regulation_version,
      category: row.category ?? undefined,
      move: row.move ?? undefined,
      periodChoice: row.period_choice,
      submittedOn: Temporal.PlainDate.from(row.submitted_on),
      submittedAt: row.submitted_at,
      snapshotHash: row.snapshot_hash,
      completeOn: day(row.complete_on),
      passedOn: day(row.passed_on),
      drawn: row.drawn ?? undefined,
      readAllOn: day(row.read_all_on),
      judgedAnewFrom: row.judged_anew_from ?? undefined,
      advice: row.advice,
      checklist: (row.checklist as { ticked?: readonly string[] }).ticked ?? [],
      meetingId: row.meeting_id ?? undefined,
      meetingOn: day(row.held_on),
      decidedOn: day(row.decided_on),
      decisionId: row.decision_id ?? undefined,
      temporary: row.temporary ?? false,
      endedOn: day(row.ended_on),
      endedBy: row.ended_by ?? undefined,
      version: row.version,
    },
    applicant: {
      personId: row.person_id,
      accountId: row.account_id ?? undefined,
      name: fullName(person),
      email: row.reachable ? (row.email ?? '') : '',
      person,
      work: { employer: row.employer, municipality: row.municipality, jobTitle: row.job_title },
      status: row.registration_status,
      number: row.registration_number ?? undefined,
      validity:
        row.valid_first === null || row.valid_last === null
          ? undefined
          : {
              first: Temporal.PlainDate.from(row.valid_first),
              last: Temporal.PlainDate.from(row.valid_last),
            },
      temporary: row.temporary_kind !== null,
    },
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
