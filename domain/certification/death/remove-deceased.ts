import { goesOn } from '#domain/certification/death/death.ts'
import { removeRegistration } from '#domain/certification/sign-up/remove-registration.ts'
import { isHeldFromNow } from '#domain/people/hold/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** How long an invoice is kept after the year of it: seven years (article 52 of the Algemene wet inzake rijksbelastingen). */
const invoicesKept = 7

/**
 * Removes the dossier of everybody whose death was confirmed as long ago as the register keeps it. It stays
 * as long as an invoice in it has to be kept, and as long as a mistake can still be undone.
 */
export async function removeDeceased(context: Context): Promise<void> {
  const { db, register, today } = context
  const before = today.subtract({ years: invoicesKept }).with({ month: 1, day: 1 })
  const rows = await db
    .selectFrom('death')
    .innerJoin('registration', 'registration.id', 'death.registration_id')
    .where('death.register', '=', register.id)
    .where('death.status', '=', 'confirmed')
    .where('registration.status', '=', 'deceased')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('invoice')
            .whereRef('invoice.registration_id', '=', 'registration.id')
            .where('invoice.issued_on', '>=', before.toString())
            .select('invoice.id'),
        ),
      ),
    )
    .orderBy('death.id')
    .select(['death.registration_id', 'death.confirmed_on'])
    .execute()
  await eachDue(
    context,
    rows,
    ({ registration_id }) => registration_id,
    async (context, { registration_id, confirmed_on }) => {
      if (confirmed_on === null) return
      const on = goesOn(Temporal.PlainDate.from(confirmed_on), register.procedures.death)
      if (Temporal.PlainDate.compare(today, on) < 0) return
      const member = await findMember(context, registration_id, { lock: true })
      if (member?.status !== 'deceased' || (await isHeldFromNow(context, member.personId))) return
      await removeRegistration(context, member)
    },
  )
}
