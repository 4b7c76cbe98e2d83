import { randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database, OneTimeLinkTable } from '#db/schema.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type LinkPurpose = OneTimeLinkTable['purpose']

/** Where each link leads, below the register's own path; the token comes behind it. */
export const linkPaths: Readonly<Record<LinkPurpose, string>> = {
  'confirm-email': 'aanmelden/bevestigen',
  'sign-in': 'inloggen/link',
  'reset-password': 'inloggen/nieuw-wachtwoord',
  'first-administrator': 'eerste-beheerder',
  'invite-staff': 'inloggen/uitnodiging',
  'change-email': 'inloggen/nieuw-e-mailadres',
  'sign-in-again': 'inloggen/bevestigen',
  'stop-reset': 'inloggen/tweede-stap-stoppen',
  'join-organisation': 'organisaties/uitnodiging',
  'inspect-allocations': 'inspectie',
}

interface Link {
  readonly purpose: LinkPurpose
  readonly minutes: number
  readonly accountId?: string | undefined
  readonly email?: string | undefined
  readonly details?: Readonly<Record<string, unknown>>
}

/** Makes a link that works once, and gives its address. Only the token's hash is kept. */
export async function makeLink(context: Context, link: Link): Promise<string> {
  const token = await keepLink(context, link)
  return `${context.platform.origin}/${context.register.id}/${linkPaths[link.purpose]}/${token}`
}

/** Keeps that a browser asked for a link where enough of them were mailed: those work in it too. */
export async function noteAsked(context: Context, link: Link): Promise<void> {
  await keepLink(context, { ...link, details: { ...link.details, unmailed: true } })
}

async function keepLink({ db }: Context, link: Link): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('one_time_link')
    .values({
      token_hash: hashToken(token),
      purpose: link.purpose,
      account_id: link.accountId ?? null,
      email: link.email ?? null,
      details: JSON.stringify(link.details ?? {}),
      expires_at: Temporal.Now.instant().add({ minutes: link.minutes }).toString(),
    })
    .execute()
  return token
}

/**
 * Whether so many links were mailed to an address, and still work, that one more is no use: whoever lets
 * them be mailed fills no mailbox, and the holder has one that works.
 */
export async function enoughLinks(
  db: Transaction<Database>,
  purpose: LinkPurpose,
  email: string,
): Promise<boolean> {
  const { count } = await db
    .selectFrom('one_time_link')
    .where('email', '=', email)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', Temporal.Now.instant().toString())
    .where(sql<boolean>`not details ? 'unmailed'`)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count >= 10
}
