import { sql } from 'kysely'
import type { LineProblem, TypedMember } from '#domain/dossier/series/read-lines.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import {
  hasLeft,
  readRegistrationNumber,
  registrationNumber,
} from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { findRetired } from '#domain/public-register/entry/find-retired.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import { findEntryByNumber, publicFields } from '#domain/public-register/entry/queries.ts'

/** Somebody who is to be asked, with what is known of them here. */
export interface ResolvedMember {
  readonly name: string
  readonly email: string
  readonly number: string | null
  readonly registration_id: string | null
  readonly account_id: string | null
}

interface Resolved {
  readonly members: readonly ResolvedMember[]
  readonly problems: readonly LineProblem[]
}

/**
 * Finds out who is meant. A number leads to whoever bears it in the public register, under the name
 * that stands there. Of an address it is never told whether anybody has an account with it: they stay
 * called as they were typed. Somebody who was named in both ways is asked once.
 */
export async function resolveMembers(
  context: Context,
  typed: readonly TypedMember[],
  /** Of who asks, and who is in the group already. */
  ownRegistration: string,
  there: ReadonlySet<string> = new Set(),
): Promise<Resolved> {
  const problems: LineProblem[] = []
  const members = new Map<string, ResolvedMember>()
  for (const one of typed) {
    const found =
      one.email === undefined
        ? await byNumber(context, one.number ?? '')
        : {
            ...(await byAddress(context, one.email)),
            name: one.name,
            email: one.email,
            number: null,
          }
    if (found === undefined) {
      problems.push({ field: 'members', line: one.line, is: 'unknown-number' })
    } else if (found.registration_id === ownRegistration) {
      problems.push({ field: 'members', line: one.line, is: 'own-address' })
    } else if (there.has(found.email)) {
      problems.push({ field: 'members', line: one.line, is: 'twice' })
    } else if (!members.has(found.email)) members.set(found.email, found)
  }
  return { members: [...members.values()], problems }
}

async function byNumber(context: Context, typed: string): Promise<ResolvedMember | undefined> {
  const { db, register } = context
  const number = readRegistrationNumber(register, typed)
  const found = number === undefined ? undefined : await numbered(context, number)
  if (found === undefined) return undefined
  const { rows } = await sql<{ id: string; account_id: string; email: string }>`
    select r.id, a.id as account_id, lower(a.email) as email
    from public_entry e join registration r on r.id = e.registration_id
    join person p on p.id = r.person_id join account a on a.id = p.account_id
    where e.register = ${register.id} and e.id = ${found.entry.id} and a.closed_at is null`.execute(
    db,
  )
  const [row] = rows
  if (row === undefined) return undefined
  const isPublic = publicFields(context).includes('number')
  return {
    name: found.entry.name,
    email: row.email,
    number: isPublic ? registrationNumber(register, found.number) : null,
    registration_id: row.id,
    account_id: row.account_id,
  }
}

// Whoever has a number, or the one in which it went on.
async function numbered(
  context: Context,
  number: number,
): Promise<{ readonly entry: PublicEntry; readonly number: number } | undefined> {
  const entry = await findEntryByNumber(context, number)
  if (entry !== undefined) return { entry, number }
  const retired = await findRetired(context, number)
  return retired.outcome === 'moved' && retired.number !== undefined
    ? { entry: retired.entry, number: retired.number }
    : undefined
}

async function byAddress(
  { db }: Context,
  email: string,
): Promise<Pick<ResolvedMember, 'registration_id' | 'account_id'>> {
  const { rows } = await sql<{
    account_id: string
    registration_id: string | null
    status: RegistrationStatus | null
  }>`
    select a.id as account_id, r.id as registration_id, r.status
    from account a left join person p on p.account_id = a.id
    left join registration r on r.person_id = p.id
    where lower(a.email) = ${email} and a.closed_at is null
    order by r.signed_up_on desc nulls last`.execute(db)
  const [first] = rows
  const running = rows.find(({ status }) => status !== null && !hasLeft.has(status))
  return {
    account_id: first?.account_id ?? null,
    registration_id: running?.registration_id ?? null,
  }
}
