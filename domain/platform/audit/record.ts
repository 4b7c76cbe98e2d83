import { randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { hashFacts, leafOf, platformRegister } from '#domain/platform/audit/audit.ts'
import { hashLeaf } from '#domain/platform/audit/tree.ts'
import { storableJson } from '#language/typed.ts'

/** What a change is done in: a use case's context has all of it. */
export interface Recording {
  readonly db: Transaction<Database>
  /** Undefined for what belongs to no register, such as an account. */
  readonly register: { readonly id: string } | undefined
  readonly actor: Actor
  readonly today: Temporal.PlainDate
}

export interface Change {
  /** The folder's word for what was changed, such as 'registration'. */
  readonly noun: string
  readonly id: string
  /** What was done, in the words of the use case, such as 'approve'. */
  readonly action: string
  /** Why and with what: everything that was decided on. May hold personal data. */
  readonly facts?: Readonly<Record<string, unknown>>
}

/**
 * Writes the record of a change in the transaction of the change, so that neither is without the
 * other. The facts are kept apart from the record, so that they can be erased.
 */
export async function record(context: Recording, change: Change): Promise<void> {
  const { entry, salt, facts, factsHash, leafHash } = written(context, change)
  // One round trip. The number is taken first, as the tables may be added to but what was added to
  // the platform's record may not be read back.
  await sql`with number as materialized (
      select nextval('audit_record_seq_seq') as seq
    ), written as (
      insert into audit_record (seq, id, register, noun, record_id, action, actor, at, day,
        facts_hash, leaf_hash)
      overriding system value
      select seq, ${entry.id}::uuid, ${entry.register}, ${entry.noun}, ${entry.recordId},
        ${entry.action}, ${entry.actor}, ${entry.at}::timestamptz, ${entry.day}::date,
        ${factsHash}::bytea, ${leafHash}::bytea from number
    ), kept as (
      insert into audit_facts (seq, register, salt, facts)
      select seq, ${entry.register}, ${salt}::bytea, ${facts}::json from number
    )
    insert into audit_pending (seq, register, xid)
    select seq, ${entry.register}, pg_current_xact_id() from number`.execute(context.db)
}

/** Writes the records of many changes at once, in their order; none where there is none. */
export async function recordAll(context: Recording, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  const rows = changes.map((change) => {
    const { entry, salt, facts, factsHash, leafHash } = written(context, change)
    const hex = { salt: salt.toString('hex'), leaf: leafHash.toString('hex') }
    return { ...entry, ...hex, facts, hash: factsHash.toString('hex') }
  })
  await sql`with numbered as materialized (
      select nextval('audit_record_seq_seq') as seq, one.*
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one(id uuid, register text,
        noun text, "recordId" text, action text, actor text, at timestamptz, day date,
        hash text, leaf text, salt text, facts text)
    ), written as (
      insert into audit_record (seq, id, register, noun, record_id, action, actor, at, day,
        facts_hash, leaf_hash)
      overriding system value
      select seq, id, register, noun, "recordId", action, actor, at, day, decode(hash, 'hex'),
        decode(leaf, 'hex') from numbered
    ), kept as (
      insert into audit_facts (seq, register, salt, facts)
      select seq, register, decode(salt, 'hex'), facts::json from numbered
    )
    insert into audit_pending (seq, register, xid)
    select seq, register, pg_current_xact_id() from numbered`.execute(context.db)
}

function written(context: Recording, change: Change) {
  const facts = storableJson(change.facts ?? {})
  const salt = randomBytes(16)
  const factsHash = hashFacts(salt, facts)
  const entry = {
    id: randomUUID(),
    register: context.register?.id ?? platformRegister,
    noun: change.noun,
    recordId: change.id,
    action: change.action,
    actor: nameOf(context.actor),
    at: Temporal.Now.instant().round({ smallestUnit: 'microsecond' }).toString(),
    day: context.today.toString(),
  }
  const leafHash = hashLeaf(leafOf({ ...entry, factsHash: factsHash.toString('hex') }))
  return { entry, salt, facts, factsHash, leafHash }
}

/** How an actor is named in the record: by an identifier, never by a name or an address. */
export function nameOf(actor: Actor): string {
  switch (actor.kind) {
    case 'visitor':
      return 'visitor'
    case 'account':
      return `account:${actor.accountId}`
    case 'referee':
      return `referee:${actor.requestId}`
    case 'system':
      return `system:${actor.task}`
  }
}
