import { sql } from 'kysely'
import type { LabelEvidence, LabelFacts } from '#domain/organisations/label/label.ts'
import { isOfOne } from '#domain/organisations/label/label.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { keepDocument } from '#domain/platform/file/keep-document.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** What is done with a label, and what shows it. */
export interface LabelStep {
  readonly action: 'enter' | 'correct' | 'check' | 'refuse' | 'withdraw'
  readonly byOffice: boolean
  readonly evidence?: LabelEvidence | undefined
  readonly note: string
  readonly facts: LabelFacts
  readonly proof: StoredFile | undefined
}

/** What a label says, as it is kept. */
export function columnsOfLabel({ kind, scope, number, about, first, last }: LabelFacts) {
  return {
    about: isOfOne(scope) ? about.trim().slice(0, 200) : '',
    ...{ kind, scope, number: number.trim().slice(0, 100) },
    first_day: first?.toString() ?? null,
    last_day: last?.toString() ?? null,
  }
}

/** Keeps what was done with a label, with its proof and the record of it. */
export async function keepLabelStep(
  context: Context,
  labelId: string,
  { action, byOffice, evidence, note, facts, proof }: LabelStep,
): Promise<void> {
  const { db, register, today, actor } = context
  const document = proof && (await keepDocument(context, proof, { label: labelId }))
  await db
    .insertInto('label_event')
    .values({
      label_id: labelId,
      ...{ action, by_office: byOffice, evidence: evidence ?? null },
      note: note.trim(),
      facts: JSON.stringify(columnsOfLabel(facts)),
      document_id: document ?? null,
      file_name: proof?.name ?? null,
      done_in: register.id,
      done_by: accountIdOf(actor) ?? null,
      done_on: today.toString(),
    })
    .execute()
  await record(context, {
    noun: 'label',
    id: labelId,
    action,
    facts: {
      ...columnsOfLabel(facts),
      ...(evidence === undefined ? {} : { evidence }),
      ...(note.trim() === '' ? {} : { note: note.trim() }),
      ...(proof === undefined ? {} : { file: proof.name }),
    },
  })
}

/** The course of an organisation that a label is of: the one that was chosen, or that is called so, if there is one. */
export function courseOfLabel(
  organisationId: string | undefined,
  { scope, about, courseId }: LabelFacts,
) {
  if (!isOfOne(scope)) return null
  return sql<string | null>`(select c.id from course c
    where c.organisation_id = ${organisationId ?? null}::uuid
      and ${
        courseId !== undefined && isUuid(courseId)
          ? sql`c.id = ${courseId}::uuid`
          : sql`name_key(c.title) = name_key(${about})`
      }
    order by c.id limit 1)`
}
