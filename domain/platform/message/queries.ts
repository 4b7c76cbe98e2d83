import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { onlyPasses } from '#domain/platform/message/mail-kinds.ts'

/** A mail as it stands in a list. */
export interface MailLine {
  readonly id: string
  readonly subject: string
  readonly toName: string
  readonly toAddress: string
  /** The business date, ISO text. */
  readonly writtenOn: string
  readonly sentAt: string | undefined
  readonly error: string | undefined
  /** Nobody here reads it, nor to whom it goes: it only passes by. */
  readonly passing: boolean
  /** Whether a paper that goes with it is still being made. */
  readonly waits: boolean
  /** Whether it is on its way out, or is tried again. */
  readonly goes: boolean
  /** Whether it did not arrive and is not tried any more by itself. */
  readonly givenUp: boolean
  /** It was given up on because the link in it does not work any more. */
  readonly over: boolean
  /** Whoever it is for has died: it does not go. */
  readonly stopped: boolean
}

/** A mail with its text and the documents that went with it. */
export interface Mail extends MailLine {
  readonly text: string
  readonly attachments: readonly { readonly id: string; readonly name: string }[]
}

const line = [
  'id',
  'kind',
  'subject',
  'to_name',
  'to_address',
  'written_on',
  'sent_at',
  'error',
  'waits_for',
  'stopped_at',
  'due_at',
  'undelivered_at',
  'cause',
] as const

/** One page of the mails of this register, newest first, of one account or of everybody. */
export async function listMail(
  context: Context,
  page: number,
  perPage: number,
  accountId?: string,
): Promise<{ readonly mails: readonly MailLine[]; readonly total: number }> {
  let mails = context.db.selectFrom('mail_message').where('register', '=', context.register.id)
  if (accountId !== undefined) mails = mails.where('account_id', '=', accountId)
  const rows = await mails
    .select(line)
    .orderBy('written_on', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute()
  const { total } = await mails
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { mails: rows.map((row) => mailLine(context, row)), total }
}

/** One mail of this register, of one account or of anybody. */
export async function readMail(
  context: Context,
  id: string,
  accountId?: string,
): Promise<Mail | undefined> {
  if (!isUuid(id)) return undefined
  let mails = context.db
    .selectFrom('mail_message')
    .where('register', '=', context.register.id)
    .where('id', '=', id)
  if (accountId !== undefined) mails = mails.where('account_id', '=', accountId)
  const row = await mails.select([...line, 'body_text', 'attachments']).executeTakeFirst()
  if (row === undefined) return undefined
  const ids = row.attachments as readonly string[]
  const attachments =
    ids.length === 0
      ? []
      : await context.db
          .selectFrom('document')
          .where('id', 'in', [...ids])
          .select(['id', 'name'])
          .execute()
  const shown = mailLine(context, row)
  return { ...shown, text: shown.passing ? '' : row.body_text, attachments }
}

// The demo shows all of its made-up mails, as long as they lie here.
function mailLine(
  { platform }: Context,
  row: {
    id: string
    kind: string
    subject: string
    to_name: string
    to_address: string
    written_on: string
    sent_at: string | null
    error: string | null
    waits_for: readonly string[]
    stopped_at: string | null
    due_at: string | null
    undelivered_at: string | null
    cause: string | null
  },
): MailLine {
  const passing = onlyPasses(row.kind) && (!platform.demo || row.sent_at !== null)
  return {
    passing,
    id: row.id,
    subject: row.subject,
    toName: passing ? '' : row.to_name,
    toAddress: passing ? '' : row.to_address,
    writtenOn: row.written_on,
    sentAt: row.sent_at ?? undefined,
    // It may name whom it was for.
    error: passing ? undefined : (row.error ?? undefined),
    goes: row.due_at !== null,
    givenUp: row.undelivered_at !== null,
    over: row.cause === 'over',
    waits: row.waits_for.length > 0,
    stopped: row.stopped_at !== null,
  }
}
