import { sql } from 'kysely'
import type { Original, OriginalStatus } from '#domain/dossier/original/original.ts'
import { originalNumber } from '#domain/dossier/original/original.ts'
import type { StatedDetails } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** An original with whose it is. */
export interface OriginalOfSomebody extends Original {
  readonly name: string
}

interface Row {
  id: string
  registration_id: string
  document: string
  number: number
  status: OriginalStatus
  envelope: boolean
  announced_on: string | null
  received_on: string | null
  checked_on: string | null
  in_order: boolean | null
  issued_on: string | null
  details: StatedDetails
  reason: string
  ended_on: string | null
  version: number
  first_name: string
  initials: string
  name_prefix: string
  last_name: string
  seer_first_name: string | null
  seer_initials: string | null
  seer_name_prefix: string | null
  seer_last_name: string | null
  seer_email: string | null
}

/** The originals of a registration, the newest first. */
export function originalsOf(
  context: Context,
  registrationId: string,
): Promise<readonly OriginalOfSomebody[]> {
  return select(
    context,
    sql`where o.registration_id = ${registrationId} order by o.created_at desc, o.id desc`,
  )
}

/** One original, or undefined when there is none with this id. */
export async function findOriginal(
  context: Context,
  id: string,
): Promise<OriginalOfSomebody | undefined> {
  if (!isUuid(id)) return undefined
  return (await select(context, sql`where o.id = ${id}`))[0]
}

/** One original that nobody else changes until this transaction ends. */
export async function lockOriginal(
  context: Context,
  id: string,
): Promise<OriginalOfSomebody | undefined> {
  if (!isUuid(id)) return undefined
  await sql`select id from original where id = ${id} for update`.execute(context.db)
  return findOriginal(context, id)
}

/** The original with the number of a cover sheet. */
export async function originalNumbered(
  context: Context,
  number: number,
): Promise<OriginalOfSomebody | undefined> {
  return (await select(context, sql`where o.number = ${number}`))[0]
}

/** At most so many originals on a page. */
export const mostOriginals = 200

/** The originals that are here and wait for the back office, the oldest first. */
export function waitingOriginals(context: Context): Promise<readonly OriginalOfSomebody[]> {
  return select(
    context,
    sql`where o.status in ('received', 'checked')
      order by o.received_on, o.id limit ${mostOriginals}`,
  )
}

/** The originals of some registrations that are on their way or here, the newest first. */
export async function originalsUnderWay(
  context: Context,
  registrationIds: readonly string[],
): Promise<readonly OriginalOfSomebody[]> {
  if (registrationIds.length === 0) return []
  return select(
    context,
    sql`where o.registration_id in (${sql.join(registrationIds)})
      and o.status in ('announced', 'received', 'checked')
      order by o.created_at desc, o.id desc limit ${mostOriginals}`,
  )
}

async function select(
  { db }: Context,
  which: ReturnType<typeof sql>,
): Promise<readonly OriginalOfSomebody[]> {
  const { rows } = await sql<Row>`
    select o.id, o.registration_id, o.document, o.number, o.status, o.envelope, o.announced_on,
      o.received_on, o.checked_on, o.in_order, o.issued_on, o.details, o.reason, o.ended_on, o.version,
      p.first_name, p.initials, p.name_prefix, p.last_name,
      seer.first_name as seer_first_name, seer.initials as seer_initials,
      seer.name_prefix as seer_name_prefix, seer.last_name as seer_last_name,
      account.email as seer_email
    from original o
    join registration r on r.id = o.registration_id
    join person p on p.id = r.person_id
    left join account on account.id = o.checked_by
    left join person seer on seer.account_id = o.checked_by
    ${which}`.execute(db)
  return rows.map(original)
}

function original(row: Row): OriginalOfSomebody {
  return {
    id: row.id,
    registrationId: row.registration_id,
    document: row.document,
    number: originalNumber(row.number),
    status: row.status,
    envelope: row.envelope,
    announcedOn: day(row.announced_on),
    receivedOn: day(row.received_on),
    check:
      row.checked_on === null || row.in_order === null
        ? undefined
        : {
            on: Temporal.PlainDate.from(row.checked_on),
            by: seerOf(row),
            inOrder: row.in_order,
            issuedOn: day(row.issued_on),
            details: row.details,
            reason: row.reason,
          },
    endedOn: day(row.ended_on),
    version: row.version,
    name: fullName({
      firstName: row.first_name,
      initials: row.initials,
      namePrefix: row.name_prefix,
      lastName: row.last_name,
    }),
  }
}

// Whoever has given no name is known by their address.
function seerOf(row: Row): string | undefined {
  if (row.seer_last_name === null) return row.seer_email ?? undefined
  const name = fullName({
    firstName: row.seer_first_name ?? '',
    initials: row.seer_initials ?? '',
    namePrefix: row.seer_name_prefix ?? '',
    lastName: row.seer_last_name,
  })
  return name === '' ? (row.seer_email ?? undefined) : name
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
