import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { urgencyOf } from '#domain/platform/message/mail-kinds.ts'

/** What decides when a mail has its turn. */
export interface MailToGo {
  readonly id: string
  readonly kind: string
  readonly to_address: string
}

/** Lets a mail have its turn, after some seconds or at once. That it is due stands in its row. */
export async function enqueueMail(
  { enqueue }: Pick<Platform, 'enqueue'>,
  db: Transaction<Database>,
  { id, kind, to_address }: MailToGo,
  after = 0,
): Promise<void> {
  await enqueue(db, {
    name: 'deliver-mail',
    data: { mailId: id },
    urgency: urgencyOf(kind),
    domain: to_address.toLowerCase().split('@').at(-1) ?? '',
    ...(after > 0 && { after }),
  })
}
