import type { Context } from '#domain/platform/context/context.ts'

/**
 * Withdraws the certificates of a registration that ends today; whoever ends it records that. From
 * then on their check page says so.
 */
export async function withdrawCertificates(
  { db, today }: Context,
  registrationId: string,
): Promise<void> {
  await db
    .updateTable('certificate')
    .where('registration_id', '=', registrationId)
    .where('withdrawn_on', 'is', null)
    .set({ withdrawn_on: today.toString() })
    .execute()
}
