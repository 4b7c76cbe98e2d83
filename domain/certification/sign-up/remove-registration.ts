import { sql } from 'kysely'
import { forgetMember } from '#domain/dossier/series/forget-member.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import { removeDocuments } from '#domain/platform/file/remove-documents.ts'

/**
 * Removes a registration, which the caller has locked, with everything that hangs on it: documents, mails,
 * what was done, and person and account when nothing else needs them. That it was removed stays in the
 * record.
 */
export async function removeRegistration(context: Context, member: Member): Promise<void> {
  const { db, register } = context
  const { registrationId, personId, accountId } = member
  await record(context, { noun: 'registration', id: registrationId, action: 'remove-data' })
  await forgetMember(context, { registrationId, accountId, email: member.email })
  const shared = await removeActivities(context, registrationId)
  // Agreements, applications and all that was decided go with the registration.
  await db.deleteFrom('registration').where('id', '=', registrationId).execute()
  const others = await db
    .selectFrom('registration')
    .where('person_id', '=', personId)
    .select('id')
    .executeTakeFirst()
  if (others !== undefined) return
  await removePersonDocuments(context, personId, shared)
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

// Removes the documents of somebody in this register, and in any other that they left before, but what a
// register that still keeps them shows.
async function removePersonDocuments(
  context: Context,
  personId: string,
  shared: readonly string[],
): Promise<void> {
  const stays = new Set(shared)
  const left: string[] = []
  const columns = await columnsOfDocuments(context)
  await inEachRegister(context, async ({ db, register }) => {
    const kept = await db
      .selectFrom('registration')
      .where('person_id', '=', personId)
      .where('register', '=', register.id)
      .select('id')
      .executeTakeFirst()
    if (kept === undefined) {
      left.push(register.id)
      return
    }
    for (const { table, column } of columns) {
      const { rows } = await sql<{ id: string }>`
        select d.id from ${sql.table(table)} t join document d on d.id = t.${sql.ref(column)}
        where d.person_id = ${personId}`.execute(db)
      for (const { id } of rows) stays.add(id)
    }
  })
  await inEachRegister(context, async (each) => {
    if (left.includes(each.register.id)) await removeDocuments(each, personId, [...stays])
  })
}

// Every column that refers to a document, as the database knows them: one that is added later counts too.
async function columnsOfDocuments({
  db,
}: Context): Promise<readonly { readonly table: string; readonly column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select t.relname as table, a.attname as column from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'document'::regclass
    order by t.relname, a.attname`.execute(db)
  return rows
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

// Removes what somebody did, as far as no other register counts it; gives the documents that show the
// rest, which stay.
async function removeActivities(
  context: Context,
  registrationId: string,
): Promise<readonly string[]> {
  const { db } = context
  const claims = await db
    .selectFrom('activity_claim')
    .where('registration_id', '=', registrationId)
    .select('activity_id')
    .execute()
  const all = claims.map(({ activity_id }) => activity_id)
  if (all.length === 0) return []
  const elsewhere = new Set<string>()
  await inEachRegister(context, async (each) => {
    if (each.register.id === context.register.id) return
    const rows = await each.db
      .selectFrom('activity_claim')
      .where('register', '=', each.register.id)
      .where('activity_id', 'in', all)
      .select('activity_id')
      .execute()
    for (const { activity_id } of rows) elsewhere.add(activity_id)
  })
  const stays = all.filter((id) => elsewhere.has(id))
  const goes = all.filter((id) => !elsewhere.has(id))
  const proofs =
    stays.length === 0
      ? []
      : await db
          .selectFrom('evidence')
          .where('activity_id', 'in', stays)
          .select('document_id')
          .execute()
  if (goes.length > 0) await db.deleteFrom('activity').where('id', 'in', goes).execute()
  return proofs.map(({ document_id }) => document_id)
}
