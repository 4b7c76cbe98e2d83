import { chargeYear } from '#domain/money/invoice/charge-year.ts'
import { begunCoverages } from '#domain/money/invoice/invoice.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { payingMember } from '#domain/money/payer/find-payer.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { billed } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import type { Tariff } from '#regulations/register.ts'
import type { KnownFacts } from '#regulations/tariffs.ts'
import { tariffOn } from '#regulations/tariffs.ts'

/**
 * Sends the invoice of each year that has begun since somebody became a candidate. A year has one
 * invoice, so that this may run again, and days without due work are caught up with. A year that
 * began while there was nothing to pay has none, nor one that was charged where somebody was taken
 * over from. What is known of somebody, for the discounts that rest on it, is told by `factsOf`.
 */
export async function sendYearlyInvoices(
  context: Context,
  factsOf: (context: Context, registrationId: string) => Promise<KnownFacts>,
): Promise<void> {
  const { db, register, today } = context
  if (!register.tariffs.some(({ kind, amount }) => kind === 'year' && amount > 0)) return
  const rows = await db
    .selectFrom('registration')
    .where('status', 'in', [...billed(context.register)])
    .where('candidate_on', '<', today.toString())
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('invoice')
            .whereRef('invoice.registration_id', '=', 'registration.id')
            .where('invoice.kind', '=', 'year')
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
      const whose = member.category === undefined ? {} : { category: member.category }
      const tariff = tariffOn(register, today, whose)
      if (tariff === undefined) return
      const charged = await context.db
        .selectFrom('registration')
        .where('id', '=', id)
        .select('charged_until')
        .executeTakeFirstOrThrow()
      const sent = await context.db
        .selectFrom('invoice')
        .where('registration_id', '=', id)
        .where('kind', '=', 'year')
        .select('covers_first')
        .execute()
      const known = new Set(sent.map((invoice) => invoice.covers_first))
      const begins = firstDay(member.candidateOn, tariff, [...known])
      for (const covers of begunCoverages(begins, today, tariff.billing)) {
        // A year that began when there was nothing to pay stays free.
        const free = tariffOn(register, covers.first, whose) === undefined
        const elsewhere = covers.first.toString() <= (charged.charged_until ?? '')
        if (free || elsewhere || known.has(covers.first.toString())) continue
        const due = chargeYear(context, member, covers, await factsOf(context, id))
        if (due !== undefined) await sendInvoice(context, payingMember(member), due)
      }
    },
  )
}

// A first year that was charged by months stays the calendar year for which it was, also where it was paid in the next.
function firstDay(
  candidateOn: Temporal.PlainDate,
  { billing, firstYear }: Tariff,
  known: readonly string[],
): Temporal.PlainDate {
  if (billing !== 'calendar-year' || firstYear !== 'pro-rata') return candidateOn
  const [earliest] = known.toSorted()
  return earliest === undefined || earliest > candidateOn.toString()
    ? candidateOn
    : Temporal.PlainDate.from(earliest)
}
