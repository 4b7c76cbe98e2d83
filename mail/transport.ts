import { createTransport } from 'nodemailer'

/** A message as it lies ready to be sent. */
export type Message = {
  /** The id of the message in the database; it becomes part of the Message-ID. */
  readonly id: string
  readonly from: { readonly name: string; readonly address: string }
  /** One address. */
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly MailAttachment[]
}

export type MailAttachment = {
  readonly fileName: string
  readonly contentType: string
  readonly content: Uint8Array
}

/** What came of sending. `refused` will not get better by trying again; `failed` may. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly messageId: string }
  /** There is no mail server: the message stays where it lies. */
  | { readonly outcome: 'kept' }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string }

/** Sends a message through `SMTP_URL`; without one it is only kept where it lies. */
export async function deliver(
  message: Message,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Delivery> {
  const url = env.SMTP_URL
  if (url === undefined || url === '') return { outcome: 'kept' }
  const transport = createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    // A message never makes the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const sent = await transport.sendMail({
      messageId: `<${message.id}@${message.from.address.split('@').at(-1)}>`,
      from: message.from,
      // As an object, so that a comma in an address does not make two of it.
      to: { name: '', address: message.to },
      ...(message.replyTo === undefined ? {} : { replyTo: { name: '', address: message.replyTo } }),
      subject: message.subject,
      text: message.text,
      html: message.html,
      headers: { 'Auto-Submitted': 'auto-generated' },
      attachments: message.attachments.map((attachment) => ({
        filename: attachment.fileName,
        contentType: attachment.contentType,
        content: Buffer.from(attachment.content),
      })),
    })
    return { outcome: 'sent', messageId: sent.messageId }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const code = 'responseCode' in error ? Number(error.responseCode) : 0
    return { outcome: code >= 500 ? 'refused' : 'failed', reason: error.message }
  } finally {
    transport.close()
  }
}
