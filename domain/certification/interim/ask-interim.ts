import { findInterimFile } from '#domain/certification/interim/queries.ts'
import { hasProof } from '#domain/dossier/activity/activity.ts'
import { interimOf } from '#domain/dossier/activity/admission.ts'
import { openness } from '#domain/dossier/activity/openness.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { tellTooFew } from '#domain/people/staff/tell-too-few.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CompiledRegulation, Interim } from '#engine'
import type { Register } from '#regulations/register.ts'

/** Whether an activity can be judged apart now, and if not, why. */
export type MayAskInterim =
  | { readonly is: 'yes'; readonly interim: Interim }
  /** Its kind is not judged apart. */
  | { readonly is: 'not-of-this-kind' }
  /** It is a draft, a plan, or waits for a referee. */
  | { readonly is: 'not-handed-in' }
  | { readonly is: 'no-proof' }
  /** It was done longer ago than the regulation allows. */
  | { readonly is: 'too-late'; readonly last: Temporal.PlainDate }
  /** It is in an application, was judged, or cannot be changed for another reason. */
  | { readonly is: 'frozen' }

/** Whether an activity that can be changed may be judged apart on a day. */
export function mayAskInterim(
  register: Pick<Register, 'admission'>,
  { regulation }: CompiledRegulation,
  activity: Pick<
    PortfolioActivity,
    | 'kind'
    | 'accredited'
    | 'attributes'
    | 'state'
    | 'completedOn'
    | 'evidence'
    | 'referee'
    | 'selfSignedOn'
    | 'listed'
    | 'group'
    | 'attended'
  >,
  today: Temporal.PlainDate,
): MayAskInterim {
  const interim = interimOf(register, regulation, activity)
  if (interim === undefined) return { is: 'not-of-this-kind' }
  if (activity.state !== 'entered' || activity.completedOn === undefined) {
    return { is: 'not-handed-in' }
  }
  if (!hasProof(activity)) return { is: 'no-proof' }
  if (interim.within !== undefined) {
    const last = activity.completedOn.add(interim.within)
    if (Temporal.PlainDate.compare(today, last) > 0) return { is: 'too-late', last }
  }
  return { is: 'yes', interim }
}

export type AskedInterim =
  | { readonly outcome: 'asked' }
  | { readonly outcome: 'may-not'; readonly why: Exclude<MayAskInterim, { is: 'yes' }>['is'] }
  | { readonly outcome: 'not-found' }

/**
 * Has the committee judge an activity that is done, before there is an application: because its owner
 * asks for it, or because the committee takes it.
 */
export async function askInterim(
  context: Context,
  registrationId: string,
  activityId: string,
  by: 'owner' | 'committee' = 'owner',
): Promise<AskedInterim> {
  const { db, register, today } = context
  // First the registration, so that no application is filed between looking and writing.
  await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  const { activities, compiled } = await loadDossier(context, registrationId)
  const activity = activities.find(({ id }) => id === activityId)
  if (activity === undefined) return { outcome: 'not-found' }
  const open = await openness(context, activityId)
  if (open.is !== 'open' || open.question !== undefined) {
    return { outcome: 'may-not', why: 'frozen' }
  }
  const may = mayAskInterim(register, compiled, activity, today)
  if (may.is !== 'yes') return { outcome: 'may-not', why: may.is }
  const { id } = await db
    .insertInto('interim_request')
    .values({
      register: register.id,
      registration_id: registrationId,
      activity_id: activityId,
      regulation_version: compiled.regulation.version.toString(),
      status: 'asked',
      asked_on: today.toString(),
      taken: by === 'committee',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'interim',
    id,
    action: by === 'committee' ? 'take' : 'ask',
    facts: { activity: activityId, claimed: activity.claimed },
  })
  const file = await findInterimFile(context, id)
  if (file !== undefined) {
    const free = file.members.filter((member) => !file.conflicts.has(member.id)).length
    const what = `de activiteit ‘${activity.title}’`
    await tellTooFew(context, { what, act: 'judge-interim', free, needed: file.rules.members })
  }
  return { outcome: 'asked' }
}
