import type { Ruling } from '#domain/certification/ruling/queries.ts'
import { adviceOn } from '#domain/certification/ruling/queries.ts'
import type { PublicRuling, RulingStatus } from '#domain/certification/ruling/ruling.ts'
import { adviceIn, adviserFor } from '#domain/certification/ruling/ruling.ts'
import type { SeatedRuling } from '#domain/certification/ruling/seat-ruling.ts'
import { seatForRuling } from '#domain/certification/ruling/seat-ruling.ts'
import type { TellingWords } from '#domain/certification/ruling/telling-words.ts'
import { knownOf, tellingWords } from '#domain/certification/ruling/telling-words.ts'
import type { Conflict } from '#domain/people/body/conflict.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { rulingCorrected } from '#mail/ruling-corrected.ts'
import { rulingDecided } from '#mail/ruling-decided.ts'
import type { RulingData } from '#papers/ruling.ts'
import { boardOf, bodyFor } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'
import { objectionFee } from '#regulations/tariffs.ts'

/** A decision of the board: what it decides and why, and what everybody may read of it. */
export interface BoardDecision {
  readonly granted: boolean
  readonly decision: string
  readonly ground: string
  /** Under what it is given; of what is granted only. */
  readonly condition?: string
  /** The last day on which it holds; of what is granted only. */
  readonly until?: Temporal.PlainDate | undefined
  readonly published: PublicRuling
  /** The words that tell whom it is about which somebody looked at, and lets stand. */
  readonly letStand?: readonly string[]
}

/** What stands in the way of a decision as it was written down. */
export type DecisionProblem =
  | { readonly outcome: 'conflict'; readonly conflict: Conflict }
  /** These words of the public text tell whom it is about, and nobody has looked at them. */
  | { readonly outcome: 'names'; readonly found: readonly TellingWords[] }
  /** A text is missing, or the last day on which it holds is over. */
  | { readonly outcome: 'incomplete' | 'unknown' }

/** Looks whether a member of the board may record this decision, and whether all of it is there. */
export async function checkDecision(
  context: Context,
  ruling: Ruling,
  memberId: string,
  decided: BoardDecision,
): Promise<DecisionProblem | undefined> {
  const seated: SeatedRuling = await seatForRuling(context, ruling, memberId, 'decides')
  if (seated.outcome === 'conflict') return { outcome: 'conflict', conflict: seated.conflict }
  if (seated.outcome === 'not-seated') return { outcome: 'unknown' }
  const { decision, ground, until, published, letStand = [] } = decided
  const texts = [decision, ground, ...Object.values(published)]
  const over = until !== undefined && Temporal.PlainDate.compare(until, context.today) < 0
  if (over || texts.some((text) => text.trim() === '')) return { outcome: 'incomplete' }
  const found = tellingWords(Object.values(published).join('\n'), knownOf(ruling)).filter(
    ({ words }) => !letStand.includes(words),
  )
  return found.length > 0 ? { outcome: 'names', found } : undefined
}

/** The decision that another takes the place of, why, and what rests on it and stays as it is. */
export interface TakenPlace {
  readonly of: Temporal.PlainDate
  readonly number: number
  readonly because: string
  readonly stays: readonly string[]
}

/**
 * Enters a decision on a question, beside those that were there: its letter is issued, whoever asked
 * hears it, and it is what everybody reads from now on.
 */
export async function enterDecision(
  context: Context,
  ruling: Ruling & { readonly status: RulingStatus },
  memberId: string,
  decided: BoardDecision & { readonly instead?: TakenPlace },
): Promise<void> {
  const { db, register, today } = context
  const { granted, published, instead } = decided
  const number = (instead?.number ?? 0) + 1
  const texts = {
    decision: decided.decision.trim(),
    ground: decided.ground.trim(),
    condition: granted ? (decided.condition ?? '').trim() : '',
    reason: (instead?.because ?? '').trim(),
    public_question: published.question.trim(),
    public_decision: published.decision.trim(),
    public_ground: published.ground.trim(),
  }
  const until = granted ? decided.until : undefined
  const letter = await letterData(context, ruling, { ...texts, granted, until, instead })
  const [documentId] = await issuePapers(context, ruling.asker.personId, {
    kind: 'ruling',
    data: letter,
  })
  await db
    .insertInto('ruling_decision')
    .values({
      register: register.id,
      ruling_id: ruling.id,
      number,
      granted,
      ...texts,
      valid_last: until?.toString() ?? null,
      decided_on: today.toString(),
      decided_by: memberId,
      document_id: documentId,
    })
    .execute()
  await db
    .updateTable('ruling')
    .set((eb) => ({ status: ruling.status, version: eb('version', '+', 1) }))
    .where('id', '=', ruling.id)
    .execute()
  await record(context, {
    noun: 'ruling',
    id: ruling.id,
    action: instead === undefined ? 'decide' : 'correct',
    facts: {
      number,
      granted,
      ...texts,
      until: until?.toString(),
      letStand: decided.letStand ?? [],
      member: memberId,
    },
  })
  await tell(context, ruling, letter, documentId)
}

async function tell(
  context: Context,
  { asker, number, applicationNumber }: Ruling,
  { granted, decision, ground, condition, until, objection, instead, stays }: RulingData,
  documentId: string,
): Promise<void> {
  if (asker.email === '') return
  const { register, platform } = context
  const to = { name: asker.name, address: asker.email, accountId: asker.accountId }
  const shared = {
    register: mailRegister(platform, register),
    name: asker.name,
    number,
    board: boardOf(register)?.the ?? '',
    granted,
    decision,
    ground,
    condition,
    until,
    applicationNumber,
    objectBefore: objection.last,
  }
  const attached = [documentId]
  await (instead === undefined
    ? writeMessage(context, 'ruling-decided', to, { ...rulingDecided(shared), attached })
    : writeMessage(context, 'ruling-corrected', to, {
        ...rulingCorrected({ ...shared, instead, stays }),
        attached,
      }))
}

async function letterData(
  context: Context,
  ruling: Ruling,
  decided: {
    readonly granted: boolean
    readonly decision: string
    readonly ground: string
    readonly condition: string
    readonly until: Temporal.PlainDate | undefined
    readonly instead: TakenPlace | undefined
  },
): Promise<RulingData> {
  const { register, platform, today } = context
  const { organisation, terms } = register
  const { asker, number, askedOn, question, wish, applicationNumber } = ruling
  const { granted, decision, ground, condition, until, instead } = decided
  const board = boardOf(register)
  const fee = objectionFee(register, today)
  const advice = await letterAdvice(context, ruling)
  return {
    register: documentRegister(platform, register),
    person: addresseeOf(asker.person),
    registrationNumber: asker.registrationNumber,
    number,
    askedOn: askedOn.toString(),
    decidedOn: today.toString(),
    board: { the: board?.the ?? '', The: board?.The ?? '' },
    ...(advice === undefined ? {} : { advice }),
    question,
    wish,
    granted,
    decision,
    ground,
    ...(condition === '' ? {} : { condition }),
    ...(until === undefined ? {} : { until: until.toString() }),
    ...(instead === undefined
      ? {}
      : { instead: { of: instead.of.toString(), because: instead.because.trim() } }),
    stays: instead?.stays ?? [],
    ...(applicationNumber === undefined ? {} : { applicationNumber }),
    objection: {
      weeks: weeksOf(terms.objection, today),
      last: lastDayToObject(register, today).toString(),
      to: [organisation.foundation, ...organisation.address, organisation.postalCodeAndCity],
      decisionWeeks: weeksOf(terms.decisionOnObjection, today),
      here: bodyFor(register, 'decide-objections') !== undefined,
      ...(fee === 0 ? {} : { fee }),
    },
  }
}

// Who advised what is between the members and the board; what it came to is told.
async function letterAdvice(context: Context, ruling: Ruling): Promise<RulingData['advice']> {
  const given = adviceIn(await adviceOn(context, ruling.id))
  if (given === undefined) return undefined
  const by = adviserFor(context.register, ruling)
  return { by: by.the, By: by.The, given }
}

function weeksOf(term: Temporal.Duration, from: Temporal.PlainDate): number {
  return Math.floor(from.until(from.add(term), { largestUnit: 'days' }).days / 7)
}
