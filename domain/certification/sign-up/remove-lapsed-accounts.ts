import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { removeRegistration } from '#domain/certification/sign-up/remove-registration.ts'
import { isHeldFromNow } from '#domain/people/hold/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { accountUnused } from '#mail/account-unused.ts'

/**
 * Removes the data of everybody whose agreement lapsed and who asked for no other within the term
 * after that, or who left before anything began: registration, documents, mails, and person and account
 * when nothing else needs them. Both are warned of it on the days that the register names.
 */
export async function removeLapsedAccounts(context: Context): Promise<void> {
  const { register, today } = context
  const rows = await context.db
    .selectFrom('registration')
    .where('register', '=', register.id)
    // What went on in another registration goes when that does.
    .where('merged_into', 'is', null)
    .where((eb) =>
      eb.or([
        eb('status', '=', 'agreement-lapsed'),
        // An invoice has to be kept for seven years, and one that was approved has begun.
        eb.and([
          eb('status', '=', 'withdrawn'),
          eb('approved_on', 'is', null),
          eb.not(
            eb.exists(
              eb
                .selectFrom('invoice')
                .whereRef('invoice.registration_id', '=', 'registration.id')
                .select('invoice.id'),
            ),
          ),
        ]),
      ]),
    )
    .select(['id', 'status', 'ended_on'])
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id, status, ended_on }) => {
      const member = await findMember(context, id, { lock: true })
      if (member?.status !== status || (await isHeldFromNow(context, member.personId))) return
      const since =
        ended_on === null ? await lapsedOn(context, id) : Temporal.PlainDate.from(ended_on)
      if (since === undefined) return
      const removedOn = since.add(register.terms.accountRemoval)
      if (Temporal.PlainDate.compare(today, removedOn) >= 0)
        await removeRegistration(context, member)
      else await warn(context, member, { since, removedOn })
    },
  )
}

// The first day without an agreement that can be signed.
async function lapsedOn(context: Context, id: string): Promise<Temporal.PlainDate | undefined> {
  const [latest] = await listAgreements(context, id)
  return latest?.signBefore.add({ days: 1 })
}

async function warn(
  context: Context,
  member: Member,
  {
    since,
    removedOn,
  }: { readonly since: Temporal.PlainDate; readonly removedOn: Temporal.PlainDate },
): Promise<void> {
  const { register, platform } = context
  // Whoever stands in another register too loses nothing but what lapsed here.
  if (member.email === '') return
  const days = [...register.terms.accountRemovalWarningDays]
    .sort((one, other) => one - other)
    .map((step) => ({ step, on: since.add({ days: step }) }))
  const kind = `account-unused-${since}`
  if ((await latestDueStep(context, member.registrationId, kind, days)) === undefined) return
  await writeMessage(
    context,
    'account-unused',
    { name: member.name, address: member.email, accountId: member.accountId },
    accountUnused({
      register: mailRegister(platform, register),
      name: member.name,
      removedOn: removedOn.toString(),
    }),
  )
}
