import { benchForVerdict } from '#domain/certification/verdict/bench.ts'
import type { SeenVerdict, Verdict } from '#domain/certification/verdict/queries.ts'
import { changeVerdict, findVerdict, takeVerdict } from '#domain/certification/verdict/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { measureWaits } from '#mail/measure-waits.ts'
import { verdictHearing } from '#mail/verdict-hearing.ts'
import { bodyFor } from '#regulations/bodies.ts'

/** Asks somebody what they have to say about a verdict, before anything is decided on it. */
export async function openHearing(context: Context, verdict: Verdict): Promise<void> {
  const { db, register, today, platform } = context
  const { measures } = register
  if (measures === undefined) return
  const before = today.add(measures.hearing)
  await db
    .insertInto('verdict_hearing')
    .values({
      register: register.id,
      verdict_id: verdict.id,
      asked_on: today.toString(),
      answer_before: before.toString(),
    })
    .execute()
  const { member, by, givenOn, gist, number } = verdict
  if (member.email === '') return
  await writeMessage(
    context,
    'verdict-hearing',
    { name: member.name, address: member.email, accountId: member.accountId },
    verdictHearing({
      register: mailRegister(platform, register),
      name: member.name,
      number,
      by: by.short,
      givenOn: givenOn.toString(),
      gist,
      decides: bodyFor(register, 'decide-measures')?.the ?? '',
      before: before.toString(),
    }),
  )
}

export type Heard = { readonly outcome: 'heard' | 'too-late' | 'no-answer' | 'unknown' | 'stale' }

/** What somebody says about a verdict on them, before it is decided on. It can be said once. */
export async function answerHearing(
  context: Context,
  seen: SeenVerdict,
  { registrationId, answer }: { readonly registrationId: string; readonly answer: string },
): Promise<Heard> {
  const taken = await takeVerdict(context, seen)
  if (taken.outcome === 'unknown') return taken
  if (taken.outcome === 'stale') return taken
  const { verdict } = taken
  if (verdict.registrationId !== registrationId) return { outcome: 'unknown' }
  const hearing = verdict.hearings.at(-1)
  if (verdict.status !== 'hearing' || hearing === undefined) return { outcome: 'too-late' }
  if (answer.trim() === '') return { outcome: 'no-answer' }
  const { db, today } = context
  await db
    .updateTable('verdict_hearing')
    .set({ answer: answer.trim(), answered_on: today.toString() })
    .where('verdict_id', '=', verdict.id)
    .where('answered_on', 'is', null)
    .execute()
  await changeVerdict(context, verdict, 'answer')
  await record(context, { noun: 'verdict', id: verdict.id, action: 'answer', facts: {} })
  await tellDeciders(context, verdict, 'decides')
  return { outcome: 'heard' }
}

/** Brings every verdict to those who decide of which the person let their term pass without an answer. */
export async function closeHearings(context: Context): Promise<void> {
  const { db, register, today } = context
  const due = await db
    .selectFrom('verdict')
    .innerJoin('verdict_hearing', 'verdict_hearing.verdict_id', 'verdict.id')
    .where('verdict.register', '=', register.id)
    .where('verdict.status', '=', 'hearing')
    .where('verdict_hearing.answered_on', 'is', null)
    .groupBy(['verdict.id', 'verdict.registration_id'])
    .having(({ fn }) => fn.max('verdict_hearing.answer_before'), '<', today.toString())
    .orderBy('verdict.id')
    .select(['verdict.id', 'verdict.registration_id'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id }) => {
      const verdict = await findVerdict(context, id, { lock: true })
      if (verdict === undefined) return
      if ((await changeVerdict(context, verdict, 'pass-term')) === undefined) return
      await record(context, { noun: 'verdict', id, action: 'pass-term' })
      await tellDeciders(context, verdict, 'decides')
    },
  )
}

/** Hears somebody once more, before another decision is taken from which they may lose more. */
export async function hearAgain(
  context: Context,
  seen: SeenVerdict,
): Promise<{ readonly outcome: 'hears' | 'stale' | 'unknown' }> {
  const taken = await takeVerdict(context, seen)
  if (taken.outcome !== 'taken') return taken
  const { verdict } = taken
  if ((await changeVerdict(context, verdict, 'hear-again')) === undefined) {
    return { outcome: 'stale' }
  }
  await record(context, { noun: 'verdict', id: verdict.id, action: 'hear-again' })
  await openHearing(context, verdict)
  return { outcome: 'hears' }
}

/** Tells who decides that a verdict waits for a decision, or a proposal for others to agree. */
export async function tellDeciders(
  context: Context,
  verdict: Verdict,
  part: 'decides' | 'agrees',
  proposedBy?: string,
): Promise<void> {
  const { register, platform } = context
  const { free } = await benchForVerdict(context, verdict)
  for (const { id, name, email } of free.filter((member) => member.id !== proposedBy)) {
    await writeMessage(
      context,
      'measure-waits',
      { name, address: email, accountId: id },
      measureWaits({
        register: mailRegister(platform, register),
        name,
        number: verdict.number,
        part,
      }),
    )
  }
}
