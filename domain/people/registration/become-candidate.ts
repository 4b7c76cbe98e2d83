import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { publicFields } from '#domain/public-register/entry/queries.ts'
import { asksActivities, emptyDossier } from '#engine'
import { candidatePublic } from '#mail/candidate-public.ts'
import { versionFor } from '#regulations/load.ts'

/**
 * Makes a candidate of somebody whose agreement is approved and who has paid, or has nothing to pay:
 * from that day on they are shown in the public register, and the version of the regulation of that
 * day is theirs. Says whether it did; in any other status nothing changes.
 */
export async function becomeCandidate(
  context: Context,
  member: Member,
  { on, paid }: { readonly on: Temporal.PlainDate; readonly paid: boolean },
): Promise<boolean> {
  const { register, today } = context
  if (member.status !== 'approved') return false
  const version = versionFor(register, { ...emptyDossier, registeredOn: on }, today)
  if (version === undefined) throw new Error(`${register.id} has no regulation on ${today}`)
  const status = await changeStatus(context, member, 'pay', {
    candidate_on: on.toString(),
    regulation_version: version.compiled.regulation.version.toString(),
  })
  if (status === undefined) return false
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'become-candidate',
    facts: { on: on.toString(), version: version.text },
  })
  await writeMessage(
    context,
    'candidate-public',
    { name: member.name, address: member.email, accountId: member.accountId },
    candidatePublic({
      register: mailRegister(context.platform, register),
      name: member.name,
      registrationNumber: member.number ?? '',
      since: on.toString(),
      shown: publicFields(context),
      activities: asksActivities(version.compiled.regulation),
      portfolio: register.gates.portfolio,
      paid,
    }),
  )
  return true
}
