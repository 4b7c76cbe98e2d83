import type { Owner } from '#domain/courses/course/course.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import type { AccountOfPerson } from '#domain/people/person/accounts-of-person.ts'
import { accountsOfPerson } from '#domain/people/person/accounts-of-person.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import type { MailPapers } from '#domain/platform/message/write-message.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Letter, MailRegister } from '#mail/letter.ts'

/**
 * Writes to whoever asks for accreditation: everybody who may for an organisation, or the professional who gives it
 * themselves. The transaction acts for the organisation from then on.
 */
export async function tellWhoAsks(
  context: Context,
  owner: Owner | undefined,
  kind: MailKind,
  write: (to: { readonly register: MailRegister; readonly name: string }) => Letter & MailPapers,
): Promise<void> {
  const { platform, register } = context
  for (const { name, email, accountId } of await whoAsks(context, owner)) {
    await writeMessage(
      context,
      kind,
      { name, address: email, accountId },
      write({ register: mailRegister(platform, register), name }),
    )
  }
}

async function whoAsks(
  context: Context,
  owner: Owner | undefined,
): Promise<readonly AccountOfPerson[]> {
  if (owner === undefined) return []
  if (owner.is === 'organisation') {
    await actForOrganisation(context, owner.id)
    const members = await listMembers(context, owner.id)
    return members.filter(
      ({ status, roles }) => status === 'active' && mayFor(roles, 'ask-accreditation'),
    )
  }
  return accountsOfPerson(context, owner.id)
}
