import { carryMeetings } from '#domain/dossier/series/carry-meetings.ts'
import { doDueWorkApart } from '#domain/due-work.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Undone } from '#domain/platform/left-undone/note-undone.ts'

/**
 * Does what is due in a register on a day, which is the business date unless it is given. Gives what
 * failed; that is noted, and stops nothing else.
 */
export async function daily(
  platform: Platform,
  data: { readonly register: string; readonly day?: string | undefined },
): Promise<readonly Undone[]> {
  const register = platform.registers.get(data.register)
  if (register === undefined) return []
  const today = data.day === undefined ? {} : { today: Temporal.PlainDate.from(data.day) }
  const actor = { kind: 'system', task: 'daily' } as const
  const failed = await doDueWorkApart(platform, { register, ...today }, actor)
  await carryMeetings(platform, register, today.today)
  return failed
}
