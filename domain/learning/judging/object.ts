import { countsInWords } from '#domain/courses/accreditation/in-words.ts'
import { findAccreditation } from '#domain/courses/accreditation/queries.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { keepsCourses } from '#domain/courses/course/keeps-courses.ts'
import { whoIsKept } from '#domain/learning/judging/conflicts.ts'
import { objectionPaper } from '#domain/learning/judging/decision-paper.ts'
import { decidePart } from '#domain/learning/judging/judge-part.ts'
import type { Finding } from '#domain/learning/judging/judging.ts'
import { termAnew } from '#domain/learning/judging/term.ts'
import { findPart } from '#domain/learning/request/queries.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import { tellWhoAsks } from '#domain/learning/request/tell-who-asks.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { accreditationObjection } from '#mail/accreditation.ts'
import { endOfTerm, lastDayToObject } from '#regulations/objection-term.ts'

/** What a provider has against a decision on what it asked. */
export interface AccreditationObjection {
  readonly id: string
  readonly partId: string
  /** Against its end, where it is not against the decision on the request. */
  readonly accreditationId: string | undefined
  readonly number: string
  readonly grounds: string
  readonly madeOn: Temporal.PlainDate
  readonly decideBefore: Temporal.PlainDate
  readonly status: 'made' | 'decided' | 'withdrawn'
  /** When and where whoever asked can tell about it, and whether they come. */
  readonly hearing:
    | {
        readonly on: Temporal.PlainDate
        readonly place: string
        readonly answer: 'comes' | 'refrains' | undefined
      }
    | undefined
  /** For which of the reasons of the register nobody was heard. */
  readonly unheard: string | undefined
  readonly report: string
  /** When the decision was put off, and why. */
  readonly extended: { readonly on: Temporal.PlainDate; readonly reason: string } | undefined
  readonly outcome: 'granted' | 'refused' | undefined
  readonly reason: string
  readonly decidedOn: Temporal.PlainDate | undefined
  /** The letter with what was decided. */
  readonly documentId: string | undefined
  readonly version: number
}

/** The objections to what was decided on a part, the newest first. */
export async function objectionsTo(
  { db }: Pick<Context, 'db'>,
  partId: string,
): Promise<readonly AccreditationObjection[]> {
  const rows = await db
    .selectFrom('accreditation_objection')
    .where('part_id', '=', partId)
    .orderBy('id', 'desc')
    .selectAll()
    .execute()
  return rows.map(toObjection)
}

/** The objections that wait for an answer in this register, the oldest first. */
export async function waitingObjections({
  db,
  register,
}: Pick<Context, 'db' | 'register'>): Promise<readonly AccreditationObjection[]> {
  const rows = await db
    .selectFrom('accreditation_objection')
    .where('register', '=', register.id)
    .where('status', '=', 'made')
    .orderBy('made_on')
    .orderBy('id')
    .selectAll()
    .execute()
  return rows.map(toObjection)
}

/** One objection; locked where asked. */
export async function findAccreditationObjection(
  { db }: Pick<Context, 'db'>,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<AccreditationObjection | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('accreditation_objection')
    .where('id', '=', id)
    .selectAll()
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row && toObjection(row)
}

/** Until when somebody can object: to the decision, or to the end where that came later. Undefined for nothing. */
export async function objectableUntil(
  context: Context,
  part: RequestPart,
): Promise<
  { readonly last: Temporal.PlainDate; readonly accreditationId: string | undefined } | undefined
> {
  const register = context.platform.registers.get(part.register)
  if (register === undefined || part.decidedOn === undefined) return undefined
  const held =
    part.resultId === undefined ? undefined : await findAccreditation(context, part.resultId)
  const takenBack = held?.ended !== undefined && held.ended.replacedBy === undefined
  const from = takenBack ? await endedOn(context, held.id) : part.decidedOn
  const last = lastDayToObject(register, from ?? part.decidedOn)
  if (Temporal.PlainDate.compare(context.today, last) > 0) return undefined
  return { last, accreditationId: takenBack ? held.id : undefined }
}

/**
 * Whether these hold an objection to the same, so that there is no second one. What was withdrawn keeps nobody; nor does
 * one by which an accreditation stood again, where that was taken back once more.
 */
export function objectedAlready(
  objections: readonly Pick<AccreditationObjection, 'status' | 'outcome' | 'accreditationId'>[],
  { accreditationId }: { readonly accreditationId: string | undefined },
): boolean {
  return objections.some(
    (one) =>
      one.status !== 'withdrawn' &&
      one.accreditationId === accreditationId &&
      (accreditationId === undefined || one.outcome !== 'granted'),
  )
}

async function endedOn(
  { db }: Pick<Context, 'db'>,
  id: string,
): Promise<Temporal.PlainDate | undefined> {
  const row = await db
    .selectFrom('accreditation')
    .where('id', '=', id)
    .select('ended_on')
    .executeTakeFirst()
  return row?.ended_on ? Temporal.PlainDate.from(row.ended_on) : undefined
}

export type ObjectedPart = {
  readonly outcome: 'made' | 'no-grounds' | 'too-late' | 'made-already' | 'not-allowed'
}

/** A provider objects to what was decided, within the term of the register. */
export async function objectToDecision(
  context: Context,
  owner: Owner,
  partId: string,
  grounds: string,
): Promise<ObjectedPart> {
  const { db, today } = context
  if (!(await keepsCourses(context, owner, 'ask-accreditation'))) return { outcome: 'not-allowed' }
  const part = await findPart(context, partId, { lock: true })
  if (part?.owner?.is !== owner.is || part.owner.id !== owner.id) return { outcome: 'not-allowed' }
  if (grounds.trim() === '') return { outcome: 'no-grounds' }
  const until = await objectableUntil(context, part)
  if (until === undefined) return { outcome: 'too-late' }
  const there = await objectionsTo(context, partId)
  if (objectedAlready(there, until)) return { outcome: 'made-already' }
  await inOtherRegister(context, part.register, async (where) => {
    const { register } = where
    const count = await nextNumber(where, 'accreditation-objection')
    const number = `ACC-B-${register.shortName}-${String(count).padStart(4, '0')}`
    const before = endOfTerm(register, today, register.terms.decisionOnObjection)
    const { id } = await db
      .insertInto('accreditation_objection')
      .values({
        register: register.id,
        part_id: partId,
        accreditation_id: until.accreditationId ?? null,
        number,
        grounds: grounds.trim(),
        made_on: today.toString(),
        decide_before: before.toString(),
        status: 'made',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(where, {
      noun: 'accreditation',
      id: partId,
      action: 'object',
      facts: { objection: id, number },
    })
    const title = await titleOf(where, part)
    await tellWhoAsks(where, owner, 'accreditation-objection', (to) =>
      accreditationObjection({ ...to, title, number, before: before.toString() }),
    )
  })
  return { outcome: 'made' }
}

export type DecidedObjection = {
  readonly outcome:
    | 'decided'
    | 'no-reason'
    | 'no-counts'
    /** Nobody was heard, and no reason of the register says why. */
    | 'unheard'
    /** No last day, or one on which it could not begin or not hold any more. */
    | 'no-last'
    | 'too-long'
    | 'conflict'
    | 'judged'
    | 'stale'
    | 'not-found'
}

/**
 * A member of the body that decides on objections writes down what it decided: the decision stays, or another takes its
 * place. Whoever found something of it the first time, or is tied to who asked, does not.
 */
export async function decideAccreditationObjection(
  context: Context,
  id: string,
  memberId: string,
  decided: {
    readonly granted: boolean
    readonly reason: string
    /** What takes the place of the decision, where that is not to take back its end. */
    readonly instead: Omit<Finding, 'outcome' | 'reason'>
    readonly version: number
  },
): Promise<DecidedObjection> {
  const { db, register, today } = context
  const objection = await findAccreditationObjection(context, id, { lock: true })
  const part = objection && (await findPart(context, objection.partId, { lock: true }))
  if (objection === undefined || part === undefined || part.register !== register.id)
    return { outcome: 'not-found' }
  const members = await membersFor(context, 'decide-objections')
  if (!members.some((one) => one.id === memberId)) return { outcome: 'not-found' }
  if (objection.status !== 'made' || objection.version !== decided.version)
    return { outcome: 'stale' }
  if ((await whoIsKept(context, part, [memberId])).has(memberId)) return { outcome: 'conflict' }
  if (await hasJudged(context, part.id, memberId)) return { outcome: 'judged' }
  if (!mayDecide(objection)) return { outcome: 'unheard' }
  const reason = decided.reason.trim()
  if (reason === '') return { outcome: 'no-reason' }
  const { instead, granted } = decided
  const ofEnd = objection.accreditationId
  if (granted && ofEnd === undefined && part.training === undefined && instead.counts.length === 0)
    return { outcome: 'no-counts' }
  if (granted && ofEnd === undefined) {
    const { first, longest } = await termAnew(context, part, instead.counts)
    const { last } = instead
    if (last === undefined || Temporal.PlainDate.compare(last, first) <= 0)
      return { outcome: 'no-last' }
    if (Temporal.PlainDate.compare(last, longest) > 0) return { outcome: 'too-long' }
  }
  const title = await titleOf(context, part)
  const documentId = await objectionPaper(context, part, objection, {
    ...{ title, granted, reason },
    changes: changesBy(context, { granted, ofEnd: ofEnd !== undefined, title, instead }),
  })
  await db
    .updateTable('accreditation_objection')
    .where('id', '=', id)
    .set((eb) => ({
      status: 'decided',
      document_id: documentId,
      outcome: granted ? 'granted' : 'refused',
      reason,
      decided_by: memberId,
      decided_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'accreditation',
    id: part.id,
    action: 'decide-objection',
    facts: { objection: id, number: objection.number, granted, reason },
  })
  if (granted && ofEnd !== undefined) await standAgain(context, ofEnd)
  if (granted && ofEnd === undefined)
    await decidePart(context, part, { ...instead, outcome: 'grant', reason }, { anew: true })
  await tellWhoAsks(context, part.owner, 'accreditation-objection', (to) => ({
    ...accreditationObjection({
      ...to,
      title,
      number: objection.number,
      decided: { granted, reason },
      before: objection.decideBefore.toString(),
    }),
    attached: [documentId],
  }))
  return { outcome: 'decided' }
}

// What takes the place of what was decided, in a line each.
function changesBy(
  { register, today }: Context,
  decided: {
    readonly granted: boolean
    readonly ofEnd: boolean
    readonly title: string
    readonly instead: Omit<Finding, 'outcome' | 'reason'>
  },
): readonly string[] {
  const { granted, ofEnd, title, instead } = decided
  if (!granted) return []
  if (ofEnd) return [`De accreditatie van ${title} geldt alsof die niet was ingetrokken.`]
  const until = instead.last === undefined ? '' : `, tot en met ${formatDay(instead.last)}`
  const counts = instead.counts.map((one) => countsInWords(register, one, today))
  return [`${title}: ${counts.length === 0 ? 'erkend' : formatList(counts)}${until}.`]
}

/** Whether somebody was heard, refrained, or need not be: only then can it be decided. */
export function mayDecide({ hearing, unheard, report }: AccreditationObjection): boolean {
  return report !== '' || hearing?.answer === 'refrains' || unheard !== undefined
}

/** Whether somebody found something of what was asked, also where that was forgotten, or took back what came of it. */
export async function hasJudged(
  { db }: Context,
  partId: string,
  memberId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('accreditation_judgement')
    .where('part_id', '=', partId)
    .where('member_id', '=', memberId)
    .select('member_id')
    .executeTakeFirst()
  return row !== undefined || (await tookBack({ db }, partId, memberId))
}

// Or who took it back afterwards.
async function tookBack(
  { db }: Pick<Context, 'db'>,
  partId: string,
  memberId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('accreditation_part as p')
    .innerJoin('accreditation as a', 'a.id', 'p.result_id')
    .where('p.id', '=', partId)
    .where((eb) => eb.or([eb('a.end_proposed_by', '=', memberId), eb('a.ended_by', '=', memberId)]))
    .select('a.id')
    .executeTakeFirst()
  return row !== undefined
}

// It holds as if it had not been taken back.
async function standAgain(context: Context, id: string): Promise<void> {
  await context.db
    .updateTable('accreditation')
    .where('id', '=', id)
    .set((eb) => ({
      ended_from: null,
      ended_on: null,
      ended_reason: '',
      ...{ end_proposed_from: null, end_proposed_reason: '', end_proposed_by: null },
      ended_by: null,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, { noun: 'accreditation', id, action: 'restore' })
}

type Row = {
  readonly id: string
  readonly part_id: string
  readonly accreditation_id: string | null
  readonly number: string
  readonly grounds: string
  readonly made_on: string
  readonly decide_before: string
  readonly status: AccreditationObjection['status']
  readonly hearing_on: string | null
  readonly hearing_place: string
  readonly hearing_answer: 'comes' | 'refrains' | null
  readonly unheard: string | null
  readonly report: string
  readonly extended_on: string | null
  readonly extension_reason: string
  readonly document_id: string | null
  readonly outcome: 'granted' | 'refused' | null
  readonly reason: string
  readonly decided_on: string | null
  readonly version: number
}

function toObjection(row: Row): AccreditationObjection {
  return {
    id: row.id,
    partId: row.part_id,
    accreditationId: row.accreditation_id ?? undefined,
    number: row.number,
    grounds: row.grounds,
    madeOn: Temporal.PlainDate.from(row.made_on),
    decideBefore: Temporal.PlainDate.from(row.decide_before),
    status: row.status,
    hearing:
      row.hearing_on === null
        ? undefined
        : {
            on: Temporal.PlainDate.from(row.hearing_on),
            place: row.hearing_place,
            answer: row.hearing_answer ?? undefined,
          },
    unheard: row.unheard ?? undefined,
    report: row.report,
    extended:
      row.extended_on === null
        ? undefined
        : { on: Temporal.PlainDate.from(row.extended_on), reason: row.extension_reason },
    documentId: row.document_id ?? undefined,
    outcome: row.outcome ?? undefined,
    reason: row.reason,
    decidedOn: row.decided_on === null ? undefined : Temporal.PlainDate.from(row.decided_on),
    version: row.version,
  }
}
