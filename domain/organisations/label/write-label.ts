import { sql } from 'kysely'
import type { LabelEvidence, LabelFacts } from '#domain/organisations/label/label.ts'
import { isOfOne } from '#domain/organisations/label/label.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A file that was received, checked and stored. */
export interface StoredProof {
  readonly name: string
  readonly mediaType: string
  readonly size: number
  readonly sha256: string
  readonly fileKey: string
}

/** What is done with a label, and what shows it. */
export interface LabelStep {
  readonly action: 'enter' | 'correct' | 'check' | 'refuse' | 'withdraw'
  readonly byOffice: boolean
  readonly evidence?: LabelEvidence | undefined
  readonly note: string
  readonly facts: LabelFacts
  readonly proof: StoredProof | undefined
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
  const document = proof === undefined ? undefined : await keepProof(context, labelId, proof)
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

async function keepProof(
  { db, register, today, ...rest }: Context,
  labelId: string,
  proof: StoredProof,
): Promise<string> {
  const { id } = await db
    .insertInto('document')
    .values({
      register: register.id,
      kind: 'evidence',
      name: proof.name,
      media_type: proof.mediaType,
      size: proof.size,
      sha256: proof.sha256,
      file_key: proof.fileKey,
      made_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(
    { db, register, today, ...rest },
    {
      noun: 'evidence',
      id,
      action: 'attach',
      facts: { label: labelId, sha256: proof.sha256 },
    },
  )
  return id
}

/** The course of an organisation that is called as a label is of, if there is one. */
export function courseNamed(organisationId: string | undefined, { scope, about }: LabelFacts) {
  return isOfOne(scope)
    ? sql<
        string | null
      >`(select c.id from course c where c.organisation_id = ${organisationId ?? null}::uuid
        and name_key(c.title) = name_key(${about}) order by c.id limit 1)`
    : null
}
