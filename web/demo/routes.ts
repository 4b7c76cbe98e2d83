import type { Route } from '#web/route.ts'

/** The demo: become anybody of the cast, and read the mails that were sent. */
export const demoRoutes: readonly Route[] = []
