import { renewUnsignedAgreement } from '#domain/certification/agreement/renew-unsigned-agreement.ts'
import { reissueCertificates } from '#domain/certification/certificate/reissue-certificates.ts'
import type { CheckedNameChange } from '#domain/certification/name-change/take-name-change.ts'
import { takeNameChange } from '#domain/certification/name-change/take-name-change.ts'
import { nameColumns } from '#domain/people/person/queries.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { PersonName } from '#language/names.ts'
import { fullName } from '#language/names.ts'
import { nameChanged } from '#mail/name-changed.ts'

export type ApprovedNameChange =
  | { readonly outcome: 'approved'; readonly certificates: number }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Gives somebody the name that they asked for: in the public register, in an agreement that waits to
 * be signed, and on each certificate that holds, which is issued anew.
 */
export async function approveNameChange(
  context: Context,
  checked: CheckedNameChange,
): Promise<ApprovedNameChange> {
  const taken = await takeNameChange(context, checked, { status: 'approved', answer: '' })
  if (taken.outcome !== 'taken') return taken
  const { change, member } = taken
  const name = fullName(change.name)
  const papers = await giveName(context, member, change.name, { nameChange: change.id })
  if (member.email !== '') {
    const letter = nameChanged({
      register: mailRegister(context.platform, context.register),
      name,
      reissued: papers.length > 0,
    })
    await writeMessage(
      context,
      'name-changed',
      { name, address: member.email, accountId: member.accountId },
      { ...letter, after: papers },
    )
  }
  return { outcome: 'approved', certificates: papers.length }
}

/**
 * Gives somebody another name: in the public register, in an agreement that waits to be signed, and on
 * each certificate that holds, which is issued anew. Gives the ids of the papers that are to come.
 */
export async function giveName(
  context: Context,
  { personId, registrationId, ...member }: Member,
  name: PersonName,
  facts: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  await context.db
    .updateTable('person')
    .where('id', '=', personId)
    .set((eb) => ({
      ...nameColumns(name),
      version: eb('version', '+', 1),
      updated_at: Temporal.Now.instant().toString(),
    }))
    .execute()
  await record(context, {
    noun: 'person',
    id: personId,
    action: 'change',
    facts: { changed: 'name', ...facts },
  })
  await renewUnsignedAgreement(context, registrationId)
  await publishEntry(context, registrationId)
  return reissueCertificates(context, { ...member, personId, registrationId }, fullName(name))
}
