import { beginMember } from '#domain/organisations/member/begin-member.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import { keepOrganisationFiles } from '#domain/organisations/organisation/files.ts'
import type { Alike } from '#domain/organisations/organisation/find-alike.ts'
import { findAlike } from '#domain/organisations/organisation/find-alike.ts'
import type { OrganisationFacts } from '#domain/organisations/organisation/organisation.ts'
import { columnsOf, unseenAtFirst } from '#domain/organisations/organisation/write-facts.ts'
import { greetingName } from '#domain/people/account/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { organisationReceived } from '#mail/organisation.ts'

/** How many organisations of one account can wait for a back office, so that nobody fills its list. */
const mostWaiting = 5

export type SignedUpOrganisation =
  | { readonly outcome: 'signed-up'; readonly id: string }
  /** These may well be the same: whoever signs up says that it is none of them. */
  | { readonly outcome: 'alike'; readonly alike: readonly Alike[] }
  | { readonly outcome: 'too-many' | 'not-signed-in' }

/**
 * Signs an organisation up: whoever does so manages it, and it waits for a back office to look who it is. Where
 * others look like it nothing is written, until it is said that it is none of those.
 */
export async function signUpOrganisation(
  context: Context,
  {
    facts,
    files,
    isNoneOf,
  }: {
    readonly facts: OrganisationFacts
    readonly files: Parameters<typeof keepOrganisationFiles>[2]['files']
    /** The ids of those of which it was said. */
    readonly isNoneOf: readonly string[]
  },
): Promise<SignedUpOrganisation> {
  const { db, register, today, actor } = context
  if (actor.kind !== 'account') return { outcome: 'not-signed-in' }
  const { accountId, email } = actor
  // Somebody with two tabs signs up once: the second finds the first.
  await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  const alike = await findAlike(context, facts)
  if (alike.some(({ id }) => !isNoneOf.includes(id))) return { outcome: 'alike', alike }
  await actForOrganisation(context, '*')
  if ((await waitingOf(context, accountId)) >= mostWaiting) return { outcome: 'too-many' }
  const { id } = await db
    .insertInto('organisation')
    .values({
      ...columnsOf(facts),
      unseen_names: unseenAtFirst(facts),
      status: 'waiting',
      waits_since: today.toString(),
      signed_up_in: register.id,
      signed_up_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await actForOrganisation(context, id)
  const member = await beginMember(context, { organisationId: id, accountId, roles: ['manager'] })
  await record(context, {
    noun: 'organisation',
    id,
    action: 'sign-up',
    facts: { ...columnsOf(facts), member: member.id, account: accountId, unlike: [...isNoneOf] },
  })
  await keepOrganisationFiles(context, id, { files, byOffice: false })
  await tellMember(
    context,
    'organisation-received',
    { accountId, email, name: await greetingName(db, accountId, email) },
    (told) => organisationReceived({ ...told, organisation: facts.name }),
  )
  return { outcome: 'signed-up', id }
}

async function waitingOf({ db }: Context, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('organisation_member as m')
    .innerJoin('organisation as o', 'o.id', 'm.organisation_id')
    .where('m.account_id', '=', accountId)
    .where('m.status', '=', 'active')
    .where('o.status', 'in', ['waiting', 'asked', 'refused'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
