import { sql } from 'kysely'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import type { AttachedProof } from '#domain/dossier/statement/attach-proof.ts'
import { attachProof } from '#domain/dossier/statement/attach-proof.ts'
import type { ClaimOpenness } from '#domain/dossier/statement/openness.ts'
import {
  applicationAskingMore,
  claimOpenness,
  holdDossier,
} from '#domain/dossier/statement/openness.ts'
import { claimsFor, findClaims } from '#domain/dossier/statement/queries.ts'
import type { Claim, Stated } from '#domain/dossier/statement/statement.ts'
import {
  isSameStated,
  isSingle,
  mayReplace,
  subjectOf,
} from '#domain/dossier/statement/statement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export interface Statement {
  readonly registrationId: string
  readonly stated: Stated
  /** The claim whose place this one takes; of what there is one answer to, the one that stands. */
  readonly replaces?: string
  /** Files that show it. What shows the claim that is replaced goes along, unless it is left out. */
  readonly files: readonly StoredEvidence[]
  readonly leaveOut?: readonly string[]
  /** It follows from what somebody says of themselves, which they may do before their portfolio is open. */
  readonly atSignUp?: true
}

export type StatedOutcome =
  | { readonly outcome: 'stated'; readonly claimId: string; readonly evidence: AttachedProof }
  /** The very same stands already; files that came along were added to it. */
  | { readonly outcome: 'unchanged'; readonly claimId: string; readonly evidence: AttachedProof }
  | { readonly outcome: 'frozen'; readonly why: Exclude<ClaimOpenness, { is: 'open' }> }
  /** Nothing can be stated in this registration now. */
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'not-found' }

/**
 * States something, or something else in its place. What was stated before stays to be seen as it
 * was. In a returned application that asks for it, the new claim takes the place of the old one.
 * Whoever calls it has checked that the regulation knows what is stated.
 */
export async function state(context: Context, statement: Statement): Promise<StatedOutcome> {
  const done = await stateIn(context, statement)
  if (done.outcome !== 'stated' && done.outcome !== 'unchanged') {
    for (const { fileKey } of statement.files) await context.platform.files.remove(fileKey)
  }
  return done
}

async function stateIn(context: Context, statement: Statement): Promise<StatedOutcome> {
  const { registrationId, stated, files } = statement
  const held = await holdDossier(context, registrationId)
  if (held === undefined) return { outcome: 'not-found' }
  if (!held.isOpen && statement.atSignUp !== true) return { outcome: 'closed' }
  const { personId } = held
  const standing = claimsFor(await findClaims(context, registrationId), undefined)
  const before = replacedBy(statement, standing)
  if (statement.replaces !== undefined && before === undefined) return { outcome: 'not-found' }
  const openness: ClaimOpenness =
    before === undefined ? { is: 'open' } : await claimOpenness(context, before)
  if (openness.is !== 'open') return { outcome: 'frozen', why: openness }
  if (before !== undefined && isSame(before, stated)) {
    const evidence = await attachProof(context, { id: before.id, personId }, files)
    await supplement(context, await applicationAskingMore(context, registrationId), before.id)
    return { outcome: 'unchanged', claimId: before.id, evidence }
  }
  const claimId = await insert(context, { registrationId, personId, stated }, before)
  await keepProofs(context, { claimId, before, leaveOut: statement.leaveOut ?? [] })
  const returned =
    openness.question?.applicationId ?? (await applicationAskingMore(context, registrationId))
  await supplement(context, returned, claimId, before?.id)
  const evidence = await attachProof(context, { id: claimId, personId }, files)
  return { outcome: 'stated', claimId, evidence }
}

function replacedBy(
  { stated, replaces }: Statement,
  standing: readonly Claim[],
): Claim | undefined {
  if (replaces !== undefined) {
    return standing.find((claim) => claim.id === replaces && mayReplace(claim.stated, stated))
  }
  if (!isSingle(stated)) return undefined
  return standing.find((claim) => mayReplace(claim.stated, stated))
}

// What was found wanting is stated anew, also in the same words.
function isSame({ stated: before, state: found }: Claim, stated: Stated): boolean {
  return (found === 'claimed' || found === 'approved') && isSameStated(before, stated)
}

async function insert(
  context: Context,
  owner: {
    readonly registrationId: string
    readonly personId: string
    readonly stated: Stated
  },
  before: Claim | undefined,
): Promise<string> {
  const { db, register, today } = context
  const { registrationId, personId, stated } = owner
  // The one that stands is ended first: of some there can be one at a time.
  if (before !== undefined) await end(context, before)
  const statementId = await insertStatement(context, personId, stated)
  const { id } = await db
    .insertInto('claim')
    .values({
      register: register.id,
      registration_id: registrationId,
      member: stated.member,
      subject: subjectOf(stated),
      statement_id: statementId ?? null,
      value: valueIn(stated),
      details: JSON.stringify(stated.member === 'fact' ? (stated.details ?? {}) : {}),
      stated_on: today.toString(),
      began_with: before?.beganWith ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (before !== undefined) {
    await db.updateTable('claim').set({ replaced_by: id }).where('id', '=', before.id).execute()
  }
  await record(context, {
    noun: 'statement',
    id,
    action: before === undefined ? 'state' : 'replace',
    facts: { registrationId, stated, replaces: before?.id },
  })
  return id
}

async function insertStatement(
  { db, register, today }: Context,
  personId: string,
  stated: Stated,
): Promise<string | undefined> {
  const content = contentOf(stated)
  if (content === undefined) return undefined
  const { id } = await db
    .insertInto('statement')
    .values({
      register: register.id,
      person_id: personId,
      member: content.member,
      content: JSON.stringify(content.content),
      stated_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

// What belongs to the person, without what it is filed under in this register.
function contentOf(stated: Stated) {
  switch (stated.member) {
    case 'document': {
      const { member, kind: _, ...content } = stated
      return { member, content }
    }
    case 'work': {
      const { member, role: _, ...content } = stated
      return { member, content }
    }
    case 'holding': {
      const { member, register: _, ...content } = stated
      return { member, content }
    }
    case 'leave': {
      const { member, ...content } = stated
      return { member, content }
    }
    default:
      return undefined
  }
}

function valueIn(stated: Stated): string | null {
  switch (stated.member) {
    case 'fact': {
      const { value } = stated
      return JSON.stringify(value instanceof Temporal.PlainDate ? { day: value } : value)
    }
    case 'declaration':
      return stated.by === undefined ? null : JSON.stringify(stated.by)
    case 'surplus':
      return JSON.stringify(stated.amount)
    default:
      return null
  }
}

async function end({ db, today }: Context, claim: Claim): Promise<void> {
  await db
    .updateTable('claim')
    .set((eb) => ({ ended_on: today.toString(), version: eb('version', '+', 1) }))
    .where('id', '=', claim.id)
    .execute()
}

// The documents are the same; what showed the former claim goes on showing it.
async function keepProofs(
  { db, register, today }: Context,
  kept: {
    readonly claimId: string
    readonly before: Claim | undefined
    readonly leaveOut: readonly string[]
  },
): Promise<void> {
  const ids = (kept.before?.proofs ?? [])
    .map(({ id }) => id)
    .filter((id) => !kept.leaveOut.includes(id))
  if (ids.length === 0) return
  const rows = await db
    .selectFrom('proof')
    .where('id', 'in', ids)
    .orderBy('created_at')
    .orderBy('id')
    .select('document_id')
    .execute()
  await db
    .insertInto('proof')
    .values(
      rows.map(({ document_id }) => ({
        register: register.id,
        claim_id: kept.claimId,
        document_id,
        added_on: today.toString(),
      })),
    )
    .execute()
}

// What is stated because an application was returned, comes with it.
async function supplement(
  context: Context,
  applicationId: string | undefined,
  claimId: string,
  before?: string,
): Promise<void> {
  if (applicationId === undefined) return
  const { db, register, today } = context
  if (before !== undefined) {
    await db
      .deleteFrom('application_claim')
      .where('application_id', '=', applicationId)
      .where('claim_id', '=', before)
      .execute()
  }
  const added = await db
    .insertInto('application_claim')
    .values({
      application_id: applicationId,
      claim_id: claimId,
      register: register.id,
      added_on: today.toString(),
      added_at: sql<string>`clock_timestamp()`,
    })
    .onConflict((conflict) => conflict.columns(['application_id', 'claim_id']).doNothing())
    .returning('claim_id')
    .executeTakeFirst()
  if (added === undefined) return
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'supplement',
    facts: { claim: claimId, replaces: before },
  })
}
