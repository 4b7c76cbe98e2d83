import { sql } from 'kysely'
import { listAnnouncedAgreements } from '#domain/certification/agreement/list-announced-agreements.ts'
import { applicationsElsewhere } from '#domain/certification/application/running-elsewhere.ts'
import { supplementedAmong } from '#domain/certification/application/supplements.ts'
import { leaveToDecide } from '#domain/certification/leave/queries.ts'
import { waitsAskedAgain } from '#domain/dossier/wait/queries.ts'
import { listFactorResets } from '#domain/people/account/running-resets.ts'
import type { Whose } from '#domain/people/body/find-tie.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { howManyWait } from '#domain/platform/look-up/how-many-wait.ts'

/** How much of a kind of work waits, and since when the oldest does. */
export interface Queue {
  readonly count: number
  readonly oldest: Temporal.PlainDate | undefined
}

/** What waits for the back office. */
export interface WorkInHand {
  readonly agreements: Queue
  /** Agreements that were announced to come by post and are not there. */
  readonly byPost: number
  readonly applications: Queue
  /** The applications among them to which something came since the last check. */
  readonly supplemented: number
  /** People who were taken over while an application of theirs ran elsewhere. */
  readonly elsewhere: number
  readonly nameChanges: Queue
  /** Mails on which was given up, and that nobody has settled. */
  readonly mails: Queue
  /** Who asked to be kept out of sight, waits for a second look, or has to be looked at again. */
  readonly shieldings: Queue
  /** Reports that somebody has died, for a colleague to look at. */
  readonly deaths: Queue
  /** What was reported from the meeting place. */
  readonly meetingReports: Queue
  /** Two people that are to be merged, for a colleague to look at. */
  readonly merges: Queue
  /** Statuses that somebody proposed to set by hand, for whoever did not. */
  readonly byHand: Queue
  /** Cases on which somebody finds the regulation silent, to be passed on or answered. */
  readonly rulings: Queue
  /** What somebody objects to, to be passed on or to be asked what is missing. */
  readonly objections: Queue
  readonly invoices: Queue
  /** The invoices among them that are past their due date. */
  readonly overdue: number
  /** The invoices among them of who has left, to be settled or written off. */
  readonly ofWhoLeft: number
  /** The meetings whose day has come and that nobody has closed. */
  readonly meetings: Queue
  /** The originals that came by post and have yet to be looked at, destroyed or sent back. */
  readonly originals: Queue
  /** Who has been in a category for so long, as far as that was not settled. */
  readonly followUps: Queue
  /** Verdicts of colleges outside the register that are not final yet. */
  readonly verdicts: Queue
  /** Who was asked again for a document that they waited for, and has not answered. */
  readonly waits: Queue
  /** Leave on which somebody of the back office that decides on it has to decide. */
  readonly leaves: Queue
  /** Lost second factors to take off, for a colleague of who asked it. */
  readonly factorResets: Queue
}

/**
 * Counts what waits for whoever works for the back office, queue by queue: what is of people with whom
 * they have a tie is for a colleague, and is not counted.
 */
export async function listWork(context: Context): Promise<WorkInHand> {
  const free = await withoutTied(context, [
    ...(await waiting(context)),
    ...(await askedAgain(context)),
  ])
  const of = (name: Waiting['queue']) => free.filter(({ queue }) => queue === name)
  const invoices = of('invoices')
  const supplemented = await supplementedAmong(
    context,
    of('applications').map(({ id }) => id),
  )
  return {
    agreements: queueOf(of('agreements')),
    byPost: (await listAnnouncedAgreements(context)).length,
    applications: queueOf(of('applications')),
    supplemented: supplemented.size,
    elsewhere: (await applicationsElsewhere(context)).length,
    nameChanges: queueOf(of('names')),
    shieldings: queueOf(of('shieldings')),
    deaths: queueOf(of('deaths')),
    meetingReports: queueOf(of('meeting-reports')),
    merges: queueOf(await mergesToSee(context)),
    byHand: queueOf(of('by-hand')),
    rulings: queueOf(of('rulings')),
    objections: queueOf(of('objections')),
    invoices: queueOf(invoices),
    overdue: invoices.filter(({ overdue }) => overdue).length,
    ofWhoLeft: invoices.filter(({ left }) => left).length,
    meetings: queueOf(await meetingsToClose(context)),
    originals: queueOf(of('originals')),
    followUps: queueOf(of('follow-ups')),
    verdicts: queueOf(of('verdicts')),
    waits: queueOf(of('waits')),
    leaves: queueOf(await leavesToDecide(context)),
    mails: await mailsGivenUpOn(context),
    factorResets: await resetsToConfirm(context),
  }
}

function mailsGivenUpOn(context: Context): Promise<Queue> {
  const where = sql`register = ${context.register.id} and undelivered_at is not null
    and settled_at is null and stopped_at is null`
  return howManyWait(context, { from: 'mail_message', where, since: sql`written_on` })
}

async function resetsToConfirm(context: Context): Promise<Queue> {
  const me = accountIdOf(context.actor)
  const { running } = await listFactorResets(context)
  const toConfirm = running.filter(
    ({ status, askedBy, accountId }) =>
      status === 'asked' && ![askedBy, accountId].some((one) => one === me),
  )
  const [oldest] = toConfirm.map(({ askedAt }) => askedAt).sort()
  return {
    count: toConfirm.length,
    oldest:
      oldest === undefined
        ? undefined
        : Temporal.Instant.from(oldest).toZonedDateTimeISO('Europe/Amsterdam').toPlainDate(),
  }
}

/** One thing of a person that waits. */
interface Waiting extends Whose {
  readonly queue:
    | 'agreements'
    | 'applications'
    | 'names'
    | 'shieldings'
    | 'deaths'
    | 'meeting-reports'
    | 'by-hand'
    | 'rulings'
    | 'objections'
    | 'invoices'
    | 'originals'
    | 'follow-ups'
    | 'waits'
    | 'verdicts'
  readonly id: string
  /** As ISO text. */
  readonly since: string | null
  readonly overdue?: boolean
  readonly left?: boolean
  /** Of whom it is as well: who has a tie with one of the two leaves it to a colleague. */
  readonly otherId?: string | undefined
}

// Of a longer queue nobody misses one of theirs, and looking for ties takes time for each person.
const mostLookedAt = 200

async function withoutTied(
  context: Context,
  rows: readonly Waiting[],
): Promise<readonly Waiting[]> {
  const free: Waiting[] = []
  const whole: Waiting[] = []
  const looked: Waiting[] = []
  const filed: Waiting[] = []
  for (const [name, queue] of Map.groupBy(rows, ({ queue }) => queue)) {
    if (queue.length > mostLookedAt) whole.push(...queue)
    // Which ties keep somebody from an application, its own version of the regulation says.
    else if (name === 'applications') filed.push(...queue)
    else looked.push(...queue)
  }
  for (const some of [looked, filed]) {
    const others = some.flatMap(({ otherId }) =>
      otherId === undefined ? [] : [{ registrationId: otherId }],
    )
    const ties = await tiesWith(context, [], [...some, ...others])
    free.push(
      ...some.filter(({ registrationId, otherId }) => {
        return !ties.has(registrationId) && (otherId === undefined || !ties.has(otherId))
      }),
    )
  }
  return [...whole, ...free]
}

async function waiting({ db, register, today, actor }: Context): Promise<readonly Waiting[]> {
  const { rows } = await sql<{
    queue: Waiting['queue']
    id: string
    registration_id: string
    since: string | null
    version: string | null
    overdue: boolean
    has_left: boolean
    other_id: string | null
  }>`
    select 'agreements' as queue, id, registration_id, signed_on as since, null as version,
      false as overdue, false as has_left, null::uuid as other_id
    from agreement where status = 'signed'
    union all
    select 'applications', id, registration_id, submitted_on, regulation_version::text, false, false, null
    from application where status = 'submitted'
    union all
    select 'names', id, registration_id, asked_on, null, false, false, null
    from name_change where status = 'asked'
    union all
    select 'shieldings', id, registration_id,
      case when status = 'holds' then review_on else asked_on end, null, false, false, null
    from shielding where register = ${register.id} and (status in ('asked', 'proposed', 'ending')
      or status = 'holds' and review_on <= ${today.toString()})
    union all
    select 'deaths', id, registration_id, entered_on, null, false, false, null
    from death where status = 'reported'
    union all
    select 'meeting-reports', id, registration_id, coalesce(objected_on, reported_on), null, false, false,
      reporter_id
    from meeting_report where settled_on is null
      or objected_on is not null and objection_settled_on is null
    union all
    select 'by-hand', id, registration_id, proposed_on, null, false, false, null
    from status_by_hand where status = 'proposed'
      and proposed_by is distinct from ${accountIdOf(actor) ?? null}::uuid
    union all
    select 'rulings', id, registration_id, asked_on, null, false, false, null
    from ruling where status = 'asked'
    union all
    select 'objections', id, registration_id, received_on, null, false, false, null
    from objection where status = 'received'
      or (status = 'awaiting-grounds' and grounds_before < ${today.toString()})
    union all
    select 'verdicts', id, registration_id, recorded_on, null, false, false, null
    from verdict where status = 'not-final'
    union all
    select 'invoices', i.id, i.registration_id, i.issued_on, null, i.due_on < ${today.toString()},
      r.status in (${sql.join([...hasLeft])}), null
    from invoice i join registration r on r.id = i.registration_id where i.status = 'open'
    union all
    select 'originals', id, registration_id, received_on, null, false, false, null
    from original where status in ('received', 'checked')
    union all
    select 'follow-ups', id, registration_id, asked_on, null, false, false, null
    from follow_up where settled_on is null`.execute(db)
  return rows.map(({ registration_id, version, has_left, other_id, ...row }) => ({
    ...row,
    registrationId: registration_id,
    otherId: other_id ?? undefined,
    regulationVersion: version ?? undefined,
    left: has_left,
  }))
}

async function askedAgain(context: Context): Promise<readonly Waiting[]> {
  const waits = await waitsAskedAgain(context)
  return waits.map(({ id, registrationId, askedOn = null }) => ({
    queue: 'waits',
    id,
    registrationId,
    since: askedOn?.toString() ?? null,
  }))
}

// What somebody asked themselves waits for somebody else, and who is tied to one of the two sees neither.
async function mergesToSee(context: Context): Promise<readonly { since: string }[]> {
  const { db, register, actor } = context
  const { rows } = await sql<{ id: string; since: string; registration_id: string }>`
    select m.id, m.proposed_on as since, r.id as registration_id from person_merge m
      join registration r on r.person_id in (m.stays_id, m.goes_id) and r.register = m.register
    where m.register = ${register.id} and m.status = 'proposed'
      and m.proposed_by is distinct from ${accountIdOf(actor) ?? null}::uuid`.execute(db)
  const people = rows.map((row) => ({ ...row, registrationId: row.registration_id }))
  const ties = await tiesWith(context, [], people)
  const tied = new Set(
    people.flatMap(({ id, registrationId }) => (ties.has(registrationId) ? [id] : [])),
  )
  return [...new Map(rows.map((row) => [row.id, row])).values()].filter(({ id }) => !tied.has(id))
}

async function leavesToDecide(context: Context): Promise<readonly { since: string }[]> {
  const leaves = await leaveToDecide(context)
  return leaves.map(({ askedOn }) => ({ since: askedOn.toString() }))
}

// A meeting is held also by who has a tie with one of the people in it.
async function meetingsToClose({ db, today }: Context): Promise<readonly { since: string }[]> {
  const { rows } = await sql<{ since: string }>`
    select held_on as since from meeting
    where status = 'planned' and held_on <= ${today.toString()}`.execute(db)
  return rows
}

function queueOf(rows: readonly { readonly since: string | null }[]): Queue {
  const [oldest] = rows.flatMap(({ since }) => since ?? []).toSorted()
  return {
    count: rows.length,
    oldest: oldest === undefined ? undefined : Temporal.PlainDate.from(oldest),
  }
}
