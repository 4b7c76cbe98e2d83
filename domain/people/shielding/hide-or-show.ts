import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'

/**
 * Brings whether a person is seen in line with what shields them, in each register at once: a
 * registration is hidden by a shielding of its own, and by any of the person's that holds everywhere.
 */
export async function hideOrShow(context: Context, personId: string): Promise<void> {
  await inEachRegister(context, (each) => hideOrShowHere(each, personId))
}

/** The same in one register, for a registration that has just begun there. */
export async function hideOrShowHere(context: Context, personId: string): Promise<void> {
  const { db, register } = context
  // Locked first, as publishing does: what is published meanwhile waits, and then sees this.
  const rows = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('person_id', '=', personId)
    .orderBy('id')
    .select(['id', 'shielded'])
    .forUpdate()
    .execute()
  for (const { id, shielded } of rows) {
    const { rows: hiding } = await sql`select from shielding
      where hides and person_id = ${personId} and (registration_id = ${id} or everywhere)
      limit 1`.execute(db)
    const hidden = hiding.length > 0
    if (hidden === shielded) continue
    await db
      .updateTable('registration')
      .where('id', '=', id)
      .set((eb) => ({ shielded: hidden, version: eb('version', '+', 1) }))
      .execute()
    await record(context, { noun: 'registration', id, action: hidden ? 'shield' : 'unshield' })
    await publishEntry(context, id)
  }
}
