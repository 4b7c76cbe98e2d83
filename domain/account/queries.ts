import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Actor, Role } from '#domain/shared/context.ts'

/** The SHA-256 of a secret token, which is what the database keeps of it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** What a session's token turned out to be. */
export type FoundSession =
  | { readonly outcome: 'none' }
  /** It ended, but it was somebody's: what they sent is kept for them. */
  | { readonly outcome: 'ended'; readonly accountId: string }
  | { readonly outcome: 'found'; readonly actor: Extract<Actor, { kind: 'account' }> }

/** Who holds this session in this register: the account, its roles, person and registration. */
export async function findSession(
  db: Transaction<Database>,
  register: string,
  token: string,
  now: Temporal.Instant,
): Promise<FoundSession> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .leftJoin('person', 'person.account_id', 'account.id')
    .leftJoin('registration', (join) =>
      join
        .onRef('registration.person_id', '=', 'person.id')
        .on('registration.register', '=', register)
        .on('registration.status', 'not in', ['withdrawn', 'removed']),
    )
    .where('session.token_hash', '=', hashToken(token))
    .select([
      'session.method',
      'session.second_factor_at',
      'session.expires_at',
      'session.ended_at',
      'account.id as account_id',
      'account.email',
      'account.closed_at',
      'person.id as person_id',
      'registration.id as registration_id',
    ])
    .select((query) =>
      query
        .selectFrom('staff_role')
        .whereRef('staff_role.account_id', '=', 'account.id')
        .where('staff_role.register', 'in', [register, '*'])
        .select(sql<Role[]>`coalesce(array_agg(distinct role), '{}')`.as('roles'))
        .as('roles'),
    )
    .executeTakeFirst()
  if (row === undefined || row.closed_at !== null) return { outcome: 'none' }
  const expired = Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) <= 0
  if (row.ended_at !== null || expired) return { outcome: 'ended', accountId: row.account_id }
  return {
    outcome: 'found',
    actor: {
      kind: 'account',
      accountId: row.account_id,
      email: row.email,
      roles: row.roles ?? [],
      personId: row.person_id ?? undefined,
      registrationId: row.registration_id ?? undefined,
      authenticatedBy: row.method,
      secondFactor: row.second_factor_at !== null,
    },
  }
}
