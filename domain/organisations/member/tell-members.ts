import { roleNames } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { managersOf } from '#domain/organisations/member/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Letter, MailRegister } from '#mail/letter.ts'
import type { MemberChange } from '#mail/organisation.ts'
import { memberChanged } from '#mail/organisation.ts'

type Told = Pick<OrganisationMember, 'accountId' | 'email' | 'name'>

/** Writes a letter about an organisation to one of its people. */
export async function tellMember(
  context: Context,
  kind: MailKind,
  to: Told,
  write: (facts: { readonly register: MailRegister; readonly name: string }) => Letter,
): Promise<void> {
  const { platform, register } = context
  await writeMessage(
    context,
    kind,
    { name: to.name, address: to.email, accountId: to.accountId },
    write({ register: mailRegister(platform, register), name: to.name }),
  )
}

/** Tells whoever manages an organisation, but for whoever it is about or did it themselves. */
export async function tellManagers(
  context: Context,
  kind: MailKind,
  { organisation, but }: { readonly organisation: string; readonly but: readonly string[] },
  write: (facts: { readonly register: MailRegister; readonly name: string }) => Letter,
): Promise<void> {
  for (const manager of await managersOf(context, organisation)) {
    if (!but.includes(manager.accountId)) await tellMember(context, kind, manager, write)
  }
}

/** Tells whom it is about, and the other managers, that somebody came, went or got other roles. */
export async function tellOfChange(
  context: Context,
  change: MemberChange,
  {
    organisation: { id, name: organisation },
    member,
    by,
  }: {
    readonly organisation: Pick<Organisation, 'id' | 'name'>
    readonly member: Pick<OrganisationMember, 'accountId' | 'email' | 'name' | 'roles'>
    readonly by: string | undefined
  },
): Promise<void> {
  const kind = 'organisation-member-changed'
  const roles = member.roles.map((role) => roleNames[role])
  if (change !== 'joined') {
    await tellMember(context, kind, member, (facts) =>
      memberChanged({ ...facts, organisation, change, roles }),
    )
  }
  const but = [member.accountId, ...(by === undefined ? [] : [by])]
  await tellManagers(context, kind, { organisation: id, but }, (facts) =>
    memberChanged({ ...facts, organisation, change, roles, who: member.name }),
  )
}
