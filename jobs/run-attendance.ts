import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** What is to be done on which list, and on whose pages it was delivered. */
export interface AttendanceJob {
  readonly register: string
  readonly organisationId: string
  readonly deliveryId: string
}

/** Does what a list of who was at a course waits for, for a minute; what is left then is the next job. */
export async function runAttendance(platform: Platform, asked: AttendanceJob): Promise<void> {
  const register = platform.registers.get(asked.register)
  if (register === undefined) return
  const until = performance.now() + 60_000
  const done = await runList({ platform, ...asked, register }, () => performance.now() < until)
  if (done === 'done') return
  await inRegister(platform, { register }, { kind: 'system', task: 'attendance' }, ({ db }) =>
    platform.enqueue(db, { name: 'attendance', data: asked }),
  )
}
