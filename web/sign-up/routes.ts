import type { Route } from '#web/route.ts'

/** From a stranger to a candidate: account, person, declarations, agreement, first invoice. */
export const signUpRoutes: readonly Route[] = []
