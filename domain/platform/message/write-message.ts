import type { Context } from '#domain/platform/context/context.ts'
import type { Letter } from '#mail/letter.ts'

/** To whom a letter goes. */
export interface Recipient {
  readonly name: string
  readonly address: string
  /** The account under whose messages it is also shown. */
  readonly accountId?: string | undefined
}

/**
 * Writes a mail: it lies in the database at once, with the change that caused it, and is delivered
 * after that change has been committed. `kind` names the letter; attachments are documents' ids.
 */
export async function writeMessage(
  context: Context,
  kind: string,
  to: Recipient,
  letter: Letter,
  attachments: readonly string[] = [],
): Promise<string> {
  const { id } = await context.db
    .insertInto('mail_message')
    .values({
      register: context.register.id,
      account_id: to.accountId ?? null,
      kind,
      to_name: to.name,
      to_address: to.address,
      subject: letter.subject,
      body_text: letter.text,
      body_html: letter.html,
      attachments: JSON.stringify(attachments),
      written_on: context.today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await context.platform.enqueue(context.db, { name: 'deliver-mail', data: { mailId: id } })
  return id
}
