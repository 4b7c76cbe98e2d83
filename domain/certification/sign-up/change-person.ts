import { renewUnsignedAgreement } from '#domain/certification/agreement/renew-unsigned-agreement.ts'
import { isNameRelied } from '#domain/certification/name-change/queries.ts'
import { sayBackground } from '#domain/certification/sign-up/say-background.ts'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import { isSameName } from '#domain/people/person/person.ts'
import type { KnownPerson } from '#domain/people/person/queries.ts'
import { findPerson, personColumns, workColumns } from '#domain/people/person/queries.ts'
import type { Background } from '#domain/people/registration/background.ts'
import { findRunningRegistration } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'

export type ChangedPerson =
  | { readonly outcome: 'changed'; readonly agreementRenewed: boolean }
  /** Somebody, maybe the same person in another window, changed it in the meantime. */
  | { readonly outcome: 'stale'; readonly now: KnownPerson }
  /** Others rely on the name: a change of it is asked for. */
  | { readonly outcome: 'name-is-relied-on' }
  | { readonly outcome: 'unknown' }

/**
 * Changes who and where somebody is, or where they work. An agreement that waits for a signature is
 * made anew with it. A name that is public or on a certificate is not changed here.
 */
export async function changePerson(
  context: Context,
  change: {
    readonly accountId: string
    readonly version: number
    readonly person?: PersonFacts
    readonly work?: WorkFacts
    /** What somebody says of themselves in this register, together with their work. */
    readonly background?: Background
  },
): Promise<ChangedPerson> {
  const known = await findPerson(context, change.accountId)
  if (known === undefined) return { outcome: 'unknown' }
  const registrationId = await findRunningRegistration(context, change.accountId)
  if (
    change.person !== undefined &&
    registrationId !== undefined &&
    !isSameName(known.person, change.person) &&
    (await isNameRelied(context, registrationId))
  ) {
    return { outcome: 'name-is-relied-on' }
  }
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
  if (change.background !== undefined && registrationId !== undefined) {
    await sayBackground(context, registrationId, change.background)
  }
  if (change.person === undefined || registrationId === undefined) {
    return { outcome: 'changed', agreementRenewed: false }
  }
  const renewed = await renewUnsignedAgreement(context, registrationId)
  await publishEntry(context, registrationId)
  return { outcome: 'changed', agreementRenewed: renewed.outcome === 'renewed' }
}
