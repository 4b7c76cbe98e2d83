import type { Route } from '#web/route.ts'

/** Applying for certification, and what follows on it. */
export const certificationRoutes: readonly Route[] = []
