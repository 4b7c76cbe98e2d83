import { breakOff, endBreakOff } from '#domain/learning/attendance-list/break-off.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** What is to be done on which list, and on whose pages it was delivered. */
export interface AttendanceJob {
  readonly register: string
  readonly organisationId: string
  readonly deliveryId: string
}

/** After how many seconds a list is taken up again of which the file waits for the virus scanner. */
const scannerSeconds = 60

/** For how long one list is worked at before another has its turn, in milliseconds. */
const turn = 15_000

/**
 * Does what a list of who was at a course waits for, for a while; what is left then is the next job. Where it fails the
 * last time that it is tried, whoever delivered it is told.
 */
export async function runAttendance(
  platform: Platform,
  asked: AttendanceJob,
  isLast = false,
): Promise<void> {
  const register = platform.registers.get(asked.register)
  if (register === undefined) return
  const running = { platform, ...asked, register }
  const until = performance.now() + turn
  const done = await runList(running, () => performance.now() < until).catch(async (error) => {
    if (isLast) await breakOff(running, error)
    throw error
  })
  await endBreakOff(running)
  if (done === 'done') return
  const after = done === 'unscanned' ? { after: scannerSeconds } : {}
  await inRegister(platform, { register }, { kind: 'system', task: 'attendance' }, ({ db }) =>
    platform.enqueue(db, { name: 'attendance', data: asked, ...after }),
  )
}
