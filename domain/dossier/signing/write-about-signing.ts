import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailPapers } from '#domain/platform/message/write-message.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import type { Letter } from '#mail/letter.ts'

/** Writes to one of the two about what is signed here; whose account is gone, cannot be written to. */
export async function writeAboutSigning(
  context: Context,
  registrationId: string,
  kind: 'signing-asked' | 'signing-answered',
  letter: (name: string) => Letter & MailPapers,
): Promise<void> {
  const member = await findMember(context, registrationId)
  if (member === undefined || member.email === '') return
  const { name, email, accountId } = member
  await writeMessage(context, kind, { name, address: email, accountId }, letter(name))
}
