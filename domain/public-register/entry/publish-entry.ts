import type { Selectable } from 'kysely'
import type { RegistrationTable } from '#db/schema.ts'
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
import { fullName } from '#language/names.ts'
import type { Register } from '#regulations/register.ts'

/**
 * Brings what the public register shows of one registration up to date: shown when its status is
 * public, it has passed the register's gate and it is not shielded; gone otherwise. Whoever changes
 * a name, a status, a category, a period of validity, a number or the shielding calls this in the same
 * transaction.
 */
export async function publishEntry(context: Context, registrationId: string): Promise<void> {
  const { db, register } = context
  const row = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('registration.id', '=', registrationId)
    .where('registration.register', '=', register.id)
    .select([
      'registration.number',
      'registration.status',
      'registration.valid_first',
      'registration.valid_last',
      'registration.temporary_kind',
      'registration.full_last',
      'registration.category',
      'registration.shielded',
      'registration.approved_on',
      'registration.candidate_on',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
    ])
    .forUpdate('registration')
    .executeTakeFirst()
  await db.deleteFrom('public_entry_word').where('registration_id', '=', registrationId).execute()
  if (row === undefined || !isShown(register, row)) {
    await db.deleteFrom('public_entry').where('registration_id', '=', registrationId).execute()
    return
  }
  const person = {
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
  }
  const temporary = hasPeriod(row.status) && isTemporary(row, context)
  // Until a registration for a while begins, the period before it holds.
  const before = row.temporary_kind !== null && !temporary
  const entry = {
    number: row.number,
    name: fullName(person),
    status: row.status,
    category: row.category,
    temporary,
    valid_until: hasPeriod(row.status) ? (before ? row.full_last : row.valid_last) : null,
  }
  await db
    .insertInto('public_entry')
    .values({
      id: publicEntryId(registrationId),
      registration_id: registrationId,
      register: register.id,
      ...entry,
    })
    .onConflict((conflict) => conflict.column('registration_id').doUpdateSet(entry))
    .execute()
  const words = searchWords(person)
  if (words.length === 0) return
  const shared = {
    register: register.id,
    registration_id: registrationId,
    given: givenWords(person),
    names: allWords(person),
    sort_name: sortName(person),
  }
  await db
    .insertInto('public_entry_word')
    .values(words.map((word) => ({ ...shared, ...word })))
    .execute()
}

function isShown(
  { gates, statuses }: Register,
  row: Pick<Selectable<RegistrationTable>, 'status' | 'shielded' | 'approved_on' | 'candidate_on'>,
): boolean {
  const progress = {
    approvedOn: row.approved_on ?? undefined,
    candidateOn: row.candidate_on ?? undefined,
  }
  return !row.shielded && statuses[row.status].public && passesGate(gates.visible, progress)
}
