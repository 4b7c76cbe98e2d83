import type { NewOriginal } from '#domain/dossier/original/announce-original.ts'
import { insertOriginal, lockRegistration } from '#domain/dossier/original/announce-original.ts'
import type { ChangedOriginal, SeenOriginal } from '#domain/dossier/original/change-original.ts'
import { changeOriginal } from '#domain/dossier/original/change-original.ts'
import { documentLabel, writeAboutOriginal } from '#domain/dossier/original/write-about-original.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { originalReceived } from '#mail/original-received.ts'

/** Notes that an announced original has come, and tells whose it is. */
export async function receiveOriginal(
  context: Context,
  seen: SeenOriginal,
  { envelope }: { readonly envelope: boolean },
): Promise<ChangedOriginal> {
  const changed = await changeOriginal(context, seen, {
    event: 'receive',
    set: { received_on: context.today.toString(), envelope },
    facts: { envelope },
  })
  if (changed.outcome === 'changed') await tell(context, { ...changed.original, envelope })
  return changed
}

export type RegisteredArrival =
  | { readonly outcome: 'received'; readonly id: string }
  | { readonly outcome: 'not-found' }

/**
 * Notes that an original has come that nobody announced, or that came without its cover sheet: also
 * before its owner has stated anything. It is kept for them, and they are told.
 */
export async function registerArrival(
  context: Context,
  arrived: NewOriginal,
): Promise<RegisteredArrival> {
  if (!(await lockRegistration(context, arrived.registrationId))) return { outcome: 'not-found' }
  const id = await insertOriginal(context, arrived, {
    status: 'received',
    received_on: context.today.toString(),
  })
  const { registrationId, document, envelope } = arrived
  await record(context, {
    noun: 'original',
    id,
    action: 'receive',
    facts: { registrationId, document, envelope, announced: false },
  })
  await tell(context, arrived)
  return { outcome: 'received', id }
}

async function tell(context: Context, arrived: NewOriginal): Promise<void> {
  const member = await findMember(context, arrived.registrationId)
  if (member === undefined) return
  const letter = originalReceived({
    register: mailRegister(context.platform, context.register),
    name: member.name,
    document: documentLabel(context, arrived.document),
    envelope: arrived.envelope,
  })
  await writeAboutOriginal(context, member, 'original-received', letter)
}
