import { randomUUID } from 'node:crypto'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivity } from '#domain/dossier/activity/queries.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { draftActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import type { OpenActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMeeting } from '#domain/dossier/series/series.ts'
import { hoursFieldOf, isIn, meetingsToAnswer, wordOf } from '#domain/dossier/series/series.ts'
import { fileReport } from '#domain/dossier/series/write-report.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Kind } from '#engine'
import { kindOn } from '#engine'

/**
 * Puts what the group confirmed into the portfolios of its members in this register: one activity for
 * each meeting, handed in where nothing is left to be asked, and else a draft to be finished. A meeting
 * that was moved and confirmed anew is moved in the portfolio as well, as long as it is open there.
 * Answers how many were put in.
 */
export async function fileMeetings(context: Context, seriesId: string): Promise<number> {
  const series = await findSeries(context, seriesId)
  if (series === undefined) return 0
  let put = 0
  const rows = await context.db
    .selectFrom('activity_group')
    .where('series_id', '=', seriesId)
    .where('register', '=', context.register.id)
    .select(['activity_id', 'meeting_id', 'member_id', 'held_on', 'hours'])
    .execute()
  for (const meeting of meetingsToAnswer(series, context.today)) {
    for (const { id: memberId, registrationId } of series.members) {
      if (registrationId === undefined) continue
      const filed = rows.find((row) => row.meeting_id === meeting.id && row.member_id === memberId)
      const { says, confirmed } = wordOf(series, meeting, memberId)
      if (says !== 'present') continue
      const about = { series, meeting, memberId, registrationId, confirmed }
      if (filed === undefined) put += await fileMeeting(context, about)
      else if (confirmed.length > 0) await move(context, about, filed)
    }
  }
  return put
}

/** One meeting of one member, and the registration into whose portfolio it comes. */
export interface Filing {
  readonly series: Series
  readonly meeting: SeriesMeeting
  readonly memberId: string
  readonly registrationId: string
  readonly confirmed: readonly { readonly name: string; readonly on: Temporal.PlainDate }[]
  /** The series is of another register than this. */
  readonly elsewhere?: boolean
}

/**
 * Puts one meeting into a portfolio, by what the register of that portfolio asks of the kind: it is
 * handed in where the word of the group is proof there and nothing is left to be asked, and else a draft.
 * What somebody did is theirs: where it stands in another register of theirs, that is claimed here.
 */
export async function fileMeeting(context: Context, filing: Filing): Promise<0 | 1> {
  const { series, meeting, memberId, registrationId, confirmed, elsewhere = false } = filing
  const kind = await kindFor(context, filing)
  const needed = kind?.series?.confirmedBy ?? (elsewhere ? 1 : Number.POSITIVE_INFINITY)
  if (confirmed.length < needed) return 0
  const known = await standsElsewhere(context, filing)
  const id = known?.activityId ?? randomUUID()
  // By their own word: they said that they were there.
  const acting = known === undefined ? context : { ...context, actor: known.owner }
  const opened = await openActivity(acting, registrationId, { id, version: undefined, files: [] })
  if (opened.outcome !== 'open') return 0
  const word = confirmed.map(({ name, on }) => ({ name, on: on.toString() }))
  await context.db
    .insertInto('activity_group')
    .values({
      activity_id: id,
      register: context.register.id,
      series_id: series.id,
      meeting_id: meeting.id,
      member_id: memberId,
      kind: series.kind,
      title: series.title,
      held_on: meeting.heldOn.toString(),
      // Where the kind asks no hours, there are none to be more than was confirmed.
      hours: (kind && hoursFieldOf(kind)) === undefined ? null : (meeting.hours ?? null),
      needed: kind?.series?.confirmedBy ?? 0,
      confirmed: JSON.stringify(word),
      denied: '[]',
      waiting: '[]',
    })
    .execute()
  const group = (await findActivity(context, registrationId, id))?.group
  const open: OpenActivity = { ...opened.open, group }
  const facts = factsOf(series, meeting, kind)
  const entered =
    kind?.series === undefined
      ? undefined
      : await enterActivity(open, facts, { intent: 'hand-in', acknowledged: new Set() })
  if (entered?.outcome !== 'entered') await draftActivity(open, { facts, typed: typedOf(facts) })
  if (known !== undefined) await actAsOwner(context)
  if (meeting.report !== '' && !elsewhere) await fileReport(context, series.id, meeting.id)
  return 1
}

// The meeting as it stands in another register of whoever was there; only they may see that.
async function standsElsewhere(
  context: Context,
  { meeting, memberId, registrationId }: Filing,
): Promise<{ readonly activityId: string; readonly owner: Actor } | undefined> {
  const { db } = context
  const person = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('registration.id', '=', registrationId)
    .select(['account.id', 'account.email', 'person.id as person_id'])
    .executeTakeFirst()
  if (person === undefined) return undefined
  const owner = {
    kind: 'account',
    accountId: person.id,
    email: person.email,
    seats: [],
    personId: person.person_id,
    registrationId,
    authenticatedBy: 'link',
    secondFactor: false,
  } as const
  await actAsOwner({ ...context, actor: owner })
  const row = await db
    .selectFrom('activity_group')
    .where('meeting_id', '=', meeting.id)
    .where('member_id', '=', memberId)
    .select('activity_id')
    .executeTakeFirst()
  await actAsOwner(context)
  return row && { activityId: row.activity_id, owner }
}

// What stands in the portfolio follows the meeting, with what its owner wrote of it as it is.
async function move(
  context: Context,
  { meeting, registrationId }: Filing,
  filed: { readonly activity_id: string; readonly held_on: string; readonly hours: number | null },
): Promise<void> {
  const activity = await findActivity(context, registrationId, filed.activity_id)
  if (activity === undefined || isAs(activity, meeting)) return
  const opened = await openActivity(context, registrationId, {
    id: activity.id,
    version: activity.version,
    files: [],
  })
  if (opened.outcome !== 'open') return
  const { open } = opened
  const kind = open.loaded.compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  if (kind === undefined) return
  const field = hoursFieldOf(kind)
  const { typed, details, selfTest } = activity.form
  const facts: ActivityFacts = {
    ...nothingElse,
    kind,
    title: activity.title,
    completedOn: meeting.heldOn,
    details: {
      ...details,
      ...(field === undefined || meeting.hours === undefined ? {} : { [field]: meeting.hours }),
    },
    accredited: activity.accredited,
    label: activity.accreditationLabel,
    accreditation: {
      number: activity.accreditationNumber,
      provider: activity.accreditationProvider,
    },
    attributes: activity.attributes,
    evidenceKinds: (typed['evidence-kind'] ?? '').split(',').filter((one) => one !== ''),
    selfTest,
  }
  const now = { ...typed, ...typedOf(facts) }
  await writeActivity(open, { facts, typed: now }, open.state)
}

function isAs({ completedOn, form }: PortfolioActivity, { heldOn, hours }: SeriesMeeting): boolean {
  const spent = form.details['contact-hours'] ?? form.details.hours
  return completedOn?.equals(heldOn) === true && (hours === undefined || spent === hours)
}

async function kindFor(
  context: Context,
  { series, meeting, registrationId }: Filing,
): Promise<Kind | undefined> {
  const { compiled } = await loadDossier(context, registrationId)
  const kind = compiled.regulation.kinds.find(({ id }) => id === series.kind)
  return kind && kindOn(kind, meeting.heldOn)
}

const nothingElse = {
  accredited: undefined,
  label: undefined,
  accreditation: { number: '', provider: '' },
  attributes: {},
  evidenceKinds: [],
  confirmation: 'none',
  referee: { name: '', email: '', relation: '' },
  selfSign: { reason: '', declared: false },
} as const satisfies Partial<ActivityFacts>

function factsOf(series: Series, meeting: SeriesMeeting, kind: Kind | undefined): ActivityFacts {
  const hours = kind && hoursFieldOf(kind)
  const group = kind?.series?.group
  const others =
    series.members.filter((member) => isIn(member) || member.status === 'left').length - 1
  return {
    ...nothingElse,
    kind,
    title: series.title,
    completedOn: meeting.heldOn,
    details: {
      ...(hours === undefined || meeting.hours === undefined ? {} : { [hours]: meeting.hours }),
      ...(group === undefined
        ? {}
        : { [group]: `${series.title}, met ${others === 1 ? '1 ander' : `${others} anderen`}` }),
    },
  }
}
