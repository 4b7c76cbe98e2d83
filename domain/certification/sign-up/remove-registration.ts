import { sql } from 'kysely'
import { hashOfCode } from '#domain/certification/certificate/kept-code.ts'
import { forgetMember } from '#domain/dossier/series/forget-member.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { columnsOfDocuments, thingsOfRegistration } from '#domain/people/registration/things-of.ts'
import { eraseFactsOf } from '#domain/platform/audit/erase-facts.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import { removeDocuments, removeDocumentsById } from '#domain/platform/file/remove-documents.ts'
import { retentionRule } from '#regulations/retention.ts'

/**
 * Removes a registration, which the caller has locked, with everything that hangs on it: documents, mails,
 * what was done, what the audit record wrote of it, and person and account when nothing else needs them. That
 * it was removed stays in the record, that there were certificates stays as hashes of their codes, and an
 * invoice that has to be kept by law stays apart.
 */
export async function removeRegistration(context: Context, member: Member): Promise<void> {
  const { db } = context
  const { registrationId, personId, accountId } = member
  const { ids, documents } = await thingsOfRegistration(context, registrationId)
  await record(context, { noun: 'registration', id: registrationId, action: 'remove-data' })
  await forgetMember(context, { registrationId, accountId, email: member.email })
  await keepInvoices(context, registrationId)
  await noteCertificates(context, registrationId)
  const shared = await removeActivities(context, registrationId)
  await db
    .deleteFrom('reminder')
    .where('subject_id', 'in', [...ids])
    .execute()
  // Agreements, applications and all that was decided go with the registration.
  await db.deleteFrom('registration').where('id', '=', registrationId).execute()
  const forgotten = await removePerson(context, member, shared, documents)
  await eraseFactsOf(context, {
    about: registrationId,
    recordIds: forgotten
      ? [...ids, personId, ...(accountId === undefined ? [] : [accountId])]
      : ids,
    reason: 'de gegevens zijn gewist',
  })
}

// What is left of somebody in this register when a registration is gone; gives whether they are gone themselves.
async function removePerson(
  context: Context,
  { personId, accountId, email }: Member,
  shared: readonly string[],
  documents: readonly string[],
): Promise<boolean> {
  const { db, register } = context
  const others = await db
    .selectFrom('registration')
    .where('person_id', '=', personId)
    .select('id')
    .executeTakeFirst()
  if (others !== undefined) {
    await removeTheseDocuments(context, documents, shared)
    return false
  }
  await removePersonDocuments(context, personId, shared)
  if (accountId !== undefined) {
    await db.deleteFrom('sign_up_draft').where('account_id', '=', accountId).execute()
    await db
      .deleteFrom('mail_message')
      .where('register', '=', register.id)
      .where((eb) => eb.or([eb('account_id', '=', accountId), eb('to_address', '=', email)]))
      .execute()
  }
  return forgetPerson(context, personId, accountId)
}

// An invoice has to be kept for years after its own; what goes with it is its paper.
async function keepInvoices(context: Context, registrationId: string): Promise<void> {
  const { db, register, today } = context
  const { keep, does } = retentionRule(register, 'invoices')
  const invoices = await db
    .selectFrom('invoice')
    .where('registration_id', '=', registrationId)
    .select([
      ...(['id', 'register', 'number', 'status', 'issued_on', 'net_cents', 'vat_cents'] as const),
      ...(['total_cents', 'vat_treatment', 'paid_on', 'credit_number', 'document_id'] as const),
      'credit_document_id',
    ])
    .execute()
  for (const invoice of invoices) {
    const { id, issued_on, document_id, credit_document_id } = invoice
    const until = firstOfNextYear(Temporal.PlainDate.from(issued_on)).add(keep)
    if (does !== 'keep' && Temporal.PlainDate.compare(until, today) <= 0) {
      await removeCreditNotes(context, id)
      continue
    }
    await record(context, { noun: 'invoice', id, action: 'keep-apart' })
    const notes = await db
      .selectFrom('credit_note')
      .where('invoice_id', '=', id)
      .select('document_id')
      .execute()
    const papers = [
      ...[document_id, credit_document_id],
      ...notes.map((note) => note.document_id),
    ].filter((paper) => paper !== null)
    if (papers.length > 0) {
      await db.updateTable('document').where('id', 'in', papers).set({ person_id: null }).execute()
    }
    await db.deleteFrom('invoice').where('id', '=', id).execute()
    await db.insertInto('kept_invoice').values(invoice).execute()
  }
}

async function removeCreditNotes(context: Context, invoiceId: string): Promise<void> {
  const gone = await context.db
    .deleteFrom('credit_note')
    .where('invoice_id', '=', invoiceId)
    .returning('document_id')
    .execute()
  const papers = gone.flatMap(({ document_id }) => document_id ?? [])
  await removeDocumentsById(context, papers)
}

function firstOfNextYear(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.add({ years: 1 }).with({ month: 1, day: 1 })
}

async function noteCertificates(context: Context, registrationId: string): Promise<void> {
  const { db, register, today } = context
  const rows = await db
    .selectFrom('certificate')
    .where('registration_id', '=', registrationId)
    .select('code')
    .execute()
  if (rows.length === 0) return
  await db
    .insertInto('erased_certificate')
    .values(
      rows.map(({ code }) => ({
        register: register.id,
        code_hash: hashOfCode(register.id, code),
        erased_on: today.toString(),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
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
  const columns = await columnsOfDocuments(context.db)
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

// Of whoever stays for another registration, what belonged to this one and nothing else shows.
async function removeTheseDocuments(
  context: Context,
  documents: readonly string[],
  shared: readonly string[],
): Promise<void> {
  const columns = await columnsOfDocuments(context.db)
  const stays = new Set(shared)
  await inEachRegister(context, async ({ db }) => {
    for (const { table, column } of columns) {
      const { rows } = await sql<{ id: string }>`
        select ${sql.ref(column)} as id from ${sql.table(table)}
        where ${sql.ref(column)} = any(${documents}::uuid[])`.execute(db)
      for (const { id } of rows) stays.add(id)
    }
  })
  const gone = documents.filter((id) => !stays.has(id))
  await inEachRegister(context, (each) => removeDocumentsById(each, gone))
}

// Whoever works for a register or an organisation keeps name and account for that; who died works for none. Another
// register may know this person too.
// That cannot be seen from here, but the database refuses to remove what is still referred to; then person
// and account stay.
async function forgetPerson(
  context: Context,
  personId: string,
  accountId: string | undefined,
): Promise<boolean> {
  const { db } = context
  if (accountId !== undefined) {
    await takeSeatsOfClosed(context, accountId)
    const seat = await db
      .selectFrom('staff_role')
      .where('account_id', '=', accountId)
      .select('id')
      .executeTakeFirst()
    const acts = await db
      .selectFrom('account')
      .where('id', '=', accountId)
      .where('closed_at', 'is', null)
      .where(sql<boolean>`acts_for <> '{}'`)
      .select('id')
      .executeTakeFirst()
    if (seat !== undefined || acts !== undefined) return false
  }
  await sql`savepoint forget_person`.execute(db)
  try {
    await db.deleteFrom('person').where('id', '=', personId).execute()
    if (accountId !== undefined) {
      await db.deleteFrom('account').where('id', '=', accountId).execute()
    }
    await sql`release savepoint forget_person`.execute(db)
    return true
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '23503')) throw error
    await sql`rollback to savepoint forget_person`.execute(db)
    return false
  }
}

// With an account that is closed nobody works for a register any more, and what is left of the seats would keep it.
async function takeSeatsOfClosed(context: Context, accountId: string): Promise<void> {
  const { closed_at } = await context.db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('closed_at')
    .executeTakeFirstOrThrow()
  if (closed_at === null) return
  await inEachRegister(context, async (each) => {
    const taken = await each.db
      .deleteFrom('staff_role')
      .where('account_id', '=', accountId)
      .where('register', '=', each.register.id)
      .returning(['role', 'body'])
      .execute()
    for (const facts of taken) {
      await record(each, { noun: 'staff', id: accountId, action: 'revoke', facts })
    }
  })
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
