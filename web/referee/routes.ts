import type { Route } from '#web/route.ts'

/** What a referee sees, by the link in their mail. */
export const refereeRoutes: readonly Route[] = []
