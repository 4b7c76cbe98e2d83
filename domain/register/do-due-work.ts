import type { Context } from '#domain/shared/context.ts'

/** One kind of work that falls due with time. It may run again on the same day without harm. */
export type DueWork = (context: Context) => Promise<void>

// In the order in which one thing may lead to another on the same day.
const dueWork: readonly DueWork[] = []

/** Does everything that is due in a register today: reminders, lapses, invoices, expiry. */
export async function doDueWork(context: Context): Promise<void> {
  for (const work of dueWork) await work(context)
}
