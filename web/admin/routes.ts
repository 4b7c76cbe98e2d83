import type { Route } from '#web/route.ts'

/** The administrator: the clock of the demo, mail, staff and the audit record. */
export const adminRoutes: readonly Route[] = []
