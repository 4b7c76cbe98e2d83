import { sql } from 'kysely'
import type {
  Label,
  LabelEvent,
  LabelFacts,
  LabelProblem,
  LabelStatus,
} from '#domain/organisations/label/label.ts'
import { labelKinds, labelLifecycle, labelProblem } from '#domain/organisations/label/label.ts'
import { findLabel } from '#domain/organisations/label/queries.ts'
import {
  columnsOfLabel,
  courseOfLabel,
  keepLabelStep,
} from '#domain/organisations/label/write-label.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

export type ChangedLabel =
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'wrong'; readonly problem: LabelProblem }
  | { readonly outcome: 'no-proof' | 'no-reason' | 'stale' | 'not-allowed' }

/**
 * Whoever acts for an organisation states a label otherwise, or longer: with new proof. It waits again; what was
 * seen of it stands until somebody has looked.
 */
export async function correctLabel(
  context: Context,
  at: { readonly organisationId: string; readonly labelId: string; readonly version: number },
  given: {
    readonly facts: LabelFacts
    readonly note: string
    readonly proof: StoredFile | undefined
  },
): Promise<ChangedLabel> {
  const { db, today, platform } = context
  const { facts, note, proof } = given
  const found = await ownLabel(context, at)
  if (found.outcome !== 'found') return found
  const { label } = found
  const status = next<LabelStatus, LabelEvent>(labelLifecycle, label.status, 'correct')
  if (status === undefined || label.kind !== facts.kind) return { outcome: 'stale' }
  const problem = labelProblem(facts, labelKinds(platform.registers.values()))
  if (problem !== undefined) return { outcome: 'wrong', problem }
  const stated = (one: LabelFacts) => JSON.stringify([columnsOfLabel(one), one.courseId])
  const same = stated(label) === stated({ ...facts, courseId: facts.courseId ?? label.courseId })
  if (same && proof === undefined) return { outcome: 'unchanged' }
  if (proof === undefined) return { outcome: 'no-proof' }
  const waits = label.status === 'waiting' ? label.waitsSince : today
  await db
    .updateTable('label')
    .where('id', '=', label.id)
    .set((eb) => ({
      ...(label.seen === undefined ? {} : asItWasSeen),
      ...columnsOfLabel(facts),
      course_id: courseOfLabel(label.organisationId, facts),
      ...{ status, waits_since: waits.toString(), version: eb('version', '+', 1) },
    }))
    .execute()
  await keepLabelStep(context, label.id, { action: 'correct', byOffice: false, note, facts, proof })
  return { outcome: 'changed' }
}

// What it was of when somebody saw it is kept beside what is stated now, from the first time that it is stated otherwise.
const asItWasSeen = {
  seen_about: sql<string>`coalesce(seen_about, about)`,
  seen_course_id: sql<
    string | null
  >`case when seen_about is null then course_id else seen_course_id end`,
  seen_number: sql<string>`coalesce(seen_number, number)`,
}

/** Whoever acts for an organisation takes back a label that nobody has relied on: it was stated by mistake. */
export async function withdrawLabel(
  context: Context,
  at: { readonly organisationId: string; readonly labelId: string; readonly version: number },
  reason: string,
): Promise<ChangedLabel> {
  const found = await ownLabel(context, at)
  if (found.outcome !== 'found') return found
  const { label } = found
  const status = next<LabelStatus, LabelEvent>(labelLifecycle, label.status, 'withdraw')
  // What was seen of it holds for what people did: then its last day is what can be corrected.
  if (status === undefined || label.seen !== undefined) return { outcome: 'stale' }
  if (reason.trim() === '') return { outcome: 'no-reason' }
  await context.db
    .updateTable('label')
    .where('id', '=', label.id)
    .set((eb) => ({ status, version: eb('version', '+', 1) }))
    .execute()
  await keepLabelStep(context, label.id, {
    ...{ action: 'withdraw', byOffice: false, note: reason, facts: label, proof: undefined },
  })
  return { outcome: 'changed' }
}

async function ownLabel(
  context: Context,
  at: { readonly organisationId: string; readonly labelId: string; readonly version: number },
): Promise<
  | { readonly outcome: 'found'; readonly label: Label }
  | { readonly outcome: 'stale' | 'not-allowed' }
> {
  const { organisationId, labelId, version } = at
  const acting = await actFor(context, organisationId, 'manage-labels', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const label = await findLabel(context, labelId, { lock: true })
  if (label === undefined || label.organisationId !== organisationId) {
    return { outcome: 'not-allowed' }
  }
  return label.version === version ? { outcome: 'found', label } : { outcome: 'stale' }
}
