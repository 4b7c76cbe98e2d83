import type { Context } from '#domain/platform/context/context.ts'

/** How far the record of this register is sealed. */
export interface Sealed {
  readonly size: number
  readonly signedAt: string | undefined
  /** The signed note of the last checkpoint, as an outsider can keep it. */
  readonly note: string | undefined
}

/** The last checkpoint of this register's record. */
export async function lastCheckpoint(context: Context): Promise<Sealed> {
  const row = await context.db
    .selectFrom('audit_checkpoint')
    .where('register', '=', context.register.id)
    .select(['size', 'signed_at', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { size: row?.size ?? 0, signedAt: row?.signed_at, note: row?.note }
}
