import { isProposerTied } from '#domain/people/body/find-tie.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { hideOrShow } from '#domain/people/shielding/hide-or-show.ts'
import { findShielding, runningShieldingOf } from '#domain/people/shielding/queries.ts'
import type {
  Shielding,
  ShieldingEvent,
  ShieldingFacts,
  ShieldingStatus,
} from '#domain/people/shielding/shielding.ts'
import { isReviewDay, shieldingLifecycle } from '#domain/people/shielding/shielding.ts'
import { askSecondLook, tellNotAgreed } from '#domain/people/staff/ask-second-look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { shieldingAnswered } from '#mail/shielding-answered.ts'

export type EnteredShielding = {
  readonly outcome:
    | 'holds'
    /** It hides already; a colleague has to look too. */
    | 'proposed'
    | 'already'
    | 'not-a-review-day'
    | 'unknown'
}

/** The last day that may be chosen to look at a shielding again. */
export function lastReviewDay({ register, today }: Context): Temporal.PlainDate {
  return today.add(register.procedures.shielding.review)
}

/** The back office hides somebody, until a day on which that is looked at again. */
export async function enterShielding(
  context: Context,
  entered: ShieldingFacts & {
    readonly registrationId: string
    readonly reviewOn: Temporal.PlainDate
  },
): Promise<EnteredShielding> {
  const { db, register, today, actor } = context
  const { registrationId, ground, everywhere, reviewOn } = entered
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  if ((await runningShieldingOf(context, registrationId)) !== undefined) {
    return { outcome: 'already' }
  }
  if (!isReviewDay(reviewOn, { today, last: lastReviewDay(context) })) {
    return { outcome: 'not-a-review-day' }
  }
  const { secondPair } = register.procedures.shielding
  const status = secondPair ? 'proposed' : 'holds'
  const { id } = await db
    .insertInto('shielding')
    .values({
      register: register.id,
      registration_id: registrationId,
      person_id: member.personId,
      status,
      asked_by: 'office',
      ground,
      everywhere,
      // The careful side first: whoever has to look too, looks at somebody who is hidden.
      hides: true,
      asked_on: today.toString(),
      proposed_by: accountIdOf(actor) ?? null,
      review_on: reviewOn.toString(),
      ...(secondPair
        ? {}
        : { decided_on: today.toString(), decided_by: accountIdOf(actor) ?? null }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'shielding',
    id,
    action: secondPair ? 'propose' : 'grant',
    facts: { registration: registrationId, everywhere, reviewOn: reviewOn.toString() },
  })
  await hideOrShow(context, member.personId)
  if (secondPair) await askSecondLook(context, 'shielding', [{ registrationId }])
  else await tell(context, member)
  return { outcome: status }
}

/** What the back office does with a shielding that it looked at. */
export type ShieldingDecision =
  | {
      readonly is: 'grant' | 'prolong'
      readonly reviewOn: Temporal.PlainDate
      readonly answer?: string
    }
  | { readonly is: 'confirm' }
  /** The second pair of eyes at an end that was proposed; who lets it hold need not say why. */
  | { readonly is: 'confirm-end' | 'keep' }
  | { readonly is: 'refuse' | 'end'; readonly answer: string }

export type DecidedShielding = {
  readonly outcome:
    | ShieldingStatus
    | 'not-a-review-day'
    /** Whoever proposed it, or its end, is not the colleague who looks too. */
    | 'own-proposal'
    /** Whoever proposed the end has a tie with the person: nobody is shown again on their word. */
    | 'proposer-tied'
    /** Somebody else was first. */
    | 'stale'
    | 'unknown'
}

/**
 * Grants, confirms, refuses, prolongs or ends the shielding of somebody, everywhere at once. Hiding begins
 * with one; where two look, showing somebody again asks both.
 */
export async function decideShielding(
  context: Context,
  seen: { readonly id: string; readonly version: number },
  decision: ShieldingDecision,
): Promise<DecidedShielding> {
  const found = await findShielding(context, seen.id)
  if (found === undefined) return { outcome: 'unknown' }
  // The registration first, as everywhere.
  const member = await findMember(context, found.registrationId, { lock: true })
  const shielding = await findShielding(context, seen.id, { lock: true })
  if (member === undefined || shielding === undefined) return { outcome: 'unknown' }
  const event = eventOf(context, decision)
  const status = next<ShieldingStatus, ShieldingEvent>(shieldingLifecycle, shielding.status, event)
  if (status === undefined || shielding.version !== seen.version) return { outcome: 'stale' }
  const by = accountIdOf(context.actor)
  const second = event === 'confirm' || event === 'confirm-end'
  const { proposedBy } = shielding
  if (second && proposedBy === by) return { outcome: 'own-proposal' }
  // Hiding somebody on the word of whoever knows them does no harm; showing them might.
  const asked = { proposedBy, people: [shielding] }
  if (event === 'confirm-end' && (await isProposerTied(context, ['keep-records'], asked))) {
    return { outcome: 'proposer-tied' }
  }
  const { today } = context
  if (
    'reviewOn' in decision &&
    !isReviewDay(decision.reviewOn, { today, last: lastReviewDay(context) })
  ) {
    return { outcome: 'not-a-review-day' }
  }
  const hides = status === 'proposed' || status === 'holds' || status === 'ending'
  const proposes = status === 'proposed' || status === 'ending'
  await context.db
    .updateTable('shielding')
    .where('id', '=', shielding.id)
    .set((eb) => ({
      status,
      hides,
      version: eb('version', '+', 1),
      ...('reviewOn' in decision ? { review_on: decision.reviewOn.toString() } : {}),
      ...('answer' in decision ? { answer: decision.answer ?? '' } : {}),
      // What was written for an end that does not come.
      ...(event === 'keep' ? { answer: '' } : {}),
      ...(proposes
        ? { proposed_by: by ?? null }
        : { decided_on: today.toString(), decided_by: by ?? null }),
      ...(hides ? {} : { ended_on: today.toString() }),
    }))
    .execute()
  await record(context, {
    noun: 'shielding',
    id: shielding.id,
    action: event,
    facts: factsOf(shielding, decision),
  })
  await hideOrShow(context, shielding.personId)
  // Of an end that is only proposed, or does not come, there is nothing to tell.
  if (!proposes && event !== 'keep') await tell(context, member)
  const ends = shielding.status === 'ending' || status === 'ending'
  const about = ends ? 'shielding-end' : 'shielding'
  if (proposes) await askSecondLook(context, about, [shielding])
  if (event === 'keep' || event === 'refuse') await tellNotAgreed(context, about, proposedBy)
  return { outcome: status }
}

// Where another has to look too, granting and ending only propose.
function eventOf(
  { register }: Context,
  { is }: ShieldingDecision,
): Exclude<ShieldingEvent, 'withdraw'> {
  if (!register.procedures.shielding.secondPair) return is
  if (is === 'grant') return 'propose'
  return is === 'end' ? 'propose-end' : is
}

// What the person reads as the reason may tell the ground, so that it stays with the shielding.
function factsOf({ registrationId, everywhere }: Shielding, decision: ShieldingDecision) {
  return {
    registration: registrationId,
    everywhere,
    ...('reviewOn' in decision ? { reviewOn: decision.reviewOn.toString() } : {}),
  }
}

// Others may read their mail: it says only that there is something to read.
async function tell(context: Context, member: Member): Promise<void> {
  if (member.email === '') return
  await writeMessage(
    context,
    'shielding-answered',
    { name: member.name, address: member.email, accountId: member.accountId },
    shieldingAnswered({
      register: mailRegister(context.platform, context.register),
      name: member.name,
    }),
  )
}
