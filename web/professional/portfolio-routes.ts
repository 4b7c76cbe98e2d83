import type { Route } from '#web/route.ts'

/** The portfolio: progress, activities, evidence and referees. */
export const portfolioRoutes: readonly Route[] = []
