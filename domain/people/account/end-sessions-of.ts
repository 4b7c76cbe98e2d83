import { endSessions } from '#domain/people/account/end-session.ts'
import { greetingName } from '#domain/people/account/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { sessionsEnded } from '#mail/sessions-ended.ts'

/** Somebody whose sessions an administrator may end: who works for the register, or is or was in it. */
export interface AccountHere {
  readonly accountId: string
  readonly email: string
  /** The person's name, or the address where there is none. */
  readonly name: string
}

/** An account that has to do with this register; undefined for any other. */
export async function findAccountHere(
  { db, register }: Context,
  accountId: string,
): Promise<AccountHere | undefined> {
  const row = await db
    .selectFrom('account')
    .where('account.id', '=', accountId)
    .where('account.closed_at', 'is', null)
    .where(({ or, exists, selectFrom }) =>
      or([
        exists(
          selectFrom('staff_role')
            .whereRef('staff_role.account_id', '=', 'account.id')
            .where('staff_role.register', 'in', [register.id, '*'])
            .select('staff_role.id'),
        ),
        exists(
          selectFrom('person')
            .innerJoin('registration', 'registration.person_id', 'person.id')
            .whereRef('person.account_id', '=', 'account.id')
            .where('registration.register', '=', register.id)
            .select('registration.id'),
        ),
      ]),
    )
    .select('account.email')
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { accountId, email: row.email, name: await greetingName(db, accountId, row.email) }
}

export type EndedSessions =
  | { readonly outcome: 'ended'; readonly count: number }
  /** They are signed in nowhere: nothing was done, and nobody was told. */
  | { readonly outcome: 'none-open' }

/**
 * An administrator ends all sessions of somebody, wherever those are, and has their browsers forgotten: for
 * when a telephone is lost or somebody else sits behind an account. Its holder is told.
 */
export async function endSessionsOf(
  context: Context,
  { accountId, email, name }: AccountHere,
): Promise<EndedSessions> {
  const { db, register, platform } = context
  const count = await endSessions(db, accountId, { allBut: undefined })
  await db.deleteFrom('known_device').where('account_id', '=', accountId).execute()
  if (count === 0) return { outcome: 'none-open' }
  await record(context, {
    noun: 'account',
    id: accountId,
    action: 'end-sessions',
    facts: { sessions: count },
  })
  noteSecurity(context, 'sessions-ended', { account: accountId, by: 'administrator' })
  await writeMessage(
    context,
    'sessions-ended',
    { name, address: email, accountId },
    sessionsEnded({
      register: mailRegister(platform, register),
      name,
      endedAt: Temporal.Now.instant().toString(),
    }),
  )
  return { outcome: 'ended', count }
}
