import { whyNotLook } from '#domain/learning/judging/conflicts.ts'
import { findPart } from '#domain/learning/request/queries.ts'
import type { PartEvent, PartStatus, RequestPart } from '#domain/learning/request/request.ts'
import { partLifecycle } from '#domain/learning/request/request.ts'
import { tellWhoAsks } from '#domain/learning/request/tell-who-asks.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { isUnpaid } from '#domain/money/invoice/charge-fee.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { accreditationAsked } from '#mail/accreditation.ts'

export type CheckedPart =
  | { readonly outcome: 'complete' | 'asked' }
  | { readonly outcome: 'no-question' }
  /** Whoever acts for who asks, or has a tie with them, does not look at it. */
  | { readonly outcome: 'own' }
  /** The register looks at it once it is paid. */
  | { readonly outcome: 'unpaid' }
  | { readonly outcome: 'stale' | 'not-found' }

/** A back office finds that what was handed in is complete: whoever decides has it from then on. */
export async function completePart(
  context: Context,
  id: string,
  version: number,
): Promise<CheckedPart> {
  const opened = await openForOffice(context, id, version, 'complete')
  if ('outcome' in opened) return opened
  const waits = context.register.accreditation?.paidFirst === true
  if (waits && (await isUnpaid(context, { kind: 'accreditation', aboutId: id }))) {
    return { outcome: 'unpaid' }
  }
  await context.db
    .updateTable('accreditation_part')
    .where('id', '=', id)
    .set((eb) => ({ status: opened.status, version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    noun: 'accreditation',
    id,
    action: 'complete',
    facts: { number: opened.part.number },
  })
  return { outcome: 'complete' }
}

/** A back office asks more of who asked, who has to answer by a day. */
export async function askMore(
  context: Context,
  id: string,
  { question, version }: { readonly question: string; readonly version: number },
): Promise<CheckedPart> {
  const opened = await openForOffice(context, id, version, 'ask')
  if ('outcome' in opened) return opened
  if (question.trim() === '') return { outcome: 'no-question' }
  await askProvider(context, opened.part, { question: question.trim(), byCommittee: false })
  return { outcome: 'asked' }
}

/** Asks more of who asked, on behalf of a back office or of whoever decides; what was found so far is forgotten. */
export async function askProvider(
  context: Context,
  part: RequestPart,
  { question, byCommittee }: { readonly question: string; readonly byCommittee: boolean },
): Promise<void> {
  const { db, register, today } = context
  const { supplement = undefined } = register.accreditation ?? {}
  const before = supplement === undefined ? today : today.add(supplement)
  await db
    .updateTable('accreditation_part')
    .where('id', '=', part.id)
    .set((eb) => ({
      status: partLifecycle.complete.ask,
      asked: question,
      asked_by_committee: byCommittee,
      answer_before: before.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await db
    .updateTable('accreditation_judgement')
    .where('part_id', '=', part.id)
    .set({ forgotten_on: today.toString() })
    .execute()
  await record(context, {
    noun: 'accreditation',
    id: part.id,
    action: 'ask',
    facts: { number: part.number, question, by: byCommittee ? 'committee' : 'office' },
  })
  const title = await titleOf(context, part)
  const { number = '' } = part
  await tellWhoAsks(context, part.owner, 'accreditation-asked', (to) =>
    accreditationAsked({ ...to, title, number, question, before: before.toString() }),
  )
}

async function openForOffice(
  context: Context,
  id: string,
  version: number,
  event: Extract<PartEvent, 'complete' | 'ask'>,
): Promise<CheckedPart | { readonly part: RequestPart; readonly status: PartStatus }> {
  const part = await findPart(context, id, { lock: true })
  if (part === undefined || part.register !== context.register.id) return { outcome: 'not-found' }
  if (part.version !== version || part.status !== 'handed-in') return { outcome: 'stale' }
  const status = next<PartStatus, PartEvent>(partLifecycle, part.status, event)
  if (status === undefined) return { outcome: 'stale' }
  const own = (await whyNotLook(context, part)) !== undefined
  return own ? { outcome: 'own' } : { part, status }
}
