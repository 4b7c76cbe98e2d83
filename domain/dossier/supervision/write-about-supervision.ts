import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import type { Letter } from '#mail/letter.ts'

/** Writes to the one or the other about a supervision; whose account is gone, cannot be written to. */
export async function writeAboutSupervision(
  context: Context,
  registrationId: string | undefined,
  kind: 'supervision-asked' | 'supervision-answered' | 'supervision-ended',
  letter: (name: string) => Letter,
): Promise<void> {
  const member = registrationId && (await findMember(context, registrationId))
  if (!member || member.email === '') return
  const { name, email, accountId } = member
  await writeMessage(context, kind, { name, address: email, accountId }, letter(name))
}
