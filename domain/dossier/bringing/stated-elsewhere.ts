import { aboutOf, askingOf } from '#domain/dossier/statement/in-words.ts'
import { holdDossier } from '#domain/dossier/statement/openness.ts'
import { claimsFor, findClaims } from '#domain/dossier/statement/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Claim, Stated } from '#domain/dossier/statement/statement.ts'
import {
  isSameStated,
  isSingle,
  mayReplace,
  subjectOf,
} from '#domain/dossier/statement/statement.ts'
import {
  atRegistration,
  otherRegistrations,
} from '#domain/people/registration/own-registrations.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { DetailValue, FactValue, Regulation } from '#engine'
import { inForce } from '#engine'
import { statedFrom } from '#regulations/kind-from.ts'
import type { Register } from '#regulations/register.ts'

/** Something beside activities that somebody stated in another register, as it would be stated here. */
export interface StatedElsewhere {
  /** The id of the claim there. */
  readonly id: string
  readonly register: Register
  readonly stated: Stated
  /** The files that show it, which go along. */
  readonly documents: readonly string[]
  /** What is asked beside it here was told there; otherwise it has to be stated here by itself. */
  readonly whole: boolean
}

/**
 * What a registration can bring along of documents, work, registrations elsewhere and answers that its
 * owner stated in other registers: what `fromOtherRegisters` says means the same, this regulation knows,
 * and does not stand here. What was found wanting there stays there, as do files that a register destroys
 * once it has seen them. The context sees as the owner.
 */
export async function statedElsewhere(
  context: Context,
  registrationId: string,
  regulation: Regulation,
): Promise<readonly StatedElsewhere[]> {
  const { register, today } = context
  const here = claimsFor(await findClaims(context, registrationId), undefined)
  const found: StatedElsewhere[] = []
  for (const own of await otherRegistrations(context)) {
    const there = await atRegistration(context, own, async (other) => {
      const claims = claimsFor(await findClaims(other, own.registrationId), undefined)
      const kept = claims.filter((claim) =>
        mayGo(inForce(own.register.versions, today)?.regulation, claim),
      )
      return Promise.all(
        kept.map(async (claim) => ({ claim, documents: await filesOf(other, claim) })),
      )
    })
    for (const { claim, documents } of there) {
      const { member } = claim.stated
      const elsewhere = { register: own.register.id, member, subject: subjectOf(claim.stated) }
      const ours = statedFrom(register, elsewhere)
      const stated = ours === undefined ? undefined : asHere(regulation, claim.stated, ours)
      if (stated === undefined || here.some((one) => stands(one, stated))) continue
      const { id } = claim
      found.push({
        id,
        register: own.register,
        stated,
        documents,
        whole: isWhole(regulation, stated),
      })
    }
  }
  return found
}

/** States here what was chosen of what stands elsewhere, with the files that show it; gives how many. */
export async function bringStated(
  context: Context,
  registrationId: string,
  { regulation, ids }: { readonly regulation: Regulation; readonly ids: readonly string[] },
): Promise<readonly StatedElsewhere[]> {
  await actAsOwner(context)
  // Two windows are done one after the other, so that the second finds that it stands here.
  const held = await holdDossier(context, registrationId)
  if (held?.isOpen !== true) return []
  const { db, register, today } = context
  const brought: StatedElsewhere[] = []
  for (const one of await statedElsewhere(context, registrationId, regulation)) {
    if (!one.whole || !ids.includes(one.id)) continue
    const done = await state(context, { registrationId, stated: one.stated, files: [] })
    if (done.outcome !== 'stated') continue
    for (const document of one.documents) {
      const added_on = today.toString()
      await db
        .insertInto('proof')
        .values({ register: register.id, claim_id: done.claimId, document_id: document, added_on })
        .execute()
    }
    const facts = { registrationId, from: one.register.id, documents: one.documents }
    await record(context, { noun: 'statement', id: done.claimId, action: 'bring', facts })
    brought.push(one)
  }
  return brought
}

// What stands there in good order, and whose files its register keeps.
function mayGo(regulation: Regulation | undefined, { stated, state: found }: Claim): boolean {
  if (found !== 'claimed' && found !== 'approved') return false
  return regulation !== undefined && askingOf(regulation, aboutOf(stated))?.keeps === undefined
}

async function filesOf({ db }: Context, { id }: Claim): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('proof')
    .innerJoin('document', 'document.id', 'proof.document_id')
    .where('claim_id', '=', id)
    .where('removed_at', 'is', null)
    .where('document.file_key', 'is not', null)
    .select('document_id')
    .orderBy('proof.created_at')
    .orderBy('proof.id')
    .execute()
  return rows.map(({ document_id }) => document_id)
}

// Under the name that it has here, with what is asked beside it here; undefined where that is not known.
function asHere(regulation: Regulation, stated: Stated, ours: string): Stated | undefined {
  const knows = (list: readonly { readonly id: string }[]) => list.some(({ id }) => id === ours)
  const details = (member: Stated['member'], all: Readonly<Record<string, DetailValue>> = {}) => {
    const asked = askingOf(regulation, { member, subject: ours })?.fields ?? []
    return Object.fromEntries(Object.entries(all).filter(([id]) => asked.some((f) => f.id === id)))
  }
  switch (stated.member) {
    case 'document':
      return knows(regulation.documents)
        ? { ...stated, kind: ours, details: details('document', stated.details) }
        : undefined
    case 'holding':
      return knows(regulation.registers)
        ? { ...stated, register: ours, details: details('holding', stated.details) }
        : undefined
    case 'work':
      return knows(regulation.workRoles)
        ? { ...stated, role: ours, details: details('work', stated.details) }
        : undefined
    case 'fact': {
      const fact = regulation.facts.find(({ id }) => id === ours)
      if (fact === undefined || !isOfType(fact.type, stated.value)) return undefined
      const beside = details('fact', stated.details)
      const more = Object.keys(beside).length === 0 ? {} : { details: beside }
      return { member: 'fact', fact: ours, value: stated.value, ...more }
    }
    default:
      return undefined
  }
}

// One may choose otherwise out of each list, so that a choice is asked anew.
function isOfType(type: string, value: FactValue): boolean {
  switch (type) {
    case 'yes-no':
      return typeof value === 'boolean'
    case 'day':
      return value instanceof Temporal.PlainDate
    case 'number':
      return typeof value === 'number'
    default:
      return false
  }
}

function stands({ stated }: Claim, ours: Stated): boolean {
  return isSingle(ours) ? mayReplace(stated, ours) : isSameStated(stated, ours)
}

function isWhole(regulation: Regulation, stated: Stated): boolean {
  const fields = askingOf(regulation, aboutOf(stated))?.fields ?? []
  const told = 'details' in stated ? (stated.details ?? {}) : {}
  return fields.every(({ id, required }) => !required || told[id] !== undefined)
}
