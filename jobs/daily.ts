import { carryMeetings } from '#domain/dossier/series/carry-meetings.ts'
import { doDueWork } from '#domain/due-work.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Does what is due in a register on a day, which is the business date unless it is given. */
export async function daily(
  platform: Platform,
  data: { readonly register: string; readonly day: string | undefined },
): Promise<void> {
  const register = platform.registers.get(data.register)
  if (register === undefined) return
  const today = data.day === undefined ? {} : { today: Temporal.PlainDate.from(data.day) }
  await inRegister(platform, { register, ...today }, { kind: 'system', task: 'daily' }, doDueWork)
  await carryMeetings(platform, register, today.today)
}
