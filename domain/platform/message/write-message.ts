import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { enqueueMail } from '#domain/platform/message/enqueue-mail.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { forTheMailbox } from '#domain/platform/message/mail-kinds.ts'
import { stopped } from '#domain/platform/message/stop-messages.ts'
import type { Letter } from '#mail/letter.ts'

/** To whom a letter goes. */
export interface Recipient {
  readonly name: string
  readonly address: string
  /** The account under whose messages it is also shown. */
  readonly accountId?: string | undefined
}

/** The papers of a mail, by their ids as documents. */
export interface MailPapers {
  readonly attached?: readonly string[]
  /** What must be there before it is delivered, besides what is attached. */
  readonly after?: readonly string[]
}

/**
 * Writes a mail: it lies in the database at once, with the change that caused it, and is delivered
 * after that change has been committed and its papers have been made. Whoever was taken over and not
 * yet invited gets none but what leads to signing in: they read it on their page later. To whoever
 * has died nothing goes; that it would have stays to be seen.
 */
export async function writeMessage(
  context: Context,
  kind: MailKind,
  to: Recipient,
  { attached = [], after = [], ...letter }: Letter & MailPapers,
): Promise<string> {
  const row = {
    register: context.register.id,
    account_id: to.accountId ?? null,
    kind,
    to_name: to.name,
    to_address: to.address,
    subject: letter.subject,
    body_text: letter.text,
    body_html: letter.html,
    attachments: JSON.stringify(attached),
    written_on: context.today.toString(),
    shown_only: isQuiet(to.accountId, kind),
    stopped_at: sql<
      string | null
    >`case when ${stopped(to)} then ${Temporal.Now.instant().toString()}::timestamptz end`,
  }
  const papers = [...attached, ...after]
  const { id, is_due } = await (papers.length === 0
    ? written(context, row)
    : writtenWith(context, row, papers))
  if (is_due) await enqueueMail(context.platform, context.db, { ...row, id })
  return id
}

type Row = Readonly<Record<'register' | 'kind' | 'to_name' | 'to_address', string>> &
  Readonly<Record<'subject' | 'body_text' | 'body_html' | 'attachments' | 'written_on', string>> & {
    readonly account_id: string | null
    readonly shown_only: ReturnType<typeof isQuiet>
    readonly stopped_at: RawBuilder<string | null>
  }

function isQuiet(accountId: string | undefined, kind: MailKind) {
  if (accountId === undefined || forTheMailbox.includes(kind)) return sql<boolean>`false`
  return sql<boolean>`coalesce((select quiet from account where id = ${accountId}), false)`
}

// Whether it is to go at all, as soon as its papers are there.
function goes({ shown_only, stopped_at }: Row) {
  return sql<boolean>`(${stopped_at}) is null and not ${shown_only}`
}

const isDue = sql<boolean>`due_at is not null`.as('is_due')

function written({ db }: Context, row: Row) {
  return db
    .insertInto('mail_message')
    .values({ ...row, due_at: sql`case when ${goes(row)} then now() end` })
    .returning(['id', isDue])
    .executeTakeFirstOrThrow()
}

// Locked, so that a paper that is made just now either is there already or finds this mail waiting.
function writtenWith({ db }: Context, row: Row, papers: readonly string[]) {
  return db
    .with('coming', (query) =>
      query
        .selectFrom('paper_to_make')
        .where('document_id', 'in', [...papers])
        .select('document_id')
        .forShare(),
    )
    .insertInto('mail_message')
    .values({
      ...row,
      waits_for: sql<string[]>`coalesce((select array_agg(document_id) from coming), '{}')`,
      due_at: sql`case when ${goes(row)} and not exists (select from coming) then now() end`,
    })
    .returning(['id', isDue])
    .executeTakeFirstOrThrow()
}
