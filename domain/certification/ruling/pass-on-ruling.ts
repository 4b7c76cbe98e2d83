import { toBoardWhenAdvised } from '#domain/certification/ruling/advise-ruling.ts'
import type { SeenRuling } from '#domain/certification/ruling/take-ruling.ts'
import { takeRuling } from '#domain/certification/ruling/take-ruling.ts'
import { tellIfNobody } from '#domain/certification/ruling/tell-if-nobody.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { rulingAnswered } from '#mail/ruling-answered.ts'
import { adviserOf } from '#regulations/bodies.ts'

/** What came of looking at a question for the first time. */
export type LookedAtRuling = {
  readonly outcome: 'passed-on' | 'answered' | 'stale' | 'unknown' | 'no-answer'
}

/** The back office passes a question on: the regulation is silent on it, so whoever advises does, or the board decides. */
export async function passOnRuling(
  context: Context,
  seen: SeenRuling,
  note: string,
): Promise<LookedAtRuling> {
  const adviser = adviserOf(context.register)
  const taken = await takeRuling(context, seen, adviser === undefined ? 'bring' : 'pass-on')
  if (taken.outcome !== 'taken') return taken
  const { ruling, status } = taken
  await context.db
    .updateTable('ruling')
    .set((eb) => ({
      status,
      note: note.trim(),
      passed_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', ruling.id)
    .execute()
  await record(context, { noun: 'ruling', id: ruling.id, action: 'pass-on', facts: {} })
  // Where nobody is there who may advise, nobody is waited for.
  await toBoardWhenAdvised(context, ruling.id)
  await tellIfNobody(context, ruling.id)
  return { outcome: 'passed-on' }
}

/** The back office answers a question itself: the regulation does provide for it, and where. */
export async function answerRuling(
  context: Context,
  seen: SeenRuling,
  answer: string,
): Promise<LookedAtRuling> {
  if (answer.trim() === '') return { outcome: 'no-answer' }
  const taken = await takeRuling(context, seen, 'answer')
  if (taken.outcome !== 'taken') return taken
  const { ruling, status } = taken
  const { asker } = ruling
  await context.db
    .updateTable('ruling')
    .set((eb) => ({
      status,
      answer: answer.trim(),
      ended_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', ruling.id)
    .execute()
  await record(context, {
    noun: 'ruling',
    id: ruling.id,
    action: 'answer',
    facts: { answer: answer.trim() },
  })
  if (asker.email !== '') {
    await writeMessage(
      context,
      'ruling-answered',
      { name: asker.name, address: asker.email, accountId: asker.accountId },
      rulingAnswered({
        register: mailRegister(context.platform, context.register),
        name: asker.name,
        number: ruling.number,
        answer: answer.trim(),
      }),
    )
  }
  return { outcome: 'answered' }
}
