import type { Route } from '#web/route.ts'

/** The back office: agreements, payments, search and files. */
export const secretariatRegistrationRoutes: readonly Route[] = []
