import { holdDossier } from '#domain/dossier/statement/openness.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { findSupervision, standingOfColleague } from '#domain/dossier/supervision/queries.ts'
import type {
  Supervision,
  SupervisionEvent,
  SupervisionStatus,
} from '#domain/dossier/supervision/supervision.ts'
import { fitness, supervisionLifecycle } from '#domain/dossier/supervision/supervision.ts'
import { writeAboutSupervision } from '#domain/dossier/supervision/write-about-supervision.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { supervisionAnswered } from '#mail/supervision-answered.ts'

/** What whoever was asked says. */
export interface SupervisionAnswer {
  readonly id: string
  readonly version: number
  /** The registration of who answers. */
  readonly colleagueId: string
  readonly answer: 'accept' | 'decline'
  readonly remark: string
}

export type AnsweredSupervision =
  | { readonly outcome: 'answered' }
  /** It was answered or taken back since the page was shown. */
  | { readonly outcome: 'stale' }
  /** The registration of who answers is not as the regulation asks today. */
  | { readonly outcome: 'not-fit' }
  | { readonly outcome: 'not-found' }

/**
 * Takes the answer of who was asked. A promise is a document in the dossier of who asked, of the day
 * on which it was made.
 */
export async function answerSupervision(
  context: Context,
  answered: SupervisionAnswer,
): Promise<AnsweredSupervision> {
  const { answer, remark } = answered
  const asked = await findSupervision(context, answered.id)
  if (asked?.colleague.registrationId !== answered.colleagueId) return { outcome: 'not-found' }
  // The dossier first, as does whoever asks somebody else at this very moment.
  await holdDossier(context, asked.professional.registrationId)
  const found = (await findSupervision(context, answered.id, { lock: true })) ?? asked
  const status = next<SupervisionStatus, SupervisionEvent>(
    supervisionLifecycle,
    found.status,
    answer,
  )
  if (status === undefined || found.version !== answered.version) return { outcome: 'stale' }
  const colleague = colleagueIn(context, found.document)
  if (answer === 'accept') {
    const standing = await standingOfColleague(context, answered.colleagueId)
    if (standing === undefined || fitness(standing, colleague, context.today) !== 'fit') {
      return { outcome: 'not-fit' }
    }
  }
  const claimId = answer === 'accept' ? await stateIt(context, found) : undefined
  if (answer === 'accept' && claimId === undefined) return { outcome: 'stale' }
  await context.db
    .updateTable('supervision')
    .where('id', '=', found.id)
    .set((eb) => ({
      status,
      answered_on: context.today.toString(),
      remark,
      claim_id: claimId ?? null,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'supervision',
    id: found.id,
    action: answer,
    facts: {
      registrationId: found.professional.registrationId,
      text: colleague.text,
      claim: claimId,
      remark,
    },
  })
  await writeAboutSupervision(
    context,
    found.professional.registrationId,
    'supervision-answered',
    (name) =>
      supervisionAnswered({
        register: mailRegister(context.platform, context.register),
        name,
        who: colleague.who,
        colleague: found.colleague.name,
        answer,
        remark,
      }),
  )
  return { outcome: 'answered' }
}

// Whoever has left needs nobody any more: then nothing is made of it.
async function stateIt(
  context: Context,
  { document, professional, colleague }: Supervision,
): Promise<string | undefined> {
  const { name, number, category } = colleague
  const made = await state(context, {
    registrationId: professional.registrationId,
    stated: {
      member: 'document',
      kind: document,
      issuedOn: context.today,
      details: {
        'colleague-name': name,
        ...(number === undefined ? {} : { 'colleague-number': number }),
        ...(category === undefined ? {} : { 'colleague-category': category }),
      },
    },
    files: [],
  })
  return made.outcome === 'stated' || made.outcome === 'unchanged' ? made.claimId : undefined
}
