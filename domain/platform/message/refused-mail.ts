import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'

/**
 * Whether the last mail of some kinds to somebody was refused by who receives it, as part of a statement: then
 * whoever asked them has to hear that they were not reached.
 */
export function refusesMail(
  kinds: readonly MailKind[],
  to: {
    readonly register: RawBuilder<unknown>
    /** What is true of a mail `mail` to them. */
    readonly is: RawBuilder<unknown>
    /** From when they were asked. */
    readonly since: RawBuilder<unknown>
  },
): RawBuilder<boolean> {
  return sql<boolean>`coalesce((select mail.cause = 'refused' and mail.sent_at is null from mail_message mail
    where mail.register = ${to.register} and mail.kind = any(${kinds}) and ${to.is}
      and mail.created_at >= ${to.since}
    order by mail.created_at desc, mail.id desc limit 1), false)`
}
