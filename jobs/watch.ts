import type { Found } from '#domain/platform/alarm/alarm.ts'
import { readFigures } from '#domain/platform/alarm/figures.ts'
import { findTroubles } from '#domain/platform/alarm/find-troubles.ts'
import { noteAlarms } from '#domain/platform/alarm/note-alarms.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Looks what is wrong with this installation, notes it, and tells its administrators. */
export async function watch(
  platform: Platform,
  partsThatFail: () => Promise<readonly Found[]>,
): Promise<void> {
  const { db, demo, backupAlarmDays } = platform
  const troubles = await findTroubles(db, await readFigures(db), { demo, backupAlarmDays })
  await noteAlarms(platform, [...(await partsThatFail()), ...troubles])
}
