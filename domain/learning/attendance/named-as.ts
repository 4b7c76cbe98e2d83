import { sql } from 'kysely'
import { bearsSurname } from '#domain/learning/attendance/surname.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'

interface Row {
  readonly attendance: string
  readonly registration: string
  readonly cells: readonly string[]
  readonly name_prefix: string
  readonly last_name: string
}

/**
 * How an organisation named those of whom it told that they were there, by the ids of what it told: the number as its
 * register writes it, and the surname as it was typed, whatever else stood in the list. Of a list that is not kept any
 * more there is nothing. The transaction acts for the organisation.
 */
export async function namedAs(
  context: Context,
  attendances: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (attendances.length === 0) return new Map()
  const { rows } = await sql<Row>`
    select a.id as attendance, a.registration_id as registration, r.cells, p.name_prefix, p.last_name
    from attendance a join attendance_row r on r.delivery_id = a.delivery_id and r.row = a.row
      join person p on p.id = a.person_id
    where a.id = any(${[...attendances]}::uuid[])`.execute(context.db)
  if (rows.length === 0) return new Map()
  const numbers = await numbersOf(
    context,
    rows.map(({ registration }) => registration),
  )
  return new Map(
    rows.map(({ attendance, registration, cells, name_prefix, last_name }) => {
      const person = { namePrefix: name_prefix, lastName: last_name }
      const surname = cells.find((cell) => bearsSurname(cell, person))
      const named = [numbers.get(registration), surname].filter((part) => part !== undefined)
      return [attendance, named.join(' ')]
    }),
  )
}

async function numbersOf(
  context: Context,
  registrations: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, string>()
  for (const id of context.platform.registers.keys()) {
    await inOtherRegister(context, id, async ({ db, register }) => {
      const rows = await db
        .selectFrom('registration')
        .where('register', '=', register.id)
        .where('id', 'in', [...registrations])
        .where('number', 'is not', null)
        .select(['id', 'number'])
        .execute()
      for (const row of rows) numbers.set(row.id, registrationNumber(register, row.number ?? 0))
    })
  }
  return numbers
}
