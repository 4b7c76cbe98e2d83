import type { Register } from '#regulations/register.ts'

/** A row as it was read: by what others know it, what it hangs on, and its facts by their columns. */
export interface CheckedRow {
  readonly key: string
  readonly parent: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** Against what a row is held. */
export interface Checking {
  readonly register: Register
  readonly today: Temporal.PlainDate
}
