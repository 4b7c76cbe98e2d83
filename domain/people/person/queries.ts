import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { PersonName } from '#language/names.ts'

/** A person as they are known, with the version for those who change it. */
export interface KnownPerson {
  readonly id: string
  readonly person: PersonFacts
  readonly work: WorkFacts
  readonly version: number
}

/** The person of an account, if there is one yet. */
export async function findPerson(
  context: Context,
  accountId: string,
): Promise<KnownPerson | undefined> {
  const row = await context.db
    .selectFrom('person')
    .where('account_id', '=', accountId)
    .select([
      'id',
      'first_name',
      'initials',
      'name_prefix',
      'last_name',
      'phone',
      'street',
      'house_number',
      'postcode',
      'city',
      'country',
      'employer',
      'municipality',
      'job_title',
      'version',
    ])
    .executeTakeFirst()
  if (row === undefined) return undefined
  return { id: row.id, person: personOf(row), work: workOf(row), version: row.version }
}

/** Where a person works. */
export async function findWork({ db }: Context, personId: string): Promise<WorkFacts> {
  const row = await db
    .selectFrom('person')
    .where('id', '=', personId)
    .select(['employer', 'municipality', 'job_title'])
    .executeTakeFirstOrThrow()
  return workOf(row)
}

/** The facts of a person out of the columns of a row. */
export function personOf(row: {
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
  readonly phone: string
  readonly street: string
  readonly house_number: string
  readonly postcode: string
  readonly city: string
  readonly country: string
}): PersonFacts {
  return {
    firstName: row.first_name,
    initials: row.initials,
    namePrefix: row.name_prefix,
    lastName: row.last_name,
    phone: row.phone,
    street: row.street,
    houseNumber: row.house_number,
    postcode: row.postcode,
    city: row.city,
    country: row.country,
  }
}

function workOf(row: {
  readonly employer: string
  readonly municipality: string
  readonly job_title: string
}): WorkFacts {
  return { employer: row.employer, municipality: row.municipality, jobTitle: row.job_title }
}

/** The columns for a name. */
export function nameColumns(name: PersonName) {
  return {
    first_name: name.firstName,
    initials: name.initials,
    name_prefix: name.namePrefix,
    last_name: name.lastName,
  }
}

/** The columns for a person's facts. */
export function personColumns(person: PersonFacts) {
  return {
    ...nameColumns(person),
    phone: person.phone,
    street: person.street,
    house_number: person.houseNumber,
    postcode: person.postcode,
    city: person.city,
    country: person.country,
  }
}

/** The columns for where somebody works. */
export function workColumns(work: WorkFacts) {
  return { employer: work.employer, municipality: work.municipality, job_title: work.jobTitle }
}
