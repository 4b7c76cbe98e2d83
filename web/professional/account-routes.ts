import type { Route } from '#web/route.ts'

/** Somebody's own data, messages, invoices, documents and security. */
export const accountRoutes: readonly Route[] = []
