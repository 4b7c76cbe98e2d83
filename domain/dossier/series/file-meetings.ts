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
    .select(['activity_id', 'meeting_id', 'member_id', 'held_on', 'hours'])
    .execute()
  for (const meeting of meetingsToAnswer(series, context.today)) {
    for (const { id: memberId, registrationId } of series.members) {
      if (registrationId === undefined) continue
      const filed = rows.find((row) => row.meeting_id === meeting.id && row.member_id === memberId)
      const { says, confirmed } = wordOf(series, meeting, memberId)
      if (says !== 'present') continue
      const about = { series, meeting, memberId, registrationId, confirmed }
      if (filed === undefined) put += await file(context, about)
      else if (confirmed.length > 0) await move(context, about, filed)
    }
  }
  return put
}

interface Filing {
  readonly series: Series
  readonly meeting: SeriesMeeting
  readonly memberId: string
  readonly registrationId: string
  readonly confirmed: readonly { readonly name: string; readonly on: Temporal.PlainDate }[]
}

// It is opened before it is known what the kind asks of a group: that is in the version of each member.
async function file(context: Context, filing: Filing): Promise<0 | 1> {
  const { series, meeting, memberId, registrationId, confirmed } = filing
  const kind = await kindFor(context, filing)
  if (kind?.series === undefined || confirmed.length < kind.series.confirmedBy) return 0
  const id = randomUUID()
  const opened = await openActivity(context, registrationId, { id, version: undefined, files: [] })
  if (opened.outcome !== 'open') return 0
  const word = { confirmed: confirmed.map(({ name, on }) => ({ name, on: on.toString() })) }
  await context.db
    .insertInto('activity_group')
    .values({
      activity_id: id,
      register: context.register.id,
      series_id: series.id,
      meeting_id: meeting.id,
      member_id: memberId,
      kind: kind.id,
      title: series.title,
      held_on: meeting.heldOn.toString(),
      hours: meeting.hours ?? null,
      needed: kind.series.confirmedBy,
      confirmed: JSON.stringify(word.confirmed),
      denied: '[]',
      waiting: '[]',
    })
    .execute()
  const group = (await findActivity(context, registrationId, id))?.group
  const open: OpenActivity = { ...opened.open, group }
  const facts = factsOf(series, meeting, kind)
  const entered = await enterActivity(open, facts, { intent: 'hand-in', acknowledged: new Set() })
  if (entered.outcome !== 'entered') await draftActivity(open, { facts, typed: typedOf(facts) })
  return 1
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

function factsOf(series: Series, meeting: SeriesMeeting, kind: Kind): ActivityFacts {
  const hours = hoursFieldOf(kind)
  const group = kind.series?.group
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
