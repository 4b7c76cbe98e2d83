import { createHmac, randomBytes } from 'node:crypto'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import type { LinkPurpose } from '#domain/people/account/make-link.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { FoundLink, UsableLink } from '#domain/people/account/use-link.ts'
import { findLink } from '#domain/people/account/use-link.ts'
import type { Context } from '#domain/platform/context/context.ts'

// A browser that asks for a link keeps a secret. The link works there; in any other browser a code is asked
// for that stands on the screen of the one that asked, so that whoever is sent a mail on has no use for it.

/** What a link, or what was asked for it, says of the browser that asked: hashes alone. */
export interface Marks {
  readonly browser: string
  readonly code: string
}

/** The secret that a browser keeps from when it asks for a link: the one it had, if that can be ours. */
export function browserSecret(kept: string | undefined): string {
  return kept !== undefined && /^[\w-]{43}$/.test(kept)
    ? kept
    : randomBytes(32).toString('base64url')
}

/** The code of six digits that stands on the screen of the browser with this secret. */
export function codeOfBrowser(secret: string): string {
  const number = createHmac('sha256', secret).update('code').digest().readUIntBE(0, 6)
  return String(number % 1_000_000).padStart(6, '0')
}

/** What is kept of a browser with what it asked for this address. */
export function marksOf(secret: string, email: string): Marks {
  return {
    browser: hashToken(secret).toString('hex'),
    code: markOfCode(codeOfBrowser(secret), email),
  }
}

function markOfCode(code: string, email: string): string {
  return hashToken(`${code} ${email}`).toString('hex')
}

/** What somebody brings along who opens a link. */
export interface Opening {
  /** The secret of the browser, if it has one. */
  readonly browser: string | undefined
  /** The code that they typed, where one was asked for. */
  readonly code?: string | undefined
}

export type Opened =
  | { readonly outcome: 'opened'; readonly link: UsableLink }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }
  /** It was asked for in another browser: there a code stands. */
  | { readonly outcome: 'needs-code'; readonly email: string }
  | { readonly outcome: 'wrong-code' }
  | { readonly outcome: 'too-often'; readonly minutes: number }

/**
 * Looks at a link, and whether it may be used in this browser: one that asked for such a link for the same
 * address, or one in which the code of such a browser was typed. Five codes may be tried at a link.
 */
export async function openLink(
  context: Context,
  purpose: LinkPurpose,
  token: string,
  { browser, code }: Opening,
): Promise<Opened> {
  const link: FoundLink = await findLink(context, purpose, token)
  if (link.outcome !== 'usable') return link
  const { db } = context
  const { email } = link
  if (browser !== undefined) {
    const asked = { name: 'browser', mark: hashToken(browser).toString('hex') } as const
    if (await wasAsked(db, { purpose, email, token }, asked)) return { outcome: 'opened', link }
  }
  if (code === undefined) return { outcome: 'needs-code', email }
  const who = hashToken(token).toString('hex')
  const counted = await countAttempt(db, { what: 'link-code', who, most: 5, minutes: 60 })
  if (counted.outcome === 'too-often') return counted
  const typed = { name: 'code', mark: markOfCode(code.replace(/\D/g, ''), email) } as const
  return (await wasAsked(db, { purpose, email, token }, typed))
    ? { outcome: 'opened', link }
    : { outcome: 'wrong-code' }
}

// Whether such a link was asked for by the browser of this mark, and would still work: this one or one before
// it, so that others who ask for some take none away from the holder; or one that was not mailed as enough were.
// Whoever got hold of a link makes it work nowhere else by asking for another.
async function wasAsked(
  db: Transaction<Database>,
  {
    purpose,
    email,
    token,
  }: { readonly purpose: LinkPurpose; readonly email: string; readonly token: string },
  { name, mark }: { readonly name: keyof Marks; readonly mark: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('one_time_link')
    .where('email', '=', email)
    .where('purpose', '=', purpose)
    .where('expires_at', '>', Temporal.Now.instant().toString())
    .where(sql<string>`details ->> ${name}`, '=', mark)
    .where(
      sql<boolean>`(details ? 'unmailed' or created_at <= (
        select opened.created_at from one_time_link opened where opened.token_hash = ${hashToken(token)}))`,
    )
    .select('purpose')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
