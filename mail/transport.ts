/** A message as it lies ready to be sent. */
export type Message = {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly MailAttachment[]
  /** The id of the message in the database; it becomes part of the Message-ID. */
  readonly id: string
}

export type MailAttachment = {
  readonly fileName: string
  readonly contentType: string
  readonly content: Uint8Array
}

/** What came of sending. `refused` will not get better by itself; `failed` may. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly messageId: string }
  | { readonly outcome: 'kept' }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: string }

/** Sends a message through `SMTP_URL`; without one it is only kept where it lies. */
export function deliver(
  message: Message,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Delivery> {
  throw new Error(`Not there yet: ${message.id} ${Object.keys(env).length}`)
}
