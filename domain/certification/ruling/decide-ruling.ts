import type { Ruling } from '#domain/certification/ruling/queries.ts'
import type { PublicRuling } from '#domain/certification/ruling/ruling.ts'
import { namesIn } from '#domain/certification/ruling/ruling.ts'
import { seatForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import type { SeenRuling } from '#domain/certification/ruling/take-ruling.ts'
import { takeRuling } from '#domain/certification/ruling/take-ruling.ts'
import type { Conflict } from '#domain/people/body/conflict.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { rulingDecided } from '#mail/ruling-decided.ts'
import { boardOf } from '#regulations/bodies.ts'

/** A decision of the board: what it decides and why, and what everybody may read of it. */
export interface BoardDecision {
  readonly granted: boolean
  readonly decision: string
  readonly ground: string
  readonly published: PublicRuling
}

export type DecidedRuling =
  | { readonly outcome: 'decided'; readonly ruling: Ruling }
  | { readonly outcome: 'conflict'; readonly conflict: Conflict }
  /** These words of the public text say who it is about. */
  | { readonly outcome: 'names'; readonly names: readonly string[] }
  | { readonly outcome: 'incomplete' | 'stale' | 'unknown' }

/**
 * Records the decision of the board on a question, with its ground. It is told to who asked, kept
 * with their file, and enters the register of decisions without anybody's name.
 */
export async function decideRuling(
  context: Context,
  seen: SeenRuling,
  memberId: string,
  decided: BoardDecision,
): Promise<DecidedRuling> {
  const taken = await takeRuling(context, seen, 'decide')
  if (taken.outcome !== 'taken') return taken
  const { ruling, status } = taken
  const seated = await seatForRuling(context, ruling, memberId, 'decides')
  if (seated.outcome === 'conflict') return { outcome: 'conflict', conflict: seated.conflict }
  if (seated.outcome === 'not-seated') return { outcome: 'unknown' }
  const texts = [decided.decision, decided.ground, ...Object.values(decided.published)]
  if (texts.some((text) => text.trim() === '')) return { outcome: 'incomplete' }
  const names = namesIn(decided.published, ruling.asker)
  if (names.length > 0) return { outcome: 'names', names }
  await write(context, { ...ruling, status }, memberId, decided)
  await tell(context, ruling, decided)
  return { outcome: 'decided', ruling }
}

async function write(
  context: Context,
  ruling: Ruling,
  memberId: string,
  { granted, decision, ground, published }: BoardDecision,
): Promise<void> {
  const { db, today } = context
  await db
    .updateTable('ruling')
    .set((eb) => ({
      status: ruling.status,
      granted,
      decision: decision.trim(),
      ground: ground.trim(),
      decided_on: today.toString(),
      decided_by: memberId,
      public_question: published.question.trim(),
      public_decision: published.decision.trim(),
      public_ground: published.ground.trim(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', ruling.id)
    .execute()
  await record(context, {
    noun: 'ruling',
    id: ruling.id,
    action: 'decide',
    facts: { granted, decision, ground, published, member: memberId },
  })
}

async function tell(
  context: Context,
  { asker, number, applicationId }: Ruling,
  { granted, decision, ground }: BoardDecision,
): Promise<void> {
  // Of an application the decision on that tells it.
  if (asker.email === '' || applicationId !== undefined) return
  const { register, platform, today } = context
  await writeMessage(
    context,
    'ruling-decided',
    { name: asker.name, address: asker.email, accountId: asker.accountId },
    rulingDecided({
      register: mailRegister(platform, register),
      name: asker.name,
      number,
      board: boardOf(register)?.the ?? '',
      granted,
      decision: decision.trim(),
      ground: ground.trim(),
      objectBefore: today.add(register.terms.objection).toString(),
    }),
  )
}
