import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { FactorReset } from '#domain/people/account/factor-reset.ts'
import { resetDays, resetHours } from '#domain/people/account/factor-reset.ts'
import { makeLink } from '#domain/people/account/make-link.ts'
import { findAccountByEmail, holderOf } from '#domain/people/account/queries.ts'
import { runningResetOf } from '#domain/people/account/running-resets.ts'
import { stepsOf } from '#domain/people/account/steps.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { factorResetAsked } from '#mail/factor-reset-asked.ts'

// A lost second factor is taken off by two people, after a day in which its holder can stop it. Whoever sees
// to it works for a register in which the account works, or its person is registered.

export type AskedReset = {
  readonly outcome:
    | 'asked'
    /** In this register there is no such account. */
    | 'unknown'
    /** Their own, which others see to. */
    | 'own'
    /** It has none that could be lost. */
    | 'no-second-factor'
    /** Of somebody who administers every register: that is done on the server. */
    | 'everywhere'
    | 'runs-already'
}

/** Asks to take off the second factor of the account with this address; its holder is told at once. */
export async function askFactorReset(
  context: Context,
  asked: {
    readonly email: string
    /** How it was seen that it is they who ask. */
    readonly reason: string
  },
): Promise<AskedReset> {
  const { db, register, actor } = context
  if (actor.kind !== 'account') return { outcome: 'unknown' }
  const account = await findAccountByEmail(db, asked.email)
  if (account === undefined) return { outcome: 'unknown' }
  const { id } = account
  // Of two who ask at once the second finds that it runs.
  const { hasApp, hasPasskey } = await stepsOf(db, id, { lock: true })
  const place = await placeOf(context, id)
  if (place === 'elsewhere') return { outcome: 'unknown' }
  if (await areOfOne(db, id, actor.accountId)) return { outcome: 'own' }
  if (place === 'everywhere') return { outcome: 'everywhere' }
  if (!hasApp && !hasPasskey) return { outcome: 'no-second-factor' }
  if ((await runningResetOf(db, id)) !== undefined) return { outcome: 'runs-already' }
  const now = Temporal.Now.instant().toString()
  // Those that nobody came for in time.
  await db
    .updateTable('factor_reset')
    .where('account_id', '=', id)
    .where('status', 'in', ['asked', 'confirmed'])
    .set({ status: 'stopped', ended_at: now })
    .execute()
  const { id: reset } = await db
    .insertInto('factor_reset')
    .values({
      account_id: id,
      register: register.id,
      reason: asked.reason,
      asked_by: actor.accountId,
      asked_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'account',
    id,
    action: 'ask-factor-reset',
    facts: { reset, reason: asked.reason },
  })
  await tellOfReset(context, { id: reset, accountId: id, dueAt: undefined })
  return { outcome: 'asked' }
}

/** Tells the holder that it was asked, or from when they sign in without it, with a link that stops it. */
export async function tellOfReset(
  context: Context,
  { id, accountId, dueAt }: Pick<FactorReset, 'id' | 'accountId' | 'dueAt'>,
): Promise<void> {
  const { db, register, platform } = context
  const holder = await holderOf(db, accountId)
  const url = await makeLink(context, {
    purpose: 'stop-reset',
    minutes: (2 * resetDays * 24 + resetHours) * 60,
    accountId,
    email: holder.address,
    details: { reset: id },
  })
  await writeMessage(
    context,
    'factor-reset-asked',
    holder,
    factorResetAsked({
      register: mailRegister(platform, register),
      name: holder.name,
      url,
      dueAt,
      hours: resetHours,
    }),
  )
}

/** Whether two accounts are one, or of one person, as far as can be told from address, name and telephone. */
export async function areOfOne(
  db: Transaction<Database>,
  one: string,
  other: string,
): Promise<boolean> {
  if (one === other) return true
  const { rows } = await sql<{ same: boolean }>`
    select exists (select from account a, account b
        where a.id = ${one} and b.id = ${other} and bare_address(a.email) = bare_address(b.email))
      or exists (select from people_of(${one}) p where p in (select people_of(${other}))) as same`.execute(
    db,
  )
  return rows[0]?.same === true
}

/** Where an account belongs, as seen from one register. */
export type Place = 'everywhere' | 'staff' | 'person' | 'elsewhere'

/** Whether an account works for every register, for some, or is of somebody who is registered in this one. */
export async function placeOf({ db, register }: Context, accountId: string): Promise<Place> {
  const roles = await db
    .selectFrom('staff_role')
    .where('account_id', '=', accountId)
    .select('register')
    .execute()
  if (roles.some((role) => role.register === '*')) return 'everywhere'
  if (roles.some((role) => role.register === register.id)) return 'staff'
  const registered = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('person.account_id', '=', accountId)
    .where('registration.register', '=', register.id)
    .select('registration.id')
    .executeTakeFirst()
  if (registered === undefined) return 'elsewhere'
  return roles.length > 0 ? 'staff' : 'person'
}
