import { sql } from 'kysely'
import type { Wait } from '#domain/dossier/wait/wait.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

interface Row {
  id: string
  registration_id: string
  document: string
  said_on: string
  until_on: string
  asked_on: string | null
}

const columns = sql`w.id, w.registration_id, w.document, w.said_on, w.until_on, w.asked_on`

// It is over once somebody states the document, or anything that the norms which want it rest on.
const open = sql`w.ended_on is null
  and r.status not in ('withdrawn', 'removed', 'deceased')
  and not exists (select from claim c where c.registration_id = w.registration_id
    and c.created_at > w.created_at
    and ((c.member = 'document' and c.subject = w.document)
      or (c.member = 'fact' and c.subject = any(w.facts))))`

/** What a dossier waits for, or waited for and was asked again. */
export async function waitsOf({ db }: Context, registrationId: string): Promise<readonly Wait[]> {
  const { rows } = await sql<Row>`
    select ${columns} from wait w join registration r on r.id = w.registration_id
    where w.registration_id = ${registrationId} and ${open}
    order by w.id`.execute(db)
  return rows.map(wait)
}

/** Everybody whose dossier waits for a document, the first to be asked again first. */
export async function openWaits({
  db,
}: Context): Promise<readonly (Wait & { readonly name: string })[]> {
  const { rows } = await sql<
    Row & { first_name: string; initials: string; name_prefix: string; last_name: string }
  >`
    select ${columns}, p.first_name, p.initials, p.name_prefix, p.last_name
    from wait w join registration r on r.id = w.registration_id join person p on p.id = r.person_id
    where ${open}
    order by w.until_on, w.id limit 500`.execute(db)
  return rows.map((row) => ({
    ...wait(row),
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
  }))
}

/** Those whose day has come, and who were not asked again yet. */
export async function dueWaits({ db, today }: Context): Promise<readonly Wait[]> {
  const { rows } = await sql<Row>`
    select ${columns} from wait w join registration r on r.id = w.registration_id
    where ${open} and w.asked_on is null and w.until_on <= ${today.toString()}
    order by w.id`.execute(db)
  return rows.map(wait)
}

/** Who was asked again and has not answered. */
export async function waitsAskedAgain({ db }: Context): Promise<readonly Wait[]> {
  const { rows } = await sql<Row>`
    select ${columns} from wait w join registration r on r.id = w.registration_id
    where ${open} and w.asked_on is not null
    order by w.id`.execute(db)
  return rows.map(wait)
}

function wait(row: Row): Wait {
  return {
    id: row.id,
    registrationId: row.registration_id,
    document: row.document,
    saidOn: Temporal.PlainDate.from(row.said_on),
    until: Temporal.PlainDate.from(row.until_on),
    askedOn: row.asked_on === null ? undefined : Temporal.PlainDate.from(row.asked_on),
  }
}
