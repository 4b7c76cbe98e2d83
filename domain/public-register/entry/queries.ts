import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import { hasPeriod } from '#domain/public-register/entry/public-register.ts'
import type { PublicField } from '#engine'
import { versionInForce } from '#regulations/load.ts'
import type { Register, StatusId } from '#regulations/register.ts'
import { statusIds } from '#regulations/register.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export interface EntryRow {
  readonly id: string
  readonly name: string
  readonly status: StatusId
  readonly valid_until: string | null
  readonly number: number | null
  readonly category: string | null
  readonly temporary: boolean
}

/** What of a person everybody may see today, by the regulation that is in force. */
export function publicFields({ register, today }: Context): readonly PublicField[] {
  const version = versionInForce(register, today) ?? register.versions[0]
  return version?.regulation.public ?? []
}

/** A row of the public register as what everybody may see, by the fields that are public. */
export function readEntry(
  row: EntryRow,
  shown: readonly PublicField[],
  register: Register,
): PublicEntry {
  const { id, name, status, valid_until, number, category, temporary } = row
  return {
    id,
    name,
    status,
    temporary,
    category:
      category !== null && shown.includes('category') && hasPeriod(status)
        ? labelOfCategory(register, category)
        : undefined,
    validUntil:
      valid_until !== null && shown.includes('valid-until')
        ? Temporal.PlainDate.from(valid_until)
        : undefined,
    number: number !== null && shown.includes('number') ? number : undefined,
  }
}

/** The statuses that this register shows to everybody. */
export function publicStatuses({ register }: Context): readonly StatusId[] {
  return statusIds.filter((id) => register.statuses[id].public)
}

/** One person in the public register, by the id of their page. */
export async function findEntry(context: Context, id: string): Promise<PublicEntry | undefined> {
  if (!uuid.test(id)) return undefined
  return firstEntry(context, sql`id = ${id}`)
}

/** One person in the public register, by their number. */
export async function findEntryByNumber(
  context: Context,
  number: number,
): Promise<PublicEntry | undefined> {
  return firstEntry(context, sql`number = ${number}`)
}

async function firstEntry(
  context: Context,
  condition: RawBuilder<unknown>,
): Promise<PublicEntry | undefined> {
  const { db, register } = context
  const query = sql<EntryRow>`
    select id, name, status, valid_until, number, category, temporary from public_entry
    where register = ${register.id} and status = any(${publicStatuses(context)}) and ${condition}`
  const [row] = (await query.execute(db)).rows
  return row && readEntry(row, publicFields(context), register)
}
