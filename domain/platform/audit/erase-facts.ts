import { sql } from 'kysely'
import { platformRegister } from '#domain/platform/audit/audit.ts'
import type { Recording } from '#domain/platform/audit/record.ts'
import { record } from '#domain/platform/audit/record.ts'

/** The nouns of which the facts hold nothing about people, and are there for whoever checks the record. */
export const keptNouns: readonly string[] = [
  'audit-key',
  'facts',
  'migration',
  'retention',
  'sample',
]

type Erasing = Recording & { readonly register: { readonly id: string } }

/** How many records lost their facts; 0 when there were none to erase. */
export interface Erased {
  readonly records: number
}

/**
 * Erases what the record knows about one thing: the facts of every record of it in this register. That it
 * was done, and why, is a record itself; the tree still proves the rest.
 */
export async function eraseFacts(
  context: Erasing,
  { recordId, reason }: { readonly recordId: string; readonly reason: string },
): Promise<Erased> {
  return eraseFactsOf(context, { about: recordId, recordIds: [recordId], reason })
}

/**
 * The same of many things at once, as everything of somebody: in one record, about one of them. What is in the
 * record of the platform (accounts) about them goes as well.
 */
export async function eraseFactsOf(
  context: Erasing,
  of: {
    readonly about: string
    readonly recordIds: readonly string[]
    readonly reason: string
  },
): Promise<Erased> {
  const { register } = context
  const ids = [...of.recordIds]
  const here = await eraseIn(context, register.id, ids)
  await see(context, platformRegister)
  const beside = await eraseIn(context, platformRegister, ids)
  await see(context, register.id)
  return tell(context, of, here + beside)
}

/** Erases the facts of these records of this register, by their numbers. */
export async function eraseFactsNumbered(
  context: Erasing,
  of: { readonly about: string; readonly numbers: readonly number[]; readonly reason: string },
): Promise<Erased> {
  const { rows } = await sql<{ records: number }>`
    select erase_facts(${context.register.id}, ${[...of.numbers]}::bigint[]) as records`.execute(
    context.db,
  )
  return tell(context, of, rows[0]?.records ?? 0)
}

async function eraseIn({ db }: Erasing, register: string, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ records: number }>`
    select erase_facts(${register}, array(
      select seq from audit_record where register = ${register} and record_id = any(${ids}::text[])
        and not noun = any(${keptNouns}::text[]))) as records`.execute(db)
  return rows[0]?.records ?? 0
}

async function tell(
  context: Erasing,
  { about, reason }: { readonly about: string; readonly reason: string },
  records: number,
): Promise<Erased> {
  if (records > 0) {
    await record(context, { noun: 'facts', id: about, action: 'erase', facts: { reason, records } })
  }
  return { records }
}

// The record of a register is seen by who proved that register.
async function see({ db }: Erasing, register: string): Promise<void> {
  await sql`select set_config('peil.register', ${register}, true)`.execute(db)
}
