import type { Context } from '#domain/platform/context/context.ts'

/** Does everything that is due in a register today: reminders, lapses, invoices, expiry. */
export async function doDueWork(context: Context): Promise<void> {
  for (const work of context.platform.dueWork) await work(context)
}
