import { sql } from 'kysely'
import type { Owner } from '#domain/courses/course/course.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
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

interface Asker {
  readonly name: string
  readonly email: string
  readonly accountId: string
}

async function whoAsks(context: Context, owner: Owner | undefined): Promise<readonly Asker[]> {
  if (owner === undefined) return []
  if (owner.is === 'organisation') {
    await actForOrganisation(context, owner.id)
    const members = await listMembers(context, owner.id)
    return members.filter(
      ({ status, roles }) => status === 'active' && mayFor(roles, 'ask-accreditation'),
    )
  }
  const { rows } = await sql<Asker>`
    select a.id as "accountId", a.email, coalesce(nullif(concat_ws(' ', coalesce(nullif(p.first_name, ''),
      nullif(p.initials, '')), nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), a.email) as name
    from person p join account a on a.id = p.account_id
    where p.id = ${owner.id} and a.closed_at is null`.execute(context.db)
  return rows
}
