import { renewUnsignedAgreement } from '#domain/certification/agreement/renew-unsigned-agreement.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import type { KnownPerson } from '#domain/people/person/queries.ts'
import { findPerson, personColumns, workColumns } from '#domain/people/person/queries.ts'
import { findRunningRegistration } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'

export type ChangedPerson =
  | { readonly outcome: 'changed'; readonly agreementRenewed: boolean }
  /** Somebody, maybe the same person in another window, changed it in the meantime. */
  | { readonly outcome: 'stale'; readonly now: KnownPerson }
  | { readonly outcome: 'unknown' }

/**
 * Changes who and where somebody is, or where they work. A new name goes to the public register at
 * once, and an agreement that waits for a signature is made anew with it.
 */
export async function changePerson(
  context: Context,
  change: {
    readonly accountId: string
    readonly version: number
    readonly person?: PersonFacts
    readonly work?: WorkFacts
  },
): Promise<ChangedPerson> {
  const known = await findPerson(context, change.accountId)
  if (known === undefined) return { outcome: 'unknown' }
  const written = await context.db
    .updateTable('person')
    .where('id', '=', known.id)
    .where('version', '=', change.version)
    .set((eb) => ({
      ...(change.person === undefined ? {} : personColumns(change.person)),
      ...(change.work === undefined ? {} : workColumns(change.work)),
      version: eb('version', '+', 1),
      updated_at: Temporal.Now.instant().toString(),
    }))
    .returning('id')
    .executeTakeFirst()
  if (written === undefined) {
    return { outcome: 'stale', now: (await findPerson(context, change.accountId)) ?? known }
  }
  await record(context, {
    noun: 'person',
    id: known.id,
    action: 'change',
    facts: { changed: change.person === undefined ? 'work' : 'person' },
  })
  const registrationId = await findRunningRegistration(context, change.accountId)
  if (change.person === undefined || registrationId === undefined) {
    return { outcome: 'changed', agreementRenewed: false }
  }
  const renewed = await renewUnsignedAgreement(context, registrationId)
  await publishEntry(context, registrationId)
  return { outcome: 'changed', agreementRenewed: renewed.outcome === 'renewed' }
}
