import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { forTheMailbox } from '#domain/platform/message/mail-kinds.ts'

/** A mail in somebody's list. */
export interface OwnMessage {
  readonly id: string
  readonly subject: string
  readonly writtenOn: Temporal.PlainDate
}

/** The mails of an account in this register, the newest first. */
export async function listOwnMessages(
  context: Context,
  accountId: string,
  part: { readonly limit: number; readonly offset: number },
): Promise<{ readonly messages: readonly OwnMessage[]; readonly total: number }> {
  const own = context.db
    .selectFrom('mail_message')
    .where('account_id', '=', accountId)
    .where('register', '=', context.register.id)
    .where('kind', 'not in', forTheMailbox)
  const rows = await own
    .select(['id', 'subject', 'written_on'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(part.limit)
    .offset(part.offset)
    .execute()
  const { total } = await own
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const messages = rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    writtenOn: Temporal.PlainDate.from(row.written_on),
  }))
  return { messages, total }
}

/** One mail of an account; somebody else's is not found. */
export async function readOwnMessage(
  context: Context,
  accountId: string,
  id: string,
): Promise<
  | (OwnMessage & {
      readonly text: string
      readonly attachments: readonly { readonly id: string; readonly name: string }[]
    })
  | undefined
> {
  if (!isUuid(id)) return undefined
  const row = await context.db
    .selectFrom('mail_message')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('register', '=', context.register.id)
    .where('kind', 'not in', forTheMailbox)
    .select(['id', 'subject', 'written_on', 'body_text', 'attachments'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  // Written by writeMessage only: a list of ids.
  const ids = row.attachments as readonly string[]
  const attachments =
    ids.length === 0
      ? []
      : await context.db
          .selectFrom('document')
          .where('id', 'in', [...ids])
          .select(['id', 'name'])
          .execute()
  return {
    id: row.id,
    subject: row.subject,
    writtenOn: Temporal.PlainDate.from(row.written_on),
    text: row.body_text,
    attachments,
  }
}
