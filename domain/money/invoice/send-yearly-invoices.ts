import { begunCoverages } from '#domain/money/invoice/invoice.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { billed } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { tariffOn } from '#regulations/load.ts'

/**
 * Sends the invoice of each year that has begun since somebody became a candidate. A year has one
 * invoice, so that this may run again, and days without due work are caught up with. A year that
 * began while there was nothing to pay has none, nor one that was charged where somebody was taken
 * over from.
 */
export async function sendYearlyInvoices(context: Context): Promise<void> {
  const { db, register, today } = context
  const tariff = tariffOn(register, today)
  if (tariff === undefined) return
  const rows = await db
    .selectFrom('registration')
    .where('status', 'in', [...billed(context.register)])
    .where('candidate_on', '<', today.toString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('invoice')
            .whereRef('invoice.registration_id', '=', 'registration.id')
            .where('invoice.covers_last', '>=', today.toString())
            .select('invoice.id'),
        ),
      ),
    )
    .select('id')
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id }) => {
      const member = await findMember(context, id, { lock: true })
      if (member?.candidateOn === undefined) return
      const charged = await context.db
        .selectFrom('registration')
        .where('id', '=', id)
        .select('charged_until')
        .executeTakeFirstOrThrow()
      const sent = await context.db
        .selectFrom('invoice')
        .where('registration_id', '=', id)
        .select('covers_first')
        .execute()
      const known = new Set(sent.map((invoice) => invoice.covers_first))
      for (const covers of begunCoverages(member.candidateOn, today, tariff.billing)) {
        // A year that began when there was nothing to pay stays free.
        const free = tariffOn(register, covers.first) === undefined
        const elsewhere = covers.first.toString() <= (charged.charged_until ?? '')
        if (!free && !elsewhere && !known.has(covers.first.toString()))
          await sendInvoice(context, member, covers)
      }
    },
  )
}
