import { answerSeries } from '#domain/dossier/series/answer-series.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import { setUpSeries } from '#domain/dossier/series/set-up-series.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A group of the cast that comes together, by the ids of the cast. */
export interface DemoGroup {
  readonly kind: string
  readonly title: string
  readonly starter: string
  readonly members: readonly string[]
  /** Somebody who is not in the register, by name and address. */
  readonly guest: string
  /** Days before the day on which the demo was made; a negative number lies ahead. */
  readonly meetings: readonly { readonly daysAgo: number; readonly hours?: string }[]
  /** Who has said by now that they were at which of them, in the order of the meetings. */
  readonly said: Readonly<Record<string, readonly boolean[]>>
}

/** The groups of each register: one meeting that is confirmed, one that waits, one still to come. */
export const groups: Readonly<Record<string, readonly DemoGroup[]>> = {
  krsd: [
    {
      kind: 'peer-consultation',
      title: 'Intervisie leerplicht en RMC',
      starter: 'judith',
      members: ['lonneke'],
      guest: 'Sjors Hendriks, sjors.hendriks@vaartstad.example',
      meetings: [
        { daysAgo: 37, hours: '2,5' },
        { daysAgo: -19, hours: '2,5' },
      ],
      said: { judith: [true] },
    },
  ],
  lklr: [
    {
      kind: 'peer-consultation',
      title: 'Intervisie De Vaart',
      starter: 'nadia',
      members: ['ruben'],
      guest: 'Sjors Hendriks, sjors.hendriks@vaartstad.example',
      // What A2 is worth goes by activity: a meeting has no hours there.
      meetings: [{ daysAgo: 24 }, { daysAgo: -11 }],
      said: { nadia: [true], ruben: [true] },
    },
  ],
  clientondersteuners: [
    {
      kind: 'peer-consultation',
      title: 'Intervisiegroep Havendam',
      starter: 'milan',
      members: ['noor', 'kim'],
      guest: 'Karim Aydin, karim.aydin@elders.example',
      meetings: [
        { daysAgo: 48, hours: '2,5' },
        { daysAgo: 12, hours: '2' },
        { daysAgo: -23, hours: '2,5' },
      ],
      said: { milan: [true, true], noor: [true] },
    },
  ],
}

/** Sets a group of the cast up, on behalf of who began it. */
export async function beginGroup(
  context: Context,
  registrationId: string,
  group: DemoGroup,
  { members, madeOn }: { readonly members: string; readonly madeOn: Temporal.PlainDate },
): Promise<string> {
  const done = await setUpSeries(context, registrationId, {
    kind: group.kind,
    title: group.title,
    meetings: group.meetings
      .map(({ daysAgo, hours }) => {
        const { day, month, year } = madeOn.subtract({ days: daysAgo })
        return `${day}-${month}-${year}${hours === undefined ? '' : `, ${hours}`}`
      })
      .join('\n'),
    members,
  })
  if (done.outcome !== 'set-up') throw new Error(`the demo has no group: ${JSON.stringify(done)}`)
  return done.id
}

/** Says for somebody of the cast at which meetings they were, with everybody. */
export async function sayPresent(
  context: Context,
  seriesId: string,
  self: { readonly registrationId: string; readonly accountId: string; readonly email: string },
  present: readonly boolean[],
): Promise<void> {
  const series = await findSeries(context, seriesId)
  const member = series?.members.find(
    ({ registrationId }) => registrationId === self.registrationId,
  )
  if (series === undefined || member === undefined) throw new Error('the demo lost its group')
  const answers = series.meetings.slice(0, present.length).map(({ id, revision }, at) => ({
    meetingId: id,
    revision,
    present: present[at] === true,
    absent: [],
  }))
  const who = { seriesId, memberId: member.id }
  const done = await answerSeries(context, who, answers, self)
  if (done.outcome !== 'answered') throw new Error(`the group of the demo: ${done.outcome}`)
}
