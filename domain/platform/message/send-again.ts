import { sql } from 'kysely'
import { recordAll } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailToGo } from '#domain/platform/message/enqueue-mail.ts'
import { enqueueMail } from '#domain/platform/message/enqueue-mail.ts'
import type { FailedBy } from '#domain/platform/message/next-attempt.ts'
import { open } from '#domain/platform/message/undelivered.ts'

/** Which mails that did not arrive: one, or all of this register that failed for the same reason. */
export type Which = { readonly id: string } | { readonly cause: FailedBy | undefined }

/**
 * Lets mails that did not arrive go once more, now, and be tried as long as new ones; gives how many. One that
 * may have gone already goes too: whoever asks for that has read it.
 */
export async function sendAgain(context: Context, which: Which): Promise<number> {
  const { rows } = await sql<MailToGo & { cause: string | null }>`
    with again as (
      update mail_message m set due_at = now(), undelivered_at = null, failing_since = null,
        attempts = 0, unsure_at = null
      where id in (${chosen(context, which)})
      returning id, kind, to_address, cause, created_at
    ) select id, kind, to_address, cause from again order by created_at, id`.execute(context.db)
  for (const mail of rows) await enqueueMail(context.platform, context.db, mail)
  await recordAll(
    context,
    rows.map(({ id, cause }) => ({ noun: 'mail', id, action: 'send-again', facts: { cause } })),
  )
  return rows.length
}

/** Takes a mail that was given up on off the list: it does not go any more. Gives how many that were. */
export async function settleMail(context: Context, id: string): Promise<number> {
  const { rows } = await sql<{ id: string; cause: string | null }>`
    update mail_message m set settled_at = now()
    where undelivered_at is not null and id in (${chosen(context, { id })})
    returning id, cause`.execute(context.db)
  await recordAll(
    context,
    rows.map((mail) => ({
      noun: 'mail',
      id: mail.id,
      action: 'settle',
      facts: { cause: mail.cause },
    })),
  )
  return rows.length
}

// What is being handed over just now is left alone. Of two who press the button at once the second finds nothing.
function chosen(context: Context, which: Which) {
  const these =
    'id' in which
      ? sql`c.id = ${which.id}`
      : sql`c.cause is not distinct from ${which.cause ?? null}`
  return sql`select c.id from mail_message c
    where c.register = ${context.register.id} and ${these} and ${open(sql`c`)} and c.handed_at is null
    order by c.created_at, c.id for update`
}
