import type { Route } from '#web/route.ts'

/** The committee: what is to be judged, judging it, and the decisions. */
export const committeeRoutes: readonly Route[] = []
