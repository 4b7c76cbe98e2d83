import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { eraseFactsNumbered, eraseFactsOf } from '#domain/platform/audit/erase-facts.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What there is of an address of somebody without an account, by where it is. */
export interface Traces {
  readonly referee: readonly string[]
  readonly attestation: readonly string[]
  readonly group: readonly string[]
  readonly death: readonly string[]
  readonly invitations: number
  readonly mails: number
  /** Somebody signs in with it: then it is theirs to ask, on their own page. */
  readonly hasAccount: boolean
}

/** How many places there are. */
export function countTraces(traces: Traces): number {
  const { referee, attestation, group, death, invitations, mails } = traces
  return referee.length + attestation.length + group.length + death.length + invitations + mails
}

/** Finds what this register keeps of an address, of referees, contacts and whoever was invited. */
export async function findTraces(context: Context, typed: string): Promise<Traces> {
  const { db, register } = context
  const email = typed.trim().toLowerCase()
  const ids = async (table: string, column = 'email') => {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(table)}
      where register = ${register.id} and lower(btrim(${sql.ref(column)})) = ${email}
      order by id`.execute(db)
    return rows.map(({ id }) => id)
  }
  const { rows } = await sql<{ invitations: number; mails: number; account: boolean }>`
    select
      (select count(*)::int from one_time_link where email = ${email} and account_id is null
        and purpose = 'invite-staff' and details->>'register' = ${register.id}) as invitations,
      (select count(*)::int from mail_message where register = ${register.id}
        and lower(to_address) = ${email} and account_id is null) as mails,
      exists (select from account where email = ${email} and closed_at is null) as account`.execute(
    db,
  )
  const [row] = rows
  return {
    referee: await ids('referee_request'),
    attestation: await ids('attestation'),
    group: await ids('series_member'),
    death: await ids('death', 'told_email'),
    invitations: row?.invitations ?? 0,
    mails: row?.mails ?? 0,
    hasAccount: row?.account ?? false,
  }
}

export type ErasedTraces =
  | { readonly outcome: 'erased'; readonly places: number }
  | { readonly outcome: 'nothing' | 'has-account' }

/**
 * Erases an address from wherever this register keeps it: of who confirmed something the name stays with that,
 * as it is the proof of somebody else, until their dossier goes. Invitations stop working.
 */
export async function eraseTraces(
  context: Context,
  typed: string,
  reason: string,
): Promise<ErasedTraces> {
  const { db, register } = context
  const email = typed.trim().toLowerCase()
  const traces = await findTraces(context, email)
  if (traces.hasAccount) return { outcome: 'has-account' }
  const places = countTraces(traces)
  if (email === '' || places === 0) return { outcome: 'nothing' }
  const { referee, attestation, group, death } = traces
  const about = createHash('sha256').update(email).digest('hex').slice(0, 16)
  await record(context, {
    noun: 'retention',
    id: about,
    action: 'erase-address',
    facts: { places, reason },
  })
  for (const [table, links, column, some] of [
    ['referee_request', 'referee_link', 'request_id', referee],
    ['attestation', 'attestation_link', 'attestation_id', attestation],
    ['series_member', 'series_link', 'member_id', group],
  ] as const) {
    if (some.length === 0) continue
    await sql`delete from ${sql.table(links)}
      where ${sql.ref(column)} = any(${some}::uuid[])`.execute(db)
    await sql`update ${sql.table(table)} set email = '' where id = any(${some}::uuid[])`.execute(db)
  }
  if (death.length > 0) {
    await db
      .updateTable('death')
      .where('id', 'in', [...death])
      .set({ told_email: '' })
      .execute()
  }
  await sql`update staff_change set email = '' where register = ${register.id}
    and lower(email) = ${email} and status <> 'proposed'`.execute(db)
  await sql`delete from one_time_link where email = ${email} and account_id is null
    and purpose = 'invite-staff' and details->>'register' = ${register.id}`.execute(db)
  await sql`delete from mail_message where register = ${register.id}
    and lower(to_address) = ${email} and account_id is null`.execute(db)
  await eraseFactsOf(context, {
    about,
    recordIds: [...referee, ...attestation, ...group, ...death],
    reason,
  })
  await eraseInvitationFacts(context, email)
  return { outcome: 'erased', places }
}

// An invitation is recorded under the role that it was to.
async function eraseInvitationFacts(context: Context, email: string): Promise<void> {
  const { rows } = await sql<{ seq: number }>`
    select r.seq from audit_record r join audit_facts f on f.seq = r.seq
    where r.register = ${context.register.id} and r.noun = 'staff'
      and f.facts->>'email' = ${email}`.execute(context.db)
  if (rows.length === 0) return
  await eraseFactsNumbered(context, {
    about: 'staff',
    numbers: rows.map(({ seq }) => seq),
    reason: 'een adres is gewist',
  })
}
