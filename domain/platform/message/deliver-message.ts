import { buffer } from 'node:stream/consumers'
import type { NotNull } from 'kysely'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { onlyPasses } from '#domain/platform/message/mail-kinds.ts'
import { isStopped } from '#domain/platform/message/stop-messages.ts'
import { withoutSecrets } from '#domain/platform/message/without-secrets.ts'
import type { MailAttachment } from '#mail/transport.ts'
import { deliver } from '#mail/transport.ts'
import type { Register } from '#regulations/register.ts'

/** What came of one attempt to deliver a mail. */
export type Delivered =
  | { readonly outcome: 'sent' | 'kept' | 'gone' | 'refused' }
  /** A paper that goes with it is still being made; it is delivered when that is there. */
  | { readonly outcome: 'waits' }
  | { readonly outcome: 'failed'; readonly reason: string }

/** Hands one mail to the mail server; without one it stays where it lies. Delivered once only. */
export async function deliverMessage(
  platform: Platform,
  mailId: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Delivered> {
  const mail = await platform.db
    .selectFrom('mail_message')
    .where('id', '=', mailId)
    .where('sent_at', 'is', null)
    .where('stopped_at', 'is', null)
    .select([
      'id',
      'kind',
      'register',
      'account_id',
      'to_address',
      'subject',
      'body_text',
      'body_html',
      'attachments',
      'waits_for',
    ])
    .executeTakeFirst()
  const ofFiles = platform.registers.get(mail?.register ?? '')
  if (mail === undefined || ofFiles === undefined) return { outcome: 'gone' }
  if (await isStopped(platform.db, { accountId: mail.account_id, address: mail.to_address })) {
    const stopped = { stopped_at: Temporal.Now.instant().toString() }
    await platform.db.updateTable('mail_message').set(stopped).where('id', '=', mailId).execute()
    return { outcome: 'gone' }
  }
  if (mail.waits_for.length > 0) return { outcome: 'waits' }
  const { register, attachments } = await read(
    platform,
    ofFiles,
    mail.attachments as readonly string[],
  )
  const delivery = await deliver(
    {
      id: mail.id,
      from: { name: register.mail.senderName, address: register.mail.senderAddress },
      replyTo: register.organisation.email,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.body_text,
      html: mail.body_html,
      attachments,
    },
    env,
  )
  const row = platform.db.updateTable('mail_message').where('id', '=', mailId)
  switch (delivery.outcome) {
    case 'sent':
      await row
        .set((eb) => ({
          sent_at: Temporal.Now.instant().toString(),
          attempts: eb('attempts', '+', 1),
          error: null,
          ...whatStays(platform, mail),
        }))
        .execute()
      return { outcome: 'sent' }
    case 'kept':
      await row.set({ kept_at: Temporal.Now.instant().toString() }).execute()
      return { outcome: 'kept' }
    case 'refused':
    case 'failed':
      await row
        .set((eb) => ({ attempts: eb('attempts', '+', 1), error: delivery.reason }))
        .execute()
      return delivery.outcome === 'refused'
        ? { outcome: 'refused' }
        : { outcome: 'failed', reason: delivery.reason }
  }
}

// From here on only the receiver has the links, and the whole of a mail that only passes by. The
// demo's mailbox shows the links to all.
function whatStays(
  { demo }: Platform,
  mail: { readonly kind: string; readonly body_text: string; readonly body_html: string },
) {
  if (onlyPasses(mail.kind)) return { to_name: '', to_address: '', body_text: '', body_html: '' }
  if (demo) return {}
  return { body_text: withoutSecrets(mail.body_text), body_html: withoutSecrets(mail.body_html) }
}

// The register as it is now, and the papers that go along.
async function read(
  platform: Platform,
  ofFiles: Register,
  documents: readonly string[],
): Promise<{ readonly register: Register; readonly attachments: MailAttachment[] }> {
  const { register, rows } = await inRegister(
    platform,
    { register: ofFiles, readOnly: true },
    { kind: 'system', task: 'deliver-mail' },
    async (context) => ({
      register: context.register,
      rows:
        documents.length === 0
          ? []
          : await context.db
              .selectFrom('document')
              .where('id', 'in', [...documents])
              .where('file_key', 'is not', null)
              .select(['name', 'media_type', 'file_key'])
              .$narrowType<{ file_key: NotNull }>()
              .execute(),
    }),
  )
  const attachments: MailAttachment[] = []
  for (const row of rows) {
    const stream = await platform.files.get(row.file_key)
    if (stream === undefined) continue
    attachments.push({
      fileName: row.name,
      contentType: row.media_type,
      content: await buffer(stream),
    })
  }
  return { register, attachments }
}
