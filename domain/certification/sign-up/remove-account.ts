import { sql } from 'kysely'
import { forgetMember } from '#domain/dossier/series/forget-member.ts'
import { forgetMemberships } from '#domain/organisations/member/carry-memberships.ts'
import { anonymiseAccount } from '#domain/people/account/anonymise-account.ts'
import { eraseFactsOf } from '#domain/platform/audit/erase-facts.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'

/** An account with which nobody is registered anywhere. */
export interface WithoutRegistration {
  readonly id: string
  readonly email: string
  readonly personId: string | null
}

/**
 * Removes an account with which nobody is registered, with what was typed, mailed and recorded of it in every
 * register; the caller records why. Where what others were told refers to it, as of who judged once, it loses
 * its name and address instead.
 */
export async function removeAccount(
  context: Context,
  { id, email, personId }: WithoutRegistration,
): Promise<void> {
  const { db } = context
  await inEachRegister(context, async (each) => {
    // Who is only a member of somebody's group goes out of it as who was registered does.
    await forgetMember(each, { registrationId: nobody, accountId: id, email })
    await each.db.deleteFrom('sign_up_draft').where('account_id', '=', id).execute()
    await each.db
      .deleteFrom('mail_message')
      .where('register', '=', each.register.id)
      .where((eb) => eb.or([eb('account_id', '=', id), eb('to_address', '=', email)]))
      .execute()
    await eraseFactsOf(each, {
      about: id,
      recordIds: [id, ...(personId === null ? [] : [personId])],
      reason: 'de gegevens zijn gewist',
    })
  })
  await forgetMemberships(context, id)
  await sql`savepoint remove_account`.execute(db)
  try {
    if (personId !== null) await db.deleteFrom('person').where('id', '=', personId).execute()
    await db.deleteFrom('account').where('id', '=', id).execute()
    await sql`release savepoint remove_account`.execute(db)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '23503')) throw error
    await sql`rollback to savepoint remove_account`.execute(db)
    await anonymiseAccount(context, id)
  }
}

const nobody = '00000000-0000-0000-0000-000000000000'
