import { composeWith } from '#domain/certification/addition/preview-addition.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hashOf } from '#domain/platform/register/import-register.ts'
import { lockRegulations } from '#domain/platform/register/lock-regulations.ts'
import type { Amount } from '#engine'
import { inForce } from '#engine'
import type { AdditionFile } from '#regulations/addition.ts'
import { writeAddition } from '#regulations/addition.ts'
import { bodyFor } from '#regulations/bodies.ts'

/** What somebody proposes to add to the regulation. */
export interface Proposal {
  readonly kind:
    | { readonly is: 'known'; readonly id: string }
    | {
        readonly is: 'new'
        readonly label: string
        /** Empty where there is nothing to explain. */
        readonly hint: string
        /** The kind that it is like: in its group, with its questions and its evidence. */
        readonly like: string
      }
  /** What one is worth. */
  readonly each: Amount
  readonly from: Temporal.PlainDate
  readonly decidedOn: Temporal.PlainDate
  /** The minutes or the document in which the decision stands. */
  readonly decidedIn: string
}

export type ProposedAddition =
  | { readonly outcome: 'proposed'; readonly id: string }
  | { readonly outcome: 'wrong'; readonly problem: ProposalProblem }
  /** It does not fit the version to which it would be added. */
  | { readonly outcome: 'does-not-fit'; readonly reasons: readonly string[] }

/** Why an addition cannot be proposed so. */
export type ProposalProblem =
  /** Days that have come have their norm. */
  | 'not-after-today'
  /** A version begins on that day. */
  | 'version-begins'
  | 'decided-later'
  | 'no-version'
  /** The kind gets a value on that day already, or that is proposed. */
  | 'there-already'

/** Proposes an addition, for another to adopt. Nothing holds of it until then. */
export async function proposeAddition(
  context: Context,
  proposal: Proposal,
): Promise<ProposedAddition> {
  const { db, register, today, actor } = context
  const { from, decidedOn } = proposal
  await lockRegulations(db)
  if (Temporal.PlainDate.compare(from, today) <= 0) return wrong('not-after-today')
  if (Temporal.PlainDate.compare(decidedOn, today) > 0) return wrong('decided-later')
  const published = register.versions.filter(({ regulation }) => regulation.basedOn === undefined)
  if (published.some(({ regulation }) => regulation.version.equals(from))) {
    return wrong('version-begins')
  }
  const base = inForce(published, from)?.regulation
  if (base === undefined) return wrong('no-version')
  const there = await db
    .selectFrom('regulation_addition')
    .where('register', '=', register.id)
    .where('status', '<>', 'withdrawn')
    .select(['first_day', 'kind'])
    .execute()
  const taken = new Set([
    ...register.versions.flatMap(({ regulation }) => regulation.kinds.map(({ id }) => id)),
    ...base.groups.map(({ id }) => id),
    ...base.attributes.map(({ id }) => id),
    ...there.map(({ kind }) => kind),
  ])
  const { kind } = proposal
  const addition: AdditionFile = {
    register: register.id,
    version: base.version,
    from,
    kind:
      kind.is === 'known'
        ? { id: kind.id }
        : {
            id: idFor(kind.label, taken),
            label: kind.label,
            ...(kind.hint === '' ? {} : { hint: kind.hint }),
            like: kind.like,
          },
    each: proposal.each,
    decided: {
      by: bodyFor(register, 'adopt-additions')?.name ?? register.organisation.foundation,
      on: decidedOn,
      in: proposal.decidedIn,
    },
  }
  if (there.some((one) => one.first_day === from.toString() && one.kind === addition.kind.id)) {
    return wrong('there-already')
  }
  const composed = await composeWith(context, addition)
  if (composed.outcome === 'does-not-fit') return composed
  const text = writeAddition(addition)
  const { id } = await db
    .insertInto('regulation_addition')
    .values({
      register: register.id,
      status: 'proposed',
      base_version: addition.version.toString(),
      first_day: from.toString(),
      kind: addition.kind.id,
      text,
      hash: hashOf(text),
      proposed_by: accountIdOf(actor) ?? null,
      proposed_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'addition',
    id,
    action: 'propose',
    facts: { kind: addition.kind.id, from: from.toString(), hash: hashOf(text) },
  })
  return { outcome: 'proposed', id }
}

function wrong(problem: ProposalProblem): ProposedAddition {
  return { outcome: 'wrong', problem }
}

/** A name for a kind as files have it, which no other has. */
function idFor(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  const name = plain === '' ? 'kind' : plain
  let id = name
  for (let number = 2; taken.has(id); number += 1) id = `${name}-${number}`
  return id
}
