import type { Logger } from 'pino'
import type { SecurityLog } from '#domain/platform/security-log/security-log.ts'
import { securityEvents } from '#domain/platform/security-log/security-log.ts'

/** The security log as lines of the log of this process, each with the name of what happened in `security`. */
export function securityLogIn(log: Logger): SecurityLog {
  return ({ event, ...about }) => {
    log[securityEvents[event]]({ security: event, ...about }, 'security')
  }
}
