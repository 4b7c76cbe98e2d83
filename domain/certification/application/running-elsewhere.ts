import { sql } from 'kysely'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** Somebody who was taken over while an application ran where they came from, which did not come along. */
export interface RunningElsewhere {
  readonly registrationId: string
  readonly number: number | undefined
  readonly name: string
  readonly source: string
  /** The day on which they sent it in there. */
  readonly since: Temporal.PlainDate
}

/**
 * What `taken_over t` says of an application that ran elsewhere and of which nothing came here since: no
 * application of this register, and no period that was set right by what was decided there.
 */
export const stillElsewhere = sql`t.kind = 'registration' and t.application_on is not null
  and not exists (select from application f
    where f.registration_id = t.subject_id and f.submitted_on >= t.taken_over_on)
  and not exists (select from correction o
    where o.registration_id = t.subject_id and o.subject = 'period'
      and o.corrected_on >= t.taken_over_on)`

/** Whose application runs elsewhere, the oldest first. */
export async function applicationsElsewhere({
  db,
  register,
}: Context): Promise<readonly RunningElsewhere[]> {
  const { rows } = await sql<{
    registration_id: string
    number: number | null
    source: string
    application_on: string
    first_name: string
    initials: string
    name_prefix: string
    last_name: string
  }>`
    select t.subject_id as registration_id, r.number, t.source, t.application_on,
      p.first_name, p.initials, p.name_prefix, p.last_name
    from taken_over t
    join registration r on r.id = t.subject_id
    join person p on p.id = r.person_id
    where t.register = ${register.id} and ${stillElsewhere}
      and r.status <> all(${[...isOver]})
    order by t.application_on, r.number limit 500`.execute(db)
  return rows.map((row) => ({
    registrationId: row.registration_id,
    number: row.number ?? undefined,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    source: row.source,
    since: Temporal.PlainDate.from(row.application_on),
  }))
}
