import { mostWritten } from '#domain/certification/objection/objection.ts'
import { benchForObjection, freeOf } from '#domain/certification/objection/seat-objection.ts'
import type { SeenObjection } from '#domain/certification/objection/take-objection.ts'
import { takeObjection } from '#domain/certification/objection/take-objection.ts'
import { tellObjector } from '#domain/certification/objection/tell-objection.ts'
import { tellTooFew } from '#domain/people/staff/tell-too-few.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { objectionGrounds } from '#mail/objection-grounds.ts'
import { endOfTerm } from '#regulations/objection-term.ts'

export type CheckedObjection = {
  readonly outcome: 'passed-on' | 'asked' | 'no-question' | 'stale' | 'unknown'
}

/**
 * The back office passes an objection on to whoever decides, complete or not: also what is late or has
 * no grounds is for them to judge. Where nobody is left who may, whoever administers hears it.
 */
export async function passOnObjection(
  context: Context,
  seen: SeenObjection,
  note: string,
): Promise<CheckedObjection> {
  const taken = await takeObjection(context, seen, 'pass-on')
  if (taken.outcome !== 'taken') return taken
  const { objection, status } = taken
  await context.db
    .updateTable('objection')
    .set((eb) => ({
      status,
      note: note.trim().slice(0, mostWritten),
      passed_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', objection.id)
    .execute()
  await record(context, { noun: 'objection', id: objection.id, action: 'pass-on', facts: {} })
  const bench = await benchForObjection(context, objection)
  await tellTooFew(context, {
    what: `bezwaar ${objection.number}`,
    act: 'decide-objections',
    free: freeOf(bench).length,
    needed: 1,
  })
  return { outcome: 'passed-on' }
}

/** The back office asks for the grounds of an objection, or for what else is missing, within a term. */
export async function askGrounds(
  context: Context,
  seen: SeenObjection,
  question: string,
): Promise<CheckedObjection> {
  if (question.trim() === '') return { outcome: 'no-question' }
  const taken = await takeObjection(context, seen, 'ask-grounds')
  if (taken.outcome !== 'taken') return taken
  const { objection, status } = taken
  const { register, today } = context
  const before = endOfTerm(register, today, register.terms.objectionGrounds).toString()
  await context.db
    .updateTable('objection')
    .set((eb) => ({ status, grounds_before: before, version: eb('version', '+', 1) }))
    .where('id', '=', objection.id)
    .execute()
  await record(context, {
    noun: 'objection',
    id: objection.id,
    action: 'ask-grounds',
    facts: { question: question.trim(), before },
  })
  await tellObjector(context, objection, 'objection-grounds', (shared) =>
    objectionGrounds({ ...shared, number: objection.number, question: question.trim(), before }),
  )
  return { outcome: 'asked' }
}
