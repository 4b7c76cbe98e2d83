import { seatName } from '#domain/people/body/seat.ts'
import type { StaffMember } from '#domain/people/staff/list-staff.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'
import { termEnds } from '#mail/term-ends.ts'

// How many days before the last day of a term somebody is told.
const reminderDays = [60, 14]

/**
 * Tells whoever sits in a body, and who administers the register, that the term comes to its end: in
 * time to be appointed again, or for somebody else to be found.
 */
export async function remindTerms(context: Context): Promise<void> {
  const staff = await listStaff(context)
  const administrators = staff.filter(({ role }) => role === 'administrator')
  await eachDue(
    context,
    staff,
    ({ seatId }) => seatId,
    async (context, one) => {
      const { last } = one.term
      if (last === undefined || Temporal.PlainDate.compare(last, context.today) < 0) return
      const steps = reminderDays.map((step) => ({ step, on: last.subtract({ days: step }) }))
      const due = await latestDueStep(context, one.seatId, `term:${last}`, steps)
      if (due === undefined) return
      const told = new Map([one, ...administrators].map((each) => [each.accountId, each]))
      for (const each of told.values()) await tell(context, each, one)
      await record(context, {
        noun: 'staff',
        id: one.accountId,
        action: 'remind-term',
        facts: { role: one.role, body: one.body, last: last.toString() },
      })
    },
  )
}

async function tell(context: Context, to: StaffMember, about: StaffMember): Promise<void> {
  const { register, platform } = context
  const name = to.name || to.email
  await writeMessage(
    context,
    'term-ends',
    { name, address: to.email, accountId: to.accountId },
    termEnds({
      register: mailRegister(platform, register),
      name,
      seat: seatName(register, about),
      last: about.term.last?.toString() ?? '',
      ...(to.accountId === about.accountId ? {} : { of: about.name || about.email }),
    }),
  )
}
