import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Steps } from '#domain/people/account/steps.ts'
import { hasPasskeyOf, worksOf } from '#domain/people/account/steps.ts'
import type { ActedFor, Actor, OutOfTerm, Seat } from '#domain/platform/actor/actor.ts'

/** The SHA-256 of a secret token, which is what the database keeps of it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** For how many minutes after signing in somebody may do what only the holder of an account may. */
const recentMinutes = 10

/** What a session's token turned out to be. */
export type FoundSession =
  | { readonly outcome: 'none' }
  /** It ended, but it was somebody's: what they sent is kept for them. */
  | { readonly outcome: 'ended'; readonly accountId: string }
  | {
      readonly outcome: 'found'
      readonly actor: Extract<Actor, { kind: 'account' }>
      /** It was last used a while ago, so that using it now makes it last longer. */
      readonly toBeExtended: boolean
      /** What the account has for a second step, taken in this session or not. */
      readonly steps: Steps
      /** Whether the session began not long ago: signing in again begins another. */
      readonly recent: boolean
    }

/**
 * Who holds this session in this register: the account, its roles, person and registration. Where
 * the demo is off, its made-up people hold none.
 */
export async function findSession(
  db: Transaction<Database>,
  register: string,
  token: string,
  { now, demo }: { readonly now: Temporal.Instant; readonly demo: boolean },
): Promise<FoundSession> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .leftJoin('registration', (join) =>
      join
        .onRef('registration.person_id', '=', 'person.id')
        .on('registration.register', '=', register)
        .on('registration.status', 'not in', ['withdrawn', 'removed', 'deceased']),
    )
    .where('session.token_hash', '=', hashToken(token))
    .select([
      'session.method',
      'session.second_factor_at',
      'session.expires_at',
      'session.ended_at',
      'session.last_seen_at',
      'session.created_at',
      'session.acts_for',
      'account.id as account_id',
      'account.email',
      'account.closed_at',
      'account.merged_into',
      'account.demo',
      'account.totp_confirmed_at',
      'person.id as person_id',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'person.registers',
      'registration.id as registration_id',
      hasPasskeyOf('account.id').as('has_passkey'),
      worksOf('account.id').as('works'),
    ])
    .select((query) => [
      query
        .selectFrom('staff_role')
        .whereRef('staff_role.account_id', '=', 'account.id')
        .where('staff_role.register', 'in', [register, '*'])
        .select(
          sql<Seats>`json_build_object(
          'held', coalesce(json_agg(json_build_object('role', role, 'body', body) order by role, body)
            filter (where ${inTerm}), '[]'),
          'not', coalesce(json_agg(json_build_object('role', role, 'body', body, 'first', first,
            'last', last) order by last desc nulls first) filter (where not ${inTerm}), '[]'))`.as(
            'seats',
          ),
        )
        .as('seats'),
      query
        .selectFrom('registration as ended')
        .whereRef('ended.person_id', '=', 'person.id')
        .where('ended.register', '=', register)
        .where('ended.status', 'in', ['withdrawn', 'removed', 'deceased'])
        .select('ended.id')
        .orderBy('ended.ended_on', (order) => order.desc().nullsLast())
        .orderBy('ended.signed_up_on', 'desc')
        .limit(1)
        .as('ended_id'),
      query
        .selectFrom('organisation')
        .where(sql<boolean>`organisation.id = any (account.acts_for)`)
        .select(
          sql<readonly ActedFor[] | null>`json_agg(json_build_object('id', organisation.id,
            'name', organisation.name, 'checked', organisation.status = 'checked')
            order by organisation.name, organisation.id)`.as('organisations'),
        )
        .as('organisations'),
    ])
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'none' }
  // What they were just sending waits for the account with which they sign in now.
  if (row.merged_into !== null) return { outcome: 'ended', accountId: row.merged_into }
  if (row.closed_at !== null) return { outcome: 'none' }
  if (!demo && (row.demo || row.method === 'demo')) return { outcome: 'none' }
  const expired = Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) <= 0
  if (row.ended_at !== null || expired) return { outcome: 'ended', accountId: row.account_id }
  const unused = Temporal.Instant.from(row.last_seen_at).until(now)
  return {
    outcome: 'found',
    toBeExtended: unused.total('minutes') >= 5,
    steps: {
      hasApp: row.totp_confirmed_at !== null,
      hasPasskey: row.has_passkey,
      works: row.works,
    },
    recent: Temporal.Instant.from(row.created_at).until(now).total('minutes') < recentMinutes,
    actor: {
      kind: 'account',
      accountId: row.account_id,
      email: row.email,
      name: nameOf(row),
      seats: row.seats?.held ?? [],
      ...((row.seats?.not.length ?? 0) > 0 ? { outOfTerm: row.seats?.not } : {}),
      personId: row.person_id ?? undefined,
      registers: row.registers ?? [],
      registrationId: row.registration_id ?? undefined,
      endedRegistrationId: row.registration_id === null ? (row.ended_id ?? undefined) : undefined,
      ...hatsOf(row.organisations ?? [], row.acts_for),
      authenticatedBy: row.method,
      secondFactor: row.second_factor_at !== null,
    },
  }
}

// Whoever ceased to act for an organisation acts for themselves at once.
function hatsOf(organisations: readonly ActedFor[], actsFor: string | null) {
  if (organisations.length === 0) return {}
  const hat = organisations.find(({ id }) => id === actsFor)?.id
  return { organisations, ...(hat === undefined ? {} : { hat }) }
}

interface Seats {
  readonly held: readonly Seat[]
  readonly not: readonly OutOfTerm[]
}

// A seat holds from its first day up to and including its last, by the business date.
const businessDay = sql`((now() at time zone 'Europe/Amsterdam')::date
  + (select clock_shift_days from platform))`
const inTerm = sql`(coalesce(first <= ${businessDay}, true) and coalesce(last >= ${businessDay}, true))`

function nameOf(row: {
  readonly first_name: string | null
  readonly initials: string | null
  readonly name_prefix: string | null
  readonly last_name: string | null
}): string | undefined {
  const parts = [row.first_name || row.initials, row.name_prefix, row.last_name]
  return parts.filter(Boolean).join(' ') || undefined
}

/** A session as its holder sees it. */
export interface ListedSession {
  readonly id: string
  readonly method: 'password' | 'link' | 'passkey' | 'organisation' | 'demo'
  readonly userAgent: string
  readonly startedAt: string
  readonly lastSeenAt: string
  /** Whether it is the session of this very visit. */
  readonly current: boolean
}

/** The sessions of an account that are still open, the last used first. */
export async function listSessions(
  db: Transaction<Database>,
  accountId: string,
  token: string | undefined,
): Promise<readonly ListedSession[]> {
  const own = token === undefined ? undefined : hashToken(token)
  const rows = await db
    .selectFrom('session')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', sql<string>`now()`)
    .select(['id', 'token_hash', 'method', 'user_agent', 'created_at', 'last_seen_at'])
    .orderBy('last_seen_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    method: row.method,
    userAgent: row.user_agent,
    startedAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    current: own?.equals(row.token_hash) ?? false,
  }))
}

/** An account as signing in and security pages need it. */
export interface AccountFacts extends Steps {
  readonly id: string
  readonly email: string
  readonly hasPassword: boolean
  /** Whether it is linked to the account that its holder has with their organisation. */
  readonly hasOrganisation: boolean
  /** Whether the account works for this register. */
  readonly staff: boolean
  readonly recoveryCodesLeft: number
}

/** What is known of an account. */
export async function findAccount(
  db: Transaction<Database>,
  register: string,
  accountId: string,
): Promise<AccountFacts | undefined> {
  const row = await db
    .selectFrom('account')
    .where('account.id', '=', accountId)
    .where('account.closed_at', 'is', null)
    .select([
      'id',
      'email',
      'password_hash',
      'totp_confirmed_at',
      'organisation_account',
      hasPasskeyOf('account.id').as('has_passkey'),
      worksOf('account.id').as('works'),
    ])
    .select((query) => [
      query
        .selectFrom('staff_role')
        .whereRef('staff_role.account_id', '=', 'account.id')
        .where('staff_role.register', 'in', [register, '*'])
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('roles'),
      query
        .selectFrom('recovery_code')
        .whereRef('recovery_code.account_id', '=', 'account.id')
        .where('recovery_code.used_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('codes'),
    ])
    .executeTakeFirst()
  if (row === undefined) return undefined
  return {
    id: row.id,
    email: row.email,
    hasPassword: row.password_hash !== null,
    hasApp: row.totp_confirmed_at !== null,
    hasPasskey: row.has_passkey,
    works: row.works,
    hasOrganisation: row.organisation_account !== null,
    staff: (row.roles ?? 0) > 0,
    recoveryCodesLeft: row.codes ?? 0,
  }
}

/** The open account of an address. */
export async function findAccountByEmail(
  db: Transaction<Database>,
  email: string,
): Promise<{ readonly id: string; readonly passwordHash: string | undefined } | undefined> {
  const row = await db
    .selectFrom('account')
    .where('email', '=', email)
    .where('closed_at', 'is', null)
    .select(['id', 'password_hash'])
    .executeTakeFirst()
  return row === undefined
    ? undefined
    : { id: row.id, passwordHash: row.password_hash ?? undefined }
}

/** The names of whoever holds the account of an address, as far as they are known. */
export async function namesOfHolder(
  db: Transaction<Database>,
  email: string,
): Promise<readonly string[]> {
  const row = await db
    .selectFrom('person')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('account.email', '=', email)
    .where('account.closed_at', 'is', null)
    .select(['person.first_name', 'person.last_name'])
    .executeTakeFirst()
  return row === undefined ? [] : [row.first_name, row.last_name]
}

/** By what name letters greet an account: the person's, or else the address. */
export async function greetingName(
  db: Transaction<Database>,
  accountId: string,
  email: string,
): Promise<string> {
  const row = await db
    .selectFrom('person')
    .where('account_id', '=', accountId)
    .select(['first_name', 'initials', 'name_prefix', 'last_name'])
    .executeTakeFirst()
  if (row === undefined || row.last_name === '') return email
  return [row.first_name || row.initials, row.name_prefix, row.last_name].filter(Boolean).join(' ')
}

/** To whom and by what name the holder of an account is written. */
export async function holderOf(
  db: Transaction<Database>,
  accountId: string,
): Promise<{ readonly name: string; readonly address: string; readonly accountId: string }> {
  const { email } = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('email')
    .executeTakeFirstOrThrow()
  return { name: await greetingName(db, accountId, email), address: email, accountId }
}
