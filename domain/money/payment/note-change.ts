import type { Context } from '#domain/platform/context/context.ts'

/** Notes that what a payment is for was changed, so that whoever still has it before them as it was hears that. */
export async function noteChange({ db }: Pick<Context, 'db'>, paymentId: string): Promise<void> {
  await db
    .updateTable('payment')
    .where('id', '=', paymentId)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}
