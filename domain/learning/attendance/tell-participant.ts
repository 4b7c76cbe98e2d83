import type { Placed, TakenOut } from '#domain/learning/attendance/attendance.ts'
import type { Attendance } from '#domain/learning/attendance/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { formatAmount } from '#engine'
import { attendancePlaced, attendanceTakenOut } from '#mail/attendance.ts'
import type { Letter, MailRegister } from '#mail/letter.ts'

/** Tells whoever was there that it stands in their portfolio: one letter, by the first of their registers. */
export async function tellParticipant(
  context: Context,
  { title, number, organisation, day, hours }: Attendance,
  placed: readonly Placed[],
  joined: boolean,
): Promise<void> {
  const named = (some: readonly Placed[]) => namesOf(context, some)
  await tellFirst(context, placed[0], 'attendance-placed', (to) =>
    attendancePlaced({
      ...{ ...to, course: title, edition: number, organisation, joined },
      lastDay: day.toString(),
      hours: `${formatAmount(hours)} uur`,
      registers: named(placed),
      unfinished: named(placed.filter(({ is }) => is === 'asks')),
      unaccredited: named(placed.filter(({ is }) => is === 'stood-unaccredited')),
    }),
  )
}

/** Tells whoever was there that the organisation takes it back: one letter, by the first of their registers. */
export async function tellTakenOut(
  context: Context,
  { title, number, organisation, joined }: Attendance,
  { where, stays }: TakenOut,
): Promise<void> {
  const kept = namesOf(
    context,
    stays.map((register) => ({ register })),
  )
  await tellFirst(context, where[0], 'attendance-taken-out', (to) =>
    attendanceTakenOut({
      ...{ ...to, course: title, edition: number, organisation, joined },
      stays: kept,
    }),
  )
}

// The short name of each, once.
function namesOf(
  { platform }: Context,
  some: readonly { readonly register: string }[],
): readonly string[] {
  const names = some.map(({ register }) => platform.registers.get(register)?.shortName ?? register)
  return [...new Set(names)]
}

async function tellFirst(
  context: Context,
  first: { readonly register: string; readonly registrationId: string } | undefined,
  kind: MailKind,
  write: (to: { readonly register: MailRegister; readonly name: string }) => Letter,
): Promise<void> {
  if (first === undefined) return
  await inOtherRegister(context, first.register, async (there) => {
    const member = await findMember(there, first.registrationId)
    if (member === undefined || member.email === '') return
    const { name, email: address, accountId } = member
    const letter = write({ register: mailRegister(there.platform, there.register), name })
    await writeMessage(there, kind, { name, address, accountId }, letter)
  })
}
