import type { Owner } from '#domain/courses/course/course.ts'
import { keepsCourses } from '#domain/courses/course/keeps-courses.ts'
import { openDraft } from '#domain/learning/request/draft-request.ts'
import { findPart, requestFiles } from '#domain/learning/request/queries.ts'
import type {
  Missing,
  PartEvent,
  PartStatus,
  RequestPart,
} from '#domain/learning/request/request.ts'
import {
  decidedBefore,
  feeFor,
  isComplete,
  missingOf,
  partLifecycle,
} from '#domain/learning/request/request.ts'
import { tellWhoAsks } from '#domain/learning/request/tell-who-asks.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { chargeFee } from '#domain/money/invoice/charge-fee.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import { findPayer, payingOrganisation } from '#domain/money/payer/find-payer.ts'
import { creditFee } from '#domain/money/payment/credit-fee.ts'
import { registrationOfPerson } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { accreditationReceived } from '#mail/accreditation.ts'

export type HandedInRequest =
  | { readonly outcome: 'handed-in' }
  | { readonly outcome: 'incomplete'; readonly missing: ReadonlyMap<string, Missing> }
  /** It was handed in or changed meanwhile. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'not-allowed' }

/** Hands a request in to every register of which something is asked, each with its number, its fee and its term. */
export async function handInRequest(
  context: Context,
  owner: Owner,
  id: string,
): Promise<HandedInRequest> {
  const { db, today, platform } = context
  const open = await openDraft(context, owner, { request: id })
  if (open === undefined) return { outcome: 'stale' }
  const { request } = open
  const files = await requestFiles(context, id)
  const missing = new Map<string, Missing>()
  for (const part of request.parts) {
    const register = platform.registers.get(part.register)
    if (register?.accreditation === undefined) return { outcome: 'stale' }
    const found = missingOf(register, part, files)
    if (!isComplete(found)) missing.set(part.register, found)
  }
  if (missing.size > 0) return { outcome: 'incomplete', missing }
  const numbers: string[] = []
  for (const part of request.parts) {
    await inOtherRegister(context, part.register, async (there) => {
      const { register } = there
      const number = `ACC-${register.shortName}-${String(await nextNumber(there, 'accreditation')).padStart(5, '0')}`
      numbers.push(number)
      await db
        .updateTable('accreditation_part')
        .where('id', '=', part.id)
        .set((eb) => ({
          status: partLifecycle.draft['hand-in'],
          number,
          fee: feeFor(register, part.purpose, today),
          handed_in_on: today.toString(),
          decide_before: decidedBefore(register, today).toString(),
          version: eb('version', '+', 1),
        }))
        .execute()
      await record(there, {
        noun: 'accreditation',
        id: part.id,
        action: 'hand-in',
        facts: { number, purpose: part.purpose, counts: part.counts, answers: part.answers },
      })
      const payer = await payerOf(there, owner)
      if (payer !== undefined) {
        const { id: aboutId, purpose } = part
        await chargeFee(there, payer, { kind: 'accreditation', aboutId, number, purpose })
      }
    })
  }
  await db
    .updateTable('accreditation_request')
    .where('id', '=', id)
    .set((eb) => ({ handed_in_on: today.toString(), version: eb('version', '+', 1) }))
    .execute()
  const title = await titleOf(context, request)
  await tellWhoAsks(context, owner, 'accreditation-received', (to) =>
    accreditationReceived({ ...to, title, numbers }),
  )
  return { outcome: 'handed-in' }
}

// Whoever gives courses themselves owes it by their registration, where they have one in that register.
async function payerOf(there: Context, owner: Owner): Promise<Payer | undefined> {
  if (owner.is === 'organisation') return payingOrganisation(there, owner.id)
  const registrationId = await registrationOfPerson(there, owner.id)
  return findPayer(there, { registrationId, organisationId: undefined })
}

export type AnsweredPart = {
  readonly outcome: 'answered' | 'withdrawn' | 'nothing' | 'stale' | 'not-allowed'
}

/** Answers what was asked more; it goes back to whoever asked. */
export async function answerAsked(
  context: Context,
  owner: Owner,
  partId: string,
  answer: string,
): Promise<AnsweredPart> {
  const part = await openPart(context, owner, partId)
  if (part === undefined) return { outcome: 'not-allowed' }
  const event = part.askedByCommittee ? 'answer-committee' : 'answer'
  const status = next<PartStatus, PartEvent>(partLifecycle, part.status, event)
  if (status === undefined) return { outcome: 'stale' }
  if (answer.trim() === '') return { outcome: 'nothing' }
  return settled(context, part, {
    status,
    set: { answer: answer.trim(), answer_before: null },
    action: 'answer',
    outcome: 'answered',
  })
}

/** Takes back what was asked of one register, as long as nothing was decided. */
export async function withdrawPart(
  context: Context,
  owner: Owner,
  partId: string,
): Promise<AnsweredPart> {
  const part = await openPart(context, owner, partId)
  if (part === undefined) return { outcome: 'not-allowed' }
  const status = next<PartStatus, PartEvent>(partLifecycle, part.status, 'withdraw')
  if (status === undefined) return { outcome: 'stale' }
  const set = { ended_on: context.today.toString() }
  const done = { status, set, action: 'withdraw', outcome: 'withdrawn' } as const
  const answered = await settled(context, part, done)
  // What was with whoever decides was looked at.
  if (part.status !== 'complete' && !part.askedByCommittee) await creditWithdrawn(context, part)
  return answered
}

async function creditWithdrawn(context: Context, part: RequestPart): Promise<void> {
  await inOtherRegister(context, part.register, async (there) => {
    if (there.register.accreditation?.withdrawn !== 'credited') return
    const reason = `Aanvraag ${part.number ?? ''} is ingetrokken.`
    await creditFee(there, { kind: 'accreditation', aboutId: part.id }, { reason })
  })
}

async function openPart(
  context: Context,
  owner: Owner,
  id: string,
): Promise<RequestPart | undefined> {
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return undefined
  const part = await findPart(context, id, { lock: true })
  return part?.owner?.is === owner.is && part.owner.id === owner.id ? part : undefined
}

async function settled(
  context: Context,
  part: RequestPart,
  change: {
    readonly status: PartStatus
    readonly set: {
      readonly answer?: string
      readonly answer_before?: null
      readonly ended_on?: string
    }
    readonly action: string
    readonly outcome: AnsweredPart['outcome']
  },
): Promise<AnsweredPart> {
  await inOtherRegister(context, part.register, async (there) => {
    await there.db
      .updateTable('accreditation_part')
      .where('id', '=', part.id)
      .set((eb) => ({ status: change.status, ...change.set, version: eb('version', '+', 1) }))
      .execute()
    await record(there, {
      noun: 'accreditation',
      id: part.id,
      action: change.action,
      facts: { number: part.number, ...change.set },
    })
  })
  return { outcome: change.outcome }
}
