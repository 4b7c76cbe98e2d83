import { sql } from 'kysely'
import { removeAccount } from '#domain/certification/sign-up/remove-account.ts'
import { isHeldFromNow } from '#domain/people/hold/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { fullName } from '#language/names.ts'
import { accountUnused } from '#mail/account-unused.ts'

/** An account that was opened in this register and with which nobody is registered in any. */
interface Unused {
  readonly id: string
  readonly email: string
  readonly personId: string | null
  readonly name: string
  readonly since: Temporal.PlainDate
}

/**
 * Removes every account with which nobody signed up in any register within the term, whoever works for
 * a register left out, and warns of it on the days that the register names. Signing in alone does
 * not begin the term anew; typing something for a sign-up does.
 */
export async function removeUnusedAccounts(context: Context): Promise<void> {
  const { register, today } = context
  const { accountRemoval, accountRemovalWarningDays } = register.terms
  const steps = [...accountRemovalWarningDays].sort((one, other) => one - other)
  await eachDue(
    context,
    await unusedAccounts(context, steps[0] ?? 0),
    ({ id }) => id,
    async (context, one) => {
      if (!(await isStillUnused(context, one)) || (await isHeldFromNow(context, one.personId)))
        return
      const removedOn = one.since.add(accountRemoval)
      if (Temporal.PlainDate.compare(today, removedOn) >= 0) {
        await record(context, { noun: 'account', id: one.id, action: 'remove-unused' })
        await removeAccount(context, one)
        return
      }
      const days = steps.map((step) => ({ step, on: one.since.add({ days: step }) }))
      const step = await latestDueStep(context, one.id, `account-unused-${one.since}`, days)
      if (step === undefined) return
      await writeMessage(
        context,
        'account-unused',
        { name: one.name, address: one.email, accountId: one.id },
        accountUnused({
          register: mailRegister(context.platform, register),
          name: one.name,
          removedOn: removedOn.toString(),
        }),
      )
    },
  )
}

// Nobody signed up with it meanwhile, and nobody can while this goes on.
async function isStillUnused(context: Context, { id, since }: Unused): Promise<boolean> {
  const { rows } = await sql<{ since: string }>`
    select a.unused_since as since from account a ${unusedHere(context)} and a.id = ${id}
    for update of a`.execute(context.db)
  return rows[0]?.since === since.toString()
}

/** Since when an account is unused that goes after the term of this register; undefined where it does not. */
export async function findUnusedSince(
  context: Context,
  accountId: string,
): Promise<Temporal.PlainDate | undefined> {
  const { rows } = await sql<{ since: string }>`
    select a.unused_since as since from account a ${unusedHere(context)} and a.id = ${accountId}`.execute(
    context.db,
  )
  return rows[0] && Temporal.PlainDate.from(rows[0].since)
}

function unusedHere({ register }: Context) {
  return sql`left join person p on p.account_id = a.id
    where a.opened_in = ${register.id} and a.closed_at is null and not a.demo
      and a.unused_since is not null and a.acts_for = '{}' and (p.id is null or p.registers = '{}')
      and not exists (select from staff_role s where s.account_id = a.id)`
}

async function unusedAccounts(context: Context, firstWarning: number): Promise<readonly Unused[]> {
  const { rows } = await sql<{
    id: string
    email: string
    person_id: string | null
    first_name: string | null
    initials: string | null
    name_prefix: string | null
    last_name: string | null
    since: string
  }>`
    select a.id, a.email, p.id as person_id, p.first_name, p.initials, p.name_prefix, p.last_name,
      a.unused_since as since
    from account a ${unusedHere(context)}
      and a.unused_since <= ${context.today.subtract({ days: firstWarning }).toString()}::date
    order by a.id`.execute(context.db)
  return rows.map((row) => {
    const name = fullName({
      firstName: row.first_name ?? '',
      initials: row.initials ?? '',
      namePrefix: row.name_prefix ?? '',
      lastName: row.last_name ?? '',
    })
    return {
      id: row.id,
      email: row.email,
      personId: row.person_id,
      name: name === '' ? row.email : name,
      since: Temporal.PlainDate.from(row.since),
    }
  })
}
