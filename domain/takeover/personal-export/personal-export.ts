import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where an export of somebody stands that they asked for. */
export type PersonalExportStatus = 'asked' | 'ready' | 'failed' | 'ended'

export type PersonalExportEvent = 'make' | 'fail' | 'end'

/** The lifecycle of what somebody asked of themselves: it is made, lies ready for some days, and is swept. */
export const personalExportLifecycle = {
  asked: { make: 'ready', fail: 'failed' },
  ready: { end: 'ended' },
  failed: {},
  ended: {},
} as const satisfies Lifecycle<PersonalExportStatus, PersonalExportEvent>

/** For how many days it lies ready, the day on which it was made among them. */
export const daysReady = 7

/** How many can be asked on one day; what failed is not counted. */
export const mostPerDay = 3

/** What a file says of itself that is one, and the version of its form. */
export const format = 'peil-personal-export-1'

/** The name under which the installation signs exports: others know its key by it. */
export const signer = 'personal-export'

/** The files of which an export is made, beside lists, pages and what was uploaded. */
export const names = {
  data: 'gegevens.json',
  schema: 'gegevens.schema.json',
  index: 'index.html',
  readMe: 'LEESMIJ.txt',
  sums: 'SHA256SUMS',
  signature: 'SHA256SUMS.handtekening.txt',
} as const

/** A name of a table or column as JSON has it: `registration_id` is `registrationId`. */
export function jsonName(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
