import type { Route } from '#web/route.ts'

/** Signing in and out, the second factor, and forgotten passwords. */
export const signInRoutes: readonly Route[] = []
