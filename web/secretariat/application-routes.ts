import type { Route } from '#web/route.ts'

/** The back office: applications on completeness, and meetings. */
export const secretariatApplicationRoutes: readonly Route[] = []
