import type { Notable } from '#domain/demo/lived-in/world.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { searchMembers } from '#domain/people/registration/search-members.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** What the lived-in demo says of itself. */
export interface LivedIn {
  /** The day on which it begins, as ISO text. */
  readonly lastDay: string
  readonly notable: readonly Notable[]
}

/** Somebody of the lived-in demo as they stand in this register now. */
export interface LivingHere {
  readonly accountId: string
  readonly firstName: string
  readonly name: string
  readonly job: string
  readonly email: string
  readonly status: RegistrationStatus
  /** Why they are worth meeting, where that was said. */
  readonly about: string | undefined
}

/** Whether this is the lived-in demo, and what it says of itself. */
export async function findLivedIn({ db }: Context): Promise<LivedIn | undefined> {
  const row = await db.selectFrom('platform').select('lived_in').executeTakeFirstOrThrow()
  // Our own JSON, written when the demo was put in.
  return (row.lived_in as LivedIn | null) ?? undefined
}

/** Those who are worth meeting in this register, in the order of the road that they go. */
export async function notableHere(
  context: Context,
  { notable }: LivedIn,
): Promise<readonly LivingHere[]> {
  const here = notable.filter(({ register }) => register === context.register.id)
  const found = await livingAt(
    context,
    here.map(({ email }) => email),
  )
  return here.flatMap(({ email, about }) => {
    const one = found.get(email)
    return one === undefined ? [] : [{ ...one, about }]
  })
}

/** Whoever of this register has these words in their name, number or address. */
export async function findPeople(context: Context, typed: string): Promise<readonly LivingHere[]> {
  const members = await searchMembers(context, typed)
  const emails = [...new Set(members.map(({ email }) => email))]
  const found = await livingAt(context, emails)
  return emails.flatMap((email) => found.get(email) ?? [])
}

/** One of the people of the demo in this register, by their account. */
export async function findLiving(
  context: Context,
  accountId: string,
): Promise<LivingHere | undefined> {
  if (!isUuid(accountId)) return undefined
  const account = await context.db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('email')
    .executeTakeFirst()
  return account && (await livingAt(context, [account.email])).get(account.email)
}

// Their last registration tells how they stand.
async function livingAt({ db, register }: Context, emails: readonly string[]) {
  const rows = await db
    .selectFrom('account')
    .innerJoin('person', 'person.account_id', 'account.id')
    .innerJoin('registration', 'registration.person_id', 'person.id')
    .where('account.email', 'in', [...emails, ''])
    .where('account.demo', '=', true)
    .where('account.closed_at', 'is', null)
    .where('registration.register', '=', register.id)
    .orderBy('registration.created_at')
    .orderBy('registration.id')
    .select([
      'account.id',
      'account.email',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'person.job_title',
      'registration.status',
    ])
    .execute()
  return new Map(
    rows.map((row): [string, LivingHere] => [
      row.email,
      {
        accountId: row.id,
        firstName: row.first_name,
        name: fullName({
          firstName: row.first_name,
          initials: row.initials,
          namePrefix: row.name_prefix,
          lastName: row.last_name,
        }),
        job: row.job_title,
        email: row.email,
        status: row.status,
        about: undefined,
      },
    ]),
  )
}
