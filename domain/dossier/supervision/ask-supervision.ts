import { claimOpenness, holdDossier } from '#domain/dossier/statement/openness.ts'
import { endSupervision } from '#domain/dossier/supervision/end-supervision.ts'
import {
  findPublicColleague,
  findSupervision,
  supervisionsOf,
} from '#domain/dossier/supervision/queries.ts'
import type { Supervision } from '#domain/dossier/supervision/supervision.ts'
import { fitness, isRunning } from '#domain/dossier/supervision/supervision.ts'
import { writeAboutSupervision } from '#domain/dossier/supervision/write-about-supervision.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { Colleague } from '#engine'
import { supervisionAsked } from '#mail/supervision-asked.ts'

/** How many colleagues one dossier can ask on one day, so that nobody is pestered. */
export const mostSupervisionsADay = 5

export interface SupervisionWanted {
  readonly registrationId: string
  /** The kind of document that the promise is, and what the regulation says of it. */
  readonly document: string
  readonly colleague: Colleague
  /** The id of the page of whoever is asked, in the public register. */
  readonly entryId: string
}

export type AskedSupervision =
  | { readonly outcome: 'asked'; readonly id: string }
  /** Nobody can take it on for themselves. */
  | { readonly outcome: 'yourself' }
  /** Not in the public register any more, or not as the regulation asks. */
  | { readonly outcome: 'not-fit' }
  | { readonly outcome: 'enough-today' }
  /** The one that there is, is part of an application that runs. */
  | { readonly outcome: 'frozen' }
  /** Nothing can be stated in this registration now. */
  | { readonly outcome: 'closed' }

/**
 * Asks somebody in the register to take something on. Whoever was asked before, or did it, is told
 * that it ended: there is one at a time.
 */
export async function askSupervision(
  context: Context,
  wanted: SupervisionWanted,
): Promise<AskedSupervision> {
  const { db, register, today } = context
  const { registrationId, document, colleague, entryId } = wanted
  const held = await holdDossier(context, registrationId)
  if (held === undefined || !held.isOpen) return { outcome: 'closed' }
  const found = await findPublicColleague(context, entryId)
  if (found === undefined || fitness(found, colleague, today) !== 'fit') {
    return { outcome: 'not-fit' }
  }
  if (found.registrationId === registrationId) return { outcome: 'yourself' }
  const before = await supervisionsOf(context, registrationId)
  const lately = before.filter(({ askedOn }) => askedOn.equals(today))
  if (lately.length >= mostSupervisionsADay) return { outcome: 'enough-today' }
  const running = before.find((each) => each.document === document && isRunning(each))
  if (running !== undefined) {
    if (await isFrozen(context, running)) return { outcome: 'frozen' }
    await endSupervision(context, running, 'professional')
  }
  const { id } = await db
    .insertInto('supervision')
    .values({
      register: register.id,
      registration_id: registrationId,
      document,
      colleague_id: found.registrationId,
      status: 'asked',
      asked_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'supervision',
    id,
    action: 'ask',
    facts: { registrationId, document, colleague: found.registrationId },
  })
  const made = await findSupervision(context, id)
  if (made === undefined) throw new Error(`supervision ${id} was lost`)
  await writeAboutSupervision(context, found.registrationId, 'supervision-asked', (name) =>
    supervisionAsked({
      register: mailRegister(context.platform, register),
      name,
      professional: made.professional.name,
      who: colleague.who,
      text: colleague.text,
    }),
  )
  return { outcome: 'asked', id }
}

/** Whether the promise is part of an application that runs, so that who asked cannot change it now. */
export async function isFrozen(
  context: Context,
  { claimId }: Pick<Supervision, 'claimId'>,
): Promise<boolean> {
  if (claimId === undefined) return false
  return (await claimOpenness(context, { id: claimId })).is !== 'open'
}
