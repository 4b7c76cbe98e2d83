import { sql } from 'kysely'
import { openRegistration, placeAttendance } from '#domain/learning/attendance/place-attendance.ts'
import { withPortfolio } from '#domain/people/registration/registration.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

interface LeftOut {
  readonly id: string
  readonly organisation: string
  readonly person: string
  readonly delivery: string
}

/** Puts into a portfolio of this register that has opened what was left out as none was open then. */
export async function placeLeftOut(context: Context): Promise<void> {
  const { db, register } = context
  await actForOrganisation(context, '*')
  const { rows } = await sql<LeftOut>`
    select a.id, a.organisation_id as organisation, a.person_id as person, d.id as delivery
    from attendance a
    join attendance_delivery d on d.id = a.delivery_id
    where a.state = 'left-out' and a.withdrawn_on is null and d.state in ('running', 'done')
      and exists (select from registration r where r.person_id = a.person_id and r.register = ${register.id}
        and r.status = any(${[...withPortfolio(register)]}::text[]))
    order by a.id`.execute(db)
  await actForOrganisation(context, '')
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, { id, organisation, person, delivery }) => {
      if ((await openRegistration(own, person)) === undefined) return
      await actForOrganisation(own, organisation)
      // Whoever takes the list back at this moment waits, and finds it placed.
      const { rows: stands } = await sql`select from attendance_delivery
        where id = ${delivery} and state in ('running', 'done') for update`.execute(own.db)
      if (stands.length > 0) await placeAttendance(own, id)
      await actForOrganisation(own, '')
    },
  )
}
