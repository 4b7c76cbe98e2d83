import { sql } from 'kysely'
import { removalDay } from '#domain/certification/agreement/agreement.ts'
import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { forgetMember } from '#domain/dossier/series/forget-member.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { removeDocuments } from '#domain/platform/file/remove-documents.ts'

/**
 * Removes the data of everybody whose agreement lapsed and who asked for no other within the term
 * after that: registration, documents, mails, and person and account when nothing else needs them.
 */
export async function removeLapsedAccounts(context: Context): Promise<void> {
  const rows = await context.db
    .selectFrom('registration')
    .where('status', '=', 'agreement-lapsed')
    .select('id')
    .orderBy('id')
    .execute()
  for (const { id } of rows) {
    const member = await findMember(context, id, { lock: true })
    if (member?.status !== 'agreement-lapsed') continue
    const [latest] = await listAgreements(context, id)
    if (latest === undefined) continue
    const day = removalDay(latest.signBefore, context.register.terms.accountRemoval)
    if (Temporal.PlainDate.compare(context.today, day) >= 0) await remove(context, member)
  }
}

async function remove(context: Context, member: Member): Promise<void> {
  const { db, register } = context
  const { registrationId, personId, accountId } = member
  await record(context, { noun: 'registration', id: registrationId, action: 'remove-data' })
  await forgetMember(context, { registrationId, accountId, email: member.email })
  // The agreements go with the registration.
  await db.deleteFrom('registration').where('id', '=', registrationId).execute()
  const others = await db
    .selectFrom('registration')
    .where('person_id', '=', personId)
    .select('id')
    .executeTakeFirst()
  if (others !== undefined) return
  await removeDocuments(context, personId)
  if (accountId !== undefined) {
    await db.deleteFrom('sign_up_draft').where('account_id', '=', accountId).execute()
    await db
      .deleteFrom('mail_message')
      .where('account_id', '=', accountId)
      .where('register', '=', register.id)
      .execute()
  }
  await forgetPerson(context, personId, accountId)
}

// Another register may know this person too. That cannot be seen from here, but the database
// refuses to remove what is still referred to; then person and account stay.
async function forgetPerson(
  context: Context,
  personId: string,
  accountId: string | undefined,
): Promise<void> {
  const { db } = context
  await sql`savepoint forget_person`.execute(db)
  try {
    await db.deleteFrom('person').where('id', '=', personId).execute()
    if (accountId !== undefined) {
      await db
        .deleteFrom('account')
        .where('id', '=', accountId)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('staff_role').where('account_id', '=', accountId).select('role'))),
        )
        .execute()
    }
    await sql`release savepoint forget_person`.execute(db)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '23503')) throw error
    await sql`rollback to savepoint forget_person`.execute(db)
  }
}
