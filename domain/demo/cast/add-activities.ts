import { randomUUID } from 'node:crypto'
import type { CastMember } from '#domain/demo/cast/cast.ts'
import { keepMade } from '#domain/demo/cast/keep-made.ts'
import type { DemoActivity } from '#domain/demo/cast/portfolios.ts'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { draftActivity } from '#domain/dossier/portfolio/draft-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { CompiledRegulation, DetailValue } from '#engine'
import { parseAmount } from '#engine'
import { attendance } from '#papers/attendance.ts'

/** Whose activities they are, for what is printed on a proof. */
type Named = Pick<CastMember, 'firstName' | 'namePrefix' | 'lastName'>

/** Makes the proof of an activity that has one. */
export type MakeProof = (
  context: Context,
  member: Named,
  activity: DemoActivity,
) => Promise<StoredEvidence>

/** Puts activities of the demo into somebody's portfolio, with made-up evidence, as they would. */
export async function addActivities(
  context: Context,
  registrationId: string,
  { makeProof = evidenceOf, ...member }: Named & { readonly makeProof?: MakeProof | undefined },
  activities: readonly DemoActivity[],
): Promise<void> {
  for (const activity of activities) {
    const files = activity.proof === undefined ? [] : [await makeProof(context, member, activity)]
    const wanted = { id: randomUUID(), version: undefined, files }
    const opened = await openActivity(context, registrationId, wanted)
    if (opened.outcome !== 'open') throw notSaved(activity, opened)
    const facts = factsOf(context, opened.open.loaded.compiled, activity)
    if (activity.as === 'draft') {
      await draftActivity(opened.open, { facts, typed: typedOf(facts) })
      continue
    }
    const entered = await enterActivity(opened.open, facts, {
      intent: activity.as === 'planned' ? 'plan' : 'hand-in',
      acknowledged: new Set(['above-the-rule', 'duplicate', 'proof', 'label']),
    })
    if (entered.outcome !== 'entered') throw notSaved(activity, entered)
  }
}

function notSaved({ title }: DemoActivity, outcome: object): Error {
  return new Error(`The demo's "${title}" was not saved: ${JSON.stringify(outcome)}`)
}

function dayOf({ today }: Context, { daysAgo }: DemoActivity): Temporal.PlainDate {
  return today.subtract({ days: daysAgo })
}

function factsOf(
  context: Context,
  compiled: CompiledRegulation,
  activity: DemoActivity,
): ActivityFacts {
  const kind = compiled.regulation.kinds.find(({ id }) => id === activity.kind)
  if (kind === undefined) throw new Error(`The regulation has no kind ${activity.kind}`)
  const completedOn = dayOf(context, activity)
  const details: Record<string, DetailValue> = {}
  for (const field of kind.fields) {
    const typed = activity.details[field.id]
    if (typed === undefined) continue
    const amount = parseAmount(typed)
    const counted = field.type === 'hours' || field.type === 'whole-number'
    details[field.id] = counted && amount.is === 'amount' ? amount.amount : typed
  }
  const asksAccreditation = kind.accreditation === 'possible'
  const { referee, selfSigned } = activity
  const shown = activity.proof === undefined ? undefined : 'none'
  const confirmation = referee !== undefined ? 'referee' : selfSigned !== undefined ? 'self' : shown
  return {
    kind,
    title: activity.title,
    completedOn,
    details,
    accredited: asksAccreditation ? activity.accredited : undefined,
    label: activity.label,
    accreditation: { number: '', provider: '' },
    attributes: {},
    evidenceKinds: [],
    confirmation,
    referee: referee ?? { name: '', email: '', relation: '' },
    selfSign: { reason: selfSigned ?? '', declared: selfSigned !== undefined },
    ...(activity.selfTest === undefined ? {} : { selfTest: activity.selfTest }),
  }
}

// A proof that can be opened and read, and that says it is made up.
async function evidenceOf(
  context: Context,
  member: Named,
  activity: DemoActivity,
): Promise<StoredEvidence> {
  const made = await attendance({
    register: documentRegister(context.platform, context.register),
    heading: activity.proof ?? '',
    activity: activity.title,
    participant: [member.firstName, member.namePrefix, member.lastName].filter(Boolean).join(' '),
    organiser: activity.details.provider ?? 'Eigen team',
    completedOn: dayOf(context, activity).toString(),
    amount: amountText(activity),
    statement:
      'Hierbij bevestigen wij dat de deelnemer aan deze activiteit heeft meegedaan. Dit document ' +
      'is verzonnen en hoort bij de demo.',
    signedBy: activity.details.provider === undefined ? 'de begeleider' : 'de trainer',
  })
  return keepMade(context, made)
}

function amountText({ details }: DemoActivity): string {
  const hours = details['stated-load'] ?? details['contact-hours']
  if (hours !== undefined) return `${hours} uur`
  if (details.days !== undefined) return details.days === '1' ? '1 dag' : `${details.days} dagen`
  if (details['half-days'] !== undefined) return `${details['half-days']} dagdelen`
  return 'zie de beschrijving'
}
