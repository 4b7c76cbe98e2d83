import { sql } from 'kysely'
import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationsOf, findAccreditation } from '#domain/courses/accreditation/queries.ts'
import { askProvider } from '#domain/learning/judging/check-part.ts'
import { decisionPaper } from '#domain/learning/judging/decision-paper.ts'
import type { Finding } from '#domain/learning/judging/judging.ts'
import { neededFor, settle } from '#domain/learning/judging/judging.ts'
import type { PartFile } from '#domain/learning/judging/queries.ts'
import { findingsThatCount, findPartFile } from '#domain/learning/judging/queries.ts'
import { termAnew, termOf } from '#domain/learning/judging/term.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import { countOptions, partLifecycle } from '#domain/learning/request/request.ts'
import { tellWhoAsks } from '#domain/learning/request/tell-who-asks.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { accreditationDecided } from '#mail/accreditation.ts'
import { asDecidedBy } from '#regulations/bodies.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

/** What is missing or wrong in what a member finds. */
export type FindingProblem = 'no-outcome' | 'no-counts' | 'no-last' | 'too-long' | 'no-reason'

export type JudgedPart =
  | { readonly outcome: 'judged'; readonly still: 'waiting' | 'divided' }
  | { readonly outcome: 'decided' }
  | { readonly outcome: 'incomplete'; readonly problems: readonly FindingProblem[] }
  | { readonly outcome: 'conflict' }
  /** Others decided it meanwhile, or it was taken back. */
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'not-found' }

/** Takes what a member finds of what is asked; the last that is needed decides. */
export async function judgePart(
  context: Context,
  id: string,
  memberId: string,
  found: Omit<Finding, 'outcome'> & { readonly outcome: Finding['outcome'] | undefined },
): Promise<JudgedPart> {
  const { db, register, today } = context
  const file = await findPartFile(context, id, { lock: true })
  const member = file?.members.find((one) => one.id === memberId)
  if (file === undefined || member === undefined) return { outcome: 'not-found' }
  if (file.part.status !== 'complete') return { outcome: 'ended' }
  if (file.kept.has(memberId)) return { outcome: 'conflict' }
  const read = readFinding(context, file, found)
  if ('problems' in read) return { outcome: 'incomplete', problems: read.problems }
  const { finding } = read
  const row = {
    outcome: finding.outcome,
    counts: JSON.stringify(finding.counts),
    last_day: finding.last?.toString() ?? null,
    conditions: finding.conditions,
    reason: finding.reason,
    judged_on: today.toString(),
    forgotten_on: null,
  }
  await db
    .insertInto('accreditation_judgement')
    .values({ part_id: id, register: register.id, member_id: memberId, ...row })
    .onConflict((conflict) => conflict.columns(['part_id', 'member_id']).doUpdateSet(row))
    .execute()
  await record(context, {
    noun: 'accreditation',
    id,
    action: 'judge',
    facts: { member: memberId, ...row, counts: finding.counts },
  })
  const chairs = new Set(
    file.members.flatMap((one) => (one.chair && !file.kept.has(one.id) ? [one.id] : [])),
  )
  const settled = settle(await findingsThatCount(context, file), neededFor(register), chairs)
  if (settled.is !== 'settled') return { outcome: 'judged', still: settled.is }
  // What the chair found once may be over by now.
  if (settled.finding.last !== undefined && isBefore(settled.finding.last, file.term.first))
    return { outcome: 'judged', still: 'divided' }
  await decide(context, file.part, settled.finding)
  return { outcome: 'decided' }
}

function readFinding(
  context: Context,
  { part, term }: PartFile,
  found: Omit<Finding, 'outcome'> & { readonly outcome: Finding['outcome'] | undefined },
): { readonly finding: Finding } | { readonly problems: readonly FindingProblem[] } {
  const { register, today } = context
  const problems: FindingProblem[] = []
  const { outcome } = found
  const options = countOptions(register, today)
  const counts = found.counts.flatMap((one): Counts[] => {
    const option = options.find(({ kind }) => kind === one.kind)
    const attributes = one.attributes.filter((id) => option?.attributes.includes(id))
    return option === undefined || one.amount <= 0 ? [] : [{ ...one, attributes }]
  })
  if (outcome === undefined) problems.push('no-outcome')
  if (outcome === 'grant') {
    if (part.training === undefined && counts.length === 0) problems.push('no-counts')
    if (found.last === undefined || !isBefore(term.first, found.last)) problems.push('no-last')
    else if (isBefore(term.longest, found.last)) problems.push('too-long')
  }
  if (found.reason.trim() === '') problems.push('no-reason')
  if (outcome === undefined || problems.length > 0) return { problems }
  const granted = outcome === 'grant'
  return {
    finding: {
      outcome,
      counts: granted ? counts : [],
      last: granted ? found.last : undefined,
      conditions: granted ? found.conditions.trim() : '',
      reason: found.reason.trim(),
    },
  }
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0
}

async function decide(context: Context, part: RequestPart, finding: Finding): Promise<void> {
  if (finding.outcome === 'ask') {
    await askProvider(context, part, { question: finding.reason, byCommittee: true })
    return
  }
  await decidePart(context, part, finding)
}

/**
 * Decides on what was asked: an accreditation from then on, or none; anew where another decision takes the place of the
 * first. Who asked gets the letter with why.
 */
export async function decidePart(
  context: Context,
  part: RequestPart,
  finding: Finding,
  { anew = false }: { readonly anew?: boolean } = {},
): Promise<void> {
  const { db, today, platform } = context
  const register = asDecidedBy(context.register, 'judge-accreditation')
  const granted = finding.outcome === 'grant'
  const made = granted ? await makeAccreditation(context, part, { ...finding, anew }) : undefined
  const title = await titleOf(context, part)
  const documentId = await decisionPaper(context, part, { title, finding, accreditation: made })
  await db
    .updateTable('accreditation_part')
    .where('id', '=', part.id)
    .set((eb) => ({
      status: granted ? partLifecycle.complete.grant : partLifecycle.complete.refuse,
      decided_on: today.toString(),
      reason: finding.reason,
      result_id: made?.id ?? null,
      document_id: documentId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', part.id)
    .execute()
  await record(context, {
    noun: 'accreditation',
    id: part.id,
    action: anew ? 'grant-anew' : granted ? 'grant' : 'refuse',
    facts: {
      number: part.number,
      reason: finding.reason,
      counts: finding.counts,
      accreditation: made?.id,
      first: made?.first.toString(),
      last: made?.last.toString(),
    },
  })
  await tellWhoAsks(context, part.owner, 'accreditation-decided', (to) => ({
    ...accreditationDecided({
      ...to,
      register: mailRegister(platform, register),
      title,
      number: part.number ?? '',
      reason: finding.reason,
      objectBefore: lastDayToObject(register, today).toString(),
      ...(made === undefined
        ? {}
        : { granted: { first: made.first.toString(), last: made.last.toString() } }),
    }),
    attached: [documentId],
  }))
}

async function makeAccreditation(
  context: Context,
  part: RequestPart,
  { counts, last, conditions, reason, anew }: Finding & { readonly anew: boolean },
): Promise<Accreditation> {
  const { db, register, today } = context
  const of = part.resultId ?? part.accreditationId
  const before = of === undefined ? undefined : await findAccreditation(context, of, { lock: true })
  const { first } = anew ? await termAnew(context, part, counts) : await termOf(context, part)
  const { id } = await db
    .insertInto('accreditation')
    .values({
      register: register.id,
      organisation_id: part.owner?.is === 'organisation' ? part.owner.id : null,
      person_id: part.owner?.is === 'person' ? part.owner.id : null,
      course_id: part.courseId ?? null,
      training: part.training ?? null,
      counts: JSON.stringify(counts),
      study_load: sql<
        number | null
      >`(select coalesce(c.study_load, ${counts[0]?.amount ?? null}::int)
        from course c where c.id = ${part.courseId ?? null}::uuid)`,
      first_day: first.toString(),
      last_day: (last ?? first).toString(),
      conditions,
      reason,
      decided_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // What holds until then counts as it did; from then on the new one does, also where a longer time was to follow.
  const given = part.courseId === undefined ? [] : [part.courseId]
  const others =
    part.purpose === 'change'
      ? (await accreditationsOf(context, given, { register: register.id })).filter(
          (one) => one.id !== id && one.id !== before?.id,
        )
      : []
  for (const one of [...(before === undefined ? [] : [before]), ...others]) {
    if (Temporal.PlainDate.compare(first, lastDayOf(one)) > 0) continue
    await db
      .updateTable('accreditation')
      .where('id', '=', one.id)
      .set((eb) => ({
        ended_from: first.toString(),
        ended_on: today.toString(),
        ended_reason: 'Er is een andere voor in de plaats gekomen.',
        replaced_by: id,
        version: eb('version', '+', 1),
      }))
      .execute()
  }
  const made = await findAccreditation(context, id)
  if (made === undefined) throw new Error('An accreditation that was made is not there')
  if (anew && before !== undefined) await countAnew(context, { from: before.id, made })
  return made
}

// Who followed it meanwhile counts it by what took the place of the first decision.
async function countAnew(
  context: Context,
  { from, made }: { readonly from: string; readonly made: Accreditation },
): Promise<void> {
  const rows = await context.db
    .updateTable('activity_claim as c')
    .from('activity as a')
    .set({ accreditation_id: made.id })
    .whereRef('a.id', '=', 'c.activity_id')
    .where('c.register', '=', context.register.id)
    .where('c.accreditation_id', '=', from)
    .where('c.state', 'in', ['draft', 'planned', 'entered'])
    .where('a.completed_on', '>=', made.first.toString())
    .returning('c.activity_id')
    .execute()
  for (const { activity_id: id } of rows) {
    const facts = { was: from, accreditation: made.id }
    await record(context, { noun: 'activity', id, action: 'recount', facts })
  }
}
