import type { Selectable } from 'kysely'
import type { PersonTable, RegistrationTable } from '#db/schema.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { passesGate } from '#domain/platform/register/gate.ts'
import {
  allWords,
  givenWords,
  hasPeriod,
  isTemporary,
  publicEntryId,
  searchWords,
  sortName,
} from '#domain/public-register/entry/public-register.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import type { Register } from '#regulations/register.ts'

/**
 * Brings what the public register shows of one registration up to date: shown when its status is
 * public, it has passed the register's gate, it is not shielded and did not go on in another one; gone
 * otherwise. Whoever changes a name, a status, a category, a period of validity, a number or the shielding calls this in the same
 * transaction.
 */
export async function publishEntry(context: Context, registrationId: string): Promise<void> {
  await publishEntries(context, [registrationId])
}

/** Does the same for many registrations at once. */
export async function publishEntries(context: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const { db, register } = context
  const rows = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('registration.id', 'in', [...ids])
    .where('registration.register', '=', register.id)
    .select(entryColumns)
    .forUpdate('registration')
    .execute()
  const shown = rows.filter((row) => isShown(register, row))
  await db
    .deleteFrom('public_entry_word')
    .where('registration_id', 'in', [...ids])
    .execute()
  const showing = new Set(shown.map(({ id }) => id))
  const gone = ids.filter((id) => !showing.has(id))
  if (gone.length > 0) {
    await db.deleteFrom('public_entry').where('registration_id', 'in', gone).execute()
  }
  if (shown.length === 0) return
  await db
    .insertInto('public_entry')
    .values(
      shown.map((row) => ({
        id: publicEntryId(row.id),
        registration_id: row.id,
        register: register.id,
        ...entryOf(context, row),
      })),
    )
    .onConflict((conflict) =>
      conflict.column('registration_id').doUpdateSet((eb) => ({
        number: eb.ref('excluded.number'),
        name: eb.ref('excluded.name'),
        status: eb.ref('excluded.status'),
        category: eb.ref('excluded.category'),
        temporary: eb.ref('excluded.temporary'),
        valid_until: eb.ref('excluded.valid_until'),
      })),
    )
    .execute()
  const words = shown.flatMap((row) => wordsOf(context, row))
  if (words.length > 0) await db.insertInto('public_entry_word').values(words).execute()
}

/** What of a registration and its person is needed to know what is shown of it. */
export const entryColumns = [
  'registration.id',
  'registration.number',
  'registration.status',
  'registration.valid_first',
  'registration.valid_last',
  'registration.temporary_kind',
  'registration.full_last',
  'registration.category',
  'registration.shielded',
  'registration.merged_into',
  'registration.approved_on',
  'registration.candidate_on',
  'person.first_name',
  'person.initials',
  'person.name_prefix',
  'person.last_name',
] as const

type Row = Pick<
  Selectable<RegistrationTable>,
  | 'id'
  | 'number'
  | 'status'
  | 'valid_first'
  | 'valid_last'
  | 'temporary_kind'
  | 'full_last'
  | 'category'
> &
  Pick<Selectable<PersonTable>, 'first_name' | 'initials' | 'name_prefix' | 'last_name'>

function nameOf(row: Row): PersonName {
  return {
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
  }
}

/** What is shown of a registration on a day. */
export function entryOf(context: Pick<Context, 'today'>, row: Row) {
  const temporary = hasPeriod(row.status) && isTemporary(row, context)
  // Until a registration for a while begins, the period before it holds.
  const before = row.temporary_kind !== null && !temporary
  return {
    number: row.number,
    name: fullName(nameOf(row)),
    status: row.status,
    category: row.category,
    temporary,
    valid_until: hasPeriod(row.status) ? (before ? row.full_last : row.valid_last) : null,
  }
}

/** The words under which a registration is found. */
export function wordsOf({ register }: { readonly register: { readonly id: string } }, row: Row) {
  const person = nameOf(row)
  const shared = {
    register: register.id,
    registration_id: row.id,
    given: givenWords(person),
    names: allWords(person),
    sort_name: sortName(person),
  }
  return searchWords(person).map((word) => ({ ...shared, ...word }))
}

function isShown(
  { gates, statuses }: Register,
  row: Pick<
    Selectable<RegistrationTable>,
    'status' | 'shielded' | 'merged_into' | 'approved_on' | 'candidate_on'
  >,
): boolean {
  const progress = {
    approvedOn: row.approved_on ?? undefined,
    candidateOn: row.candidate_on ?? undefined,
  }
  const out = row.shielded || row.merged_into !== null
  return !out && statuses[row.status].public && passesGate(gates.visible, progress)
}
