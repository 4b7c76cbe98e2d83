import { sql } from 'kysely'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** An agreement of which its signer said that the paper comes by post, and that is not there. */
export interface AnnouncedAgreement {
  readonly id: string
  readonly registrationId: string
  readonly number: string
  readonly name: string
  readonly announcedOn: Temporal.PlainDate
  /** The last day on which it can come. */
  readonly signBefore: Temporal.PlainDate
}

/** How long after its last day post that came in time may still be entered, before nobody looks out for it. */
const lookedOutFor = Temporal.Duration.from({ days: 14 })

/** The agreements that are awaited by post, the one whose last day comes first at the top. */
export async function listAnnouncedAgreements({
  db,
  today,
}: Context): Promise<readonly AnnouncedAgreement[]> {
  const { rows } = await sql<{
    id: string
    registration_id: string
    number: string | null
    announced_on: string
    sign_before: string
    first_name: string
    initials: string
    name_prefix: string
    last_name: string
  }>`
    select a.id, a.registration_id, a.number, a.announced_on, a.sign_before,
      p.first_name, p.initials, p.name_prefix, p.last_name
    from agreement a
    join registration r on r.id = a.registration_id
    join person p on p.id = r.person_id
    where a.announced_on is not null and a.status in ('sent', 'lapsed')
      and r.status not in (${sql.join([...isOver])})
      and a.sign_before >= ${today.subtract(lookedOutFor).toString()}::date
      and not exists (select from agreement later where later.registration_id = a.registration_id
        and later.created_at > a.created_at)
    order by a.sign_before, a.announced_on, a.id limit 500`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id,
    number: row.number ?? '',
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
    announcedOn: Temporal.PlainDate.from(row.announced_on),
    signBefore: Temporal.PlainDate.from(row.sign_before),
  }))
}
