import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { holderOf } from '#domain/privacy/erasure/ask-erasure.ts'
import type {
  ErasureEvent,
  ErasureRequest,
  ErasureStatus,
  Extent,
} from '#domain/privacy/erasure/erasure.ts'
import { erasureLifecycle, extension, timeToAnswer } from '#domain/privacy/erasure/erasure.ts'
import { findErasure } from '#domain/privacy/erasure/queries.ts'
import type { Forbids } from '#domain/privacy/erasure/weigh-erasure.ts'
import { partThatGoes, staysAfter, weighErasure } from '#domain/privacy/erasure/weigh-erasure.ts'
import { erasureAnswered, erasureExtended } from '#mail/erasure.ts'

/** What the register answers. */
export type Answer =
  | { readonly is: 'grant'; readonly extent: Extent; readonly words: string }
  | { readonly is: 'refuse'; readonly words: string }

export type AnsweredErasure =
  | { readonly outcome: 'granted' | 'refused' | 'stale' | 'unknown' }
  /** There is no part that could go and leave what was decided. */
  | { readonly outcome: 'no-part' }
  | { readonly outcome: 'forbidden'; readonly forbids: readonly Forbids[] }

/**
 * Answers a request: everything goes, or what is not needed for what was decided, or nothing, with why. The
 * letter says what stays, why and until when. What is granted goes after the last day to take it back.
 */
export async function answerErasure(
  context: Context,
  seen: { readonly id: string; readonly version: number },
  answer: Answer,
): Promise<AnsweredErasure> {
  const request = await findErasure(context, seen.id, { lock: true })
  if (request === undefined) return { outcome: 'unknown' }
  const status = next<ErasureStatus, ErasureEvent>(erasureLifecycle, request.status, answer.is)
  if (status === undefined || request.version !== seen.version) return { outcome: 'stale' }
  if (answer.is === 'grant') {
    const weighed = await weighErasure(context, request)
    const { forbids } = weighed
    if (forbids.length > 0) return { outcome: 'forbidden', forbids }
    if (answer.extent === 'part' && partThatGoes(weighed).length === 0)
      return { outcome: 'no-part' }
  }
  await settle(context, request, answer)
  await tellAnswer(context, request, answer)
  return { outcome: answer.is === 'grant' ? 'granted' : 'refused' }
}

/** Writes an answer down; the request is locked and may get it. */
export async function settle(
  context: Context,
  request: ErasureRequest,
  answer: Answer,
): Promise<void> {
  const { db, today, actor } = context
  const grants = answer.is === 'grant'
  const weighed = await weighErasure(context, request)
  const stays = grants ? await staysAfter(context, request, weighed, answer.extent) : []
  await db
    .updateTable('erasure_request')
    .where('id', '=', request.id)
    .set((eb) => ({
      status: grants ? 'granted' : 'refused',
      extent: grants ? answer.extent : null,
      answer: answer.words,
      answered_on: today.toString(),
      answered_by: accountIdOf(actor) ?? null,
      stays: JSON.stringify(stays),
      ended_on: grants ? null : today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'erasure',
    id: request.id,
    action: answer.is,
    facts: { reason: answer.words, ...(grants ? { extent: answer.extent } : {}) },
  })
}

async function tellAnswer(
  context: Context,
  request: ErasureRequest,
  answer: Answer,
): Promise<void> {
  const { register, platform } = context
  const grants = answer.is === 'grant'
  const weighed = await weighErasure(context, request)
  const stays = grants ? await staysAfter(context, request, weighed, answer.extent) : []
  const holder =
    request.accountId === undefined ? undefined : await holderOf(context, request.accountId)
  if (holder === undefined) return
  await writeMessage(
    context,
    'erasure-answered',
    { name: holder.name, address: holder.email, accountId: holder.accountId },
    erasureAnswered({
      register: mailRegister(platform, register),
      name: holder.name,
      grants: grants ? answer.extent : undefined,
      words: answer.words,
      stays,
      backUntil: request.backUntil.toString(),
    }),
  )
}

/** Whether it can still be said that the answer takes longer: once, within the first month. */
export function mayExtend(
  { extendedOn, answerBefore }: Pick<ErasureRequest, 'extendedOn' | 'answerBefore'>,
  today: Temporal.PlainDate,
): boolean {
  return extendedOn === undefined && Temporal.PlainDate.compare(today, answerBefore) <= 0
}

export type ExtendedErasure = {
  readonly outcome: 'extended' | 'already' | 'too-late' | 'stale' | 'unknown'
}

/**
 * Says within the month why the answer takes two months longer (article 12, third paragraph, of the GDPR); once.
 */
export async function extendErasure(
  context: Context,
  seen: { readonly id: string; readonly version: number },
  reason: string,
): Promise<ExtendedErasure> {
  const { db, today, register, platform } = context
  const request = await findErasure(context, seen.id, { lock: true })
  if (request === undefined) return { outcome: 'unknown' }
  if (request.version !== seen.version || request.status !== 'asked') return { outcome: 'stale' }
  if (request.extendedOn !== undefined) return { outcome: 'already' }
  if (!mayExtend(request, today)) return { outcome: 'too-late' }
  const answerBefore = request.askedOn.add(timeToAnswer).add(extension)
  await db
    .updateTable('erasure_request')
    .where('id', '=', request.id)
    .set((eb) => ({
      answer_before: answerBefore.toString(),
      extended_on: today.toString(),
      extension_reason: reason,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'erasure',
    id: request.id,
    action: 'extend',
    facts: { reason, answerBefore: answerBefore.toString() },
  })
  const holder =
    request.accountId === undefined ? undefined : await holderOf(context, request.accountId)
  if (holder !== undefined) {
    await writeMessage(
      context,
      'erasure-extended',
      { name: holder.name, address: holder.email, accountId: holder.accountId },
      erasureExtended({
        register: mailRegister(platform, register),
        name: holder.name,
        reason,
        answerBefore: answerBefore.toString(),
      }),
    )
  }
  return { outcome: 'extended' }
}
