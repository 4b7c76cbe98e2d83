import { openHearing } from '#domain/certification/verdict/hear.ts'
import type { Verdict } from '#domain/certification/verdict/queries.ts'
import { changeVerdict, findVerdict } from '#domain/certification/verdict/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type {
  RegistrationEvent,
  RegistrationStatus,
} from '#domain/people/registration/registration.ts'
import { isOver, registrationLifecycle } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * Closes every verdict on which nothing was decided yet about somebody whose registration is over, with
 * why: there is nothing left that could be decided. It is taken up again where they come back.
 */
export async function closeVerdicts(context: Context): Promise<void> {
  const { db, register } = context
  const due = await db
    .selectFrom('verdict')
    .innerJoin('registration', 'registration.id', 'verdict.registration_id')
    .where('verdict.register', '=', register.id)
    .where('verdict.status', 'in', ['not-final', 'hearing', 'for-decision'])
    .where('registration.status', 'in', [...isOver])
    .orderBy('verdict.id')
    .select(['verdict.id', 'verdict.registration_id'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id }) => {
      const verdict = await findVerdict(context, id, { lock: true })
      if (verdict === undefined || !isOver.has(verdict.member.status)) return
      const because = whyClosed(verdict)
      const closed = await changeVerdict(context, verdict, 'close', { ended_because: because })
      if (closed === undefined) return
      await context.db
        .updateTable('measure')
        .set({ status: 'refused' })
        .where('verdict_id', '=', id)
        .where('status', '=', 'proposed')
        .execute()
      await record(context, { noun: 'verdict', id, action: 'close', facts: { reason: because } })
    },
  )
}

/**
 * Takes up every verdict that was closed about somebody who is in the register again, by whichever way: on
 * the registration that they have now. What is final is put to them once more.
 */
export async function takeUpVerdicts(context: Context): Promise<void> {
  const { db, register } = context
  const due = await db
    .selectFrom('verdict')
    .innerJoin('registration as was', 'was.id', 'verdict.registration_id')
    .innerJoin('registration as now', 'now.person_id', 'was.person_id')
    .where('verdict.register', '=', register.id)
    .where('now.register', '=', register.id)
    .where('verdict.status', '=', 'closed')
    .where('now.status', 'not in', [...isOver])
    .orderBy('verdict.id')
    .select(['verdict.id', 'now.id as registration_id'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id, registration_id }) => {
      const verdict = await findVerdict(context, id, { lock: true })
      const member = await findMember(context, registration_id, { lock: true })
      if (verdict === undefined || member === undefined || !isInRegister(member.status)) return
      const event = verdict.finalOn === undefined ? 'wait-again' : 'take-up'
      const taken = await changeVerdict(context, verdict, event, { ended_because: '' })
      if (taken === undefined) return
      await context.db
        .updateTable('verdict')
        .set({ registration_id })
        .where('id', '=', id)
        .execute()
      await record(context, {
        noun: 'verdict',
        id,
        action: event,
        facts: { registration: registration_id, from: verdict.registrationId },
      })
      const moved = await findVerdict(context, id)
      if (event === 'take-up' && moved !== undefined) await openHearing(context, moved)
    },
  )
}

// Whoever has yet to be approved can lose nothing by a decision.
function isInRegister(status: RegistrationStatus): boolean {
  return may<RegistrationStatus, RegistrationEvent>(registrationLifecycle, status, 'remove')
}

function whyClosed({ member }: Verdict): string {
  switch (member.status) {
    case 'deceased':
      return 'De persoon is overleden.'
    case 'removed':
      return 'De registratie is doorgehaald.'
    default:
      return 'De registratie is beëindigd.'
  }
}
