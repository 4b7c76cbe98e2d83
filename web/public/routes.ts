import type { Route } from '#web/route.ts'

/** What everybody can see: the register, the norms, the costs, and how to take part. */
export const publicRoutes: readonly Route[] = []
