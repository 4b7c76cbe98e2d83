import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { complaintForwarded } from '#mail/complaint-forwarded.ts'
import { complaintSent } from '#mail/complaint-sent.ts'

/** What somebody complains of, as it goes to whoever treats it. */
export interface Complaint {
  readonly name: string
  readonly email: string
  readonly phone: string
  /** About whom, in their own words. */
  readonly about: string
  readonly what: string
  readonly wish: string
}

export type ForwardedComplaint =
  | { readonly outcome: 'forwarded'; readonly number: string }
  /** The register has nobody who treats complaints. */
  | { readonly outcome: 'nobody' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/**
 * Passes a complaint on to whoever treats those for the register, and confirms it. Peil keeps its
 * number and its day; what it says is in the two mails, and goes from here once they have gone.
 */
export async function forwardComplaint(
  context: Context,
  complaint: Complaint,
  clientAddress: string,
): Promise<ForwardedComplaint> {
  const { db, register, platform, today } = context
  const { by } = register.complaints
  if (by === undefined) return { outcome: 'nobody' }
  for (const attempt of [
    { what: 'complaint-from', who: clientAddress, most: 20, minutes: 60 },
    { what: 'complaint', who: `${complaint.email} ${clientAddress}`, most: 3, minutes: 60 },
  ]) {
    const counted = await countAttempt(db, attempt)
    if (counted.outcome === 'too-often') return counted
  }
  const last = await nextNumber(context, 'complaint')
  const number = `K-${today.year}-${String(last).padStart(4, '0')}`
  const { id } = await db
    .insertInto('complaint')
    .values({ register: register.id, number, received_on: today.toString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, { noun: 'complaint', id, action: 'forward', facts: { number } })
  const shared = { register: mailRegister(platform, register), number }
  await writeMessage(
    context,
    'complaint-forwarded',
    { name: by.name, address: by.email },
    complaintForwarded({
      ...shared,
      to: by.name,
      professional: register.professional.one,
      complaint,
    }),
  )
  await writeMessage(
    context,
    'complaint-sent',
    { name: complaint.name, address: complaint.email },
    complaintSent({ ...shared, by: by.short, email: by.email, complaint }),
  )
  return { outcome: 'forwarded', number }
}

/** How many complaints were passed on since the first day of this year. */
export async function complaintsThisYear({ db, register, today }: Context): Promise<number> {
  const { total } = await db
    .selectFrom('complaint')
    .where('register', '=', register.id)
    .where('received_on', '>=', today.with({ month: 1, day: 1 }).toString())
    .where('received_on', '<=', today.toString())
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(total)
}
