import type { LabelFacts, LabelProblem } from '#domain/organisations/label/label.ts'
import { isOfOne, labelKinds, labelProblem } from '#domain/organisations/label/label.ts'
import { labelsOf } from '#domain/organisations/label/queries.ts'
import {
  columnsOfLabel,
  courseOfLabel,
  keepLabelStep,
} from '#domain/organisations/label/write-label.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { bareWords } from '#language/typed.ts'

/** How many labels an organisation has at most, those that were withdrawn not counted. */
const mostLabels = 50

export type EnteredLabel =
  | { readonly outcome: 'entered'; readonly id: string }
  /** It is there already: the same label, about the same, in days that touch these. */
  | { readonly outcome: 'there-already'; readonly id: string }
  | { readonly outcome: 'wrong'; readonly problem: LabelProblem }
  | { readonly outcome: 'no-proof' | 'too-many' | 'not-allowed' }

/** Somebody who acts for an organisation states a label with its proof: it waits until a register has seen it. */
export async function enterLabel(
  context: Context,
  organisationId: string,
  { facts, proof }: { readonly facts: LabelFacts; readonly proof: StoredFile | undefined },
): Promise<EnteredLabel> {
  const { db, register, today, platform } = context
  const acting = await actFor(context, organisationId, 'manage-labels', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const problem = labelProblem(facts, labelKinds(platform.registers.values()))
  if (problem !== undefined) return { outcome: 'wrong', problem }
  const there = (await labelsOf(context, organisationId)).filter(
    ({ status }) => status !== 'withdrawn',
  )
  const same = there.find((one) => isSame(one, facts))
  if (same !== undefined) return { outcome: 'there-already', id: same.id }
  if (there.length >= mostLabels) return { outcome: 'too-many' }
  if (proof === undefined) return { outcome: 'no-proof' }
  const { id } = await db
    .insertInto('label')
    .values({
      organisation_id: organisationId,
      holder: acting.organisation.name,
      ...columnsOfLabel(facts),
      course_id: courseOfLabel(organisationId, facts),
      ...{ status: 'waiting', waits_since: today.toString() },
      ...{ entered_in: register.id, entered_on: today.toString() },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keepLabelStep(context, id, { action: 'enter', byOffice: false, note: '', facts, proof })
  return { outcome: 'entered', id }
}

/** Whether two statements are of one label: the same, about the same, in days that lie in each other. */
export function isSame(one: LabelFacts, other: LabelFacts): boolean {
  if (one.kind !== other.kind || one.scope !== other.scope) return false
  if (isOfOne(one.scope) && !isOfSame(one, other)) return false
  return startsBy(one.first, other.last) && startsBy(other.first, one.last)
}

function isOfSame(one: LabelFacts, other: LabelFacts): boolean {
  if (one.courseId !== undefined && other.courseId !== undefined)
    return one.courseId === other.courseId
  return bareWords(one.about) === bareWords(other.about)
}

function startsBy(first: LabelFacts['first'], last: LabelFacts['last']): boolean {
  return first === undefined || last === undefined || Temporal.PlainDate.compare(first, last) <= 0
}
