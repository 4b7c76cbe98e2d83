import { sql } from 'kysely'
import type { Recording } from '#domain/platform/audit/record.ts'
import { record } from '#domain/platform/audit/record.ts'

// The nouns of which the facts hold nothing about people, and are there for whoever checks the record.
const kept = ['audit-key', 'facts', 'migration', 'sample']

/** How many records lost their facts; 0 when there were none to erase. */
export interface Erased {
  readonly records: number
}

/**
 * Erases what the record knows about one thing: the facts of every record of it in this register. That it
 * was done, and why, is a record itself; the tree still proves the rest.
 */
export async function eraseFacts(
  context: Recording & { readonly register: { readonly id: string } },
  { recordId, reason }: { readonly recordId: string; readonly reason: string },
): Promise<Erased> {
  const { db, register } = context
  const { rows } = await sql<{ records: number }>`
    select erase_facts(${register.id}, array(
      select seq from audit_record where register = ${register.id} and record_id = ${recordId}
        and not noun = any(${kept}))) as records`.execute(db)
  const records = rows[0]?.records ?? 0
  if (records > 0) {
    await record(context, {
      noun: 'facts',
      id: recordId,
      action: 'erase',
      facts: { reason, records },
    })
  }
  return { records }
}
