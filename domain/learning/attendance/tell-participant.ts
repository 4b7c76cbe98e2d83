import type { Placed } from '#domain/learning/attendance/attendance.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { formatAmount } from '#engine'
import { attendancePlaced } from '#mail/attendance.ts'

/** Tells whoever was there that it stands in their portfolio: one letter, by the first of their registers. */
export async function tellParticipant(
  context: Context,
  { title, number, organisation, lastDay, hours }: Attendance,
  placed: readonly Placed[],
  joined: boolean,
): Promise<void> {
  const [first] = placed
  if (first === undefined) return
  const named = (some: readonly Placed[]) =>
    some.map(({ register }) => context.platform.registers.get(register)?.shortName ?? register)
  await inOtherRegister(context, first.register, async (there) => {
    const member = await findMember(there, first.registrationId)
    if (member === undefined || member.email === '') return
    const letter = attendancePlaced({
      register: mailRegister(there.platform, there.register),
      ...{ name: member.name, course: title, edition: number, organisation, joined },
      lastDay: lastDay.toString(),
      hours: `${formatAmount(hours)} uur`,
      registers: named(placed),
      unfinished: named(placed.filter(({ is }) => is === 'asks')),
    })
    const to = { name: member.name, address: member.email, accountId: member.accountId }
    await writeMessage(there, 'attendance-placed', to, letter)
  })
}
