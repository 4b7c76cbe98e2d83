import { fileSigned } from '#domain/dossier/signing/file-signed.ts'
import { findSigning } from '#domain/dossier/signing/queries.ts'
import type { SigningEvent, SigningStatus } from '#domain/dossier/signing/signing.ts'
import { hashWords, signingLifecycle } from '#domain/dossier/signing/signing.ts'
import { writeAboutSigning } from '#domain/dossier/signing/write-about-signing.ts'
import { holdDossier } from '#domain/dossier/statement/openness.ts'
import { colleagueIn } from '#domain/dossier/supervision/colleague-in.ts'
import { findSupervision, standingOfColleague } from '#domain/dossier/supervision/queries.ts'
import { fitness } from '#domain/dossier/supervision/supervision.ts'
import { isNameOf } from '#domain/people/person/person.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { howKnown } from '#domain/platform/actor/how-known.ts'
import { record } from '#domain/platform/audit/record.ts'
import { momentToday } from '#domain/platform/clock/moment-today.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { sentenceCase } from '#language/sentences.ts'
import { signingAnswered } from '#mail/signing-answered.ts'
import type { FormSignature } from '#papers/signed-form.ts'

/** What the colleague says who is to sign too. */
export interface SigningAnswer {
  readonly id: string
  readonly version: number
  /** The registration of who answers. */
  readonly colleagueId: string
  readonly answer: 'answer' | 'decline'
  readonly typedName: string
  readonly remark: string
}

export type AnsweredSigning =
  | { readonly outcome: 'signed' }
  | { readonly outcome: 'declined' }
  | { readonly outcome: 'another-name'; readonly name: string }
  /** The registration of who signs is not as the regulation asks today. */
  | { readonly outcome: 'not-fit' }
  /** It was answered, taken back or signed anew since the page was shown. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'not-found' }

/** Takes the signature of the colleague, with which the document is there, or that they do not sign. */
export async function answerSigning(
  context: Context,
  answered: SigningAnswer,
): Promise<AnsweredSigning> {
  const { db, actor, today } = context
  const { answer, remark, typedName } = answered
  const asked = await findSigning(context, answered.id)
  const supervision =
    asked?.supervisionId === undefined
      ? undefined
      : await findSupervision(context, asked.supervisionId)
  if (
    asked === undefined ||
    supervision === undefined ||
    actor.kind !== 'account' ||
    supervision.colleague.registrationId !== answered.colleagueId
  ) {
    return { outcome: 'not-found' }
  }
  const held = await holdDossier(context, asked.registrationId)
  const signing = (await findSigning(context, answered.id, { lock: true })) ?? asked
  const status = next<SigningStatus, SigningEvent>(signingLifecycle, signing.status, answer)
  if (status === undefined || signing.version !== answered.version || held?.isOpen !== true) {
    return { outcome: 'stale' }
  }
  const member = await findMember(context, answered.colleagueId)
  if (member?.accountId !== actor.accountId) return { outcome: 'not-found' }
  const colleague = colleagueIn(context, supervision.document)
  if (answer === 'answer') {
    if (!isNameOf(typedName, member.person)) return { outcome: 'another-name', name: member.name }
    const standing = await standingOfColleague(context, answered.colleagueId)
    if (standing === undefined || fitness(standing, colleague, today) !== 'fit') {
      return { outcome: 'not-fit' }
    }
  }
  const other: FormSignature | undefined =
    answer === 'decline'
      ? undefined
      : {
          party: sentenceCase(colleague.who),
          name: typedName.trim(),
          authentication: howKnown(actor),
          signedAt: momentToday(today).toString(),
          wordsSha256: hashWords(signing.words),
        }
  await db
    .updateTable('signing')
    .where('id', '=', signing.id)
    .set((eb) => ({
      status,
      answered_on: today.toString(),
      other_signature: other === undefined ? null : JSON.stringify(other),
      remark,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'signing',
    id: signing.id,
    action: answer,
    facts: { registrationId: signing.registrationId, signature: other, remark },
  })
  const filed = other === undefined ? undefined : await fileSigned(context, signing.id)
  if (filed !== undefined && filed.outcome !== 'filed') {
    throw new Error(`signing ${signing.id} could not be filed: ${filed.outcome}`)
  }
  const paper = filed === undefined ? {} : { attached: [filed.paperId] }
  for (const to of [signing.registrationId, answered.colleagueId]) {
    // Whoever does not sign, knows.
    if (other === undefined && to === answered.colleagueId) continue
    await writeAboutSigning(context, to, 'signing-answered', (name) => ({
      ...signingAnswered({
        register: mailRegister(context.platform, context.register),
        name,
        title: signing.words.title,
        colleague: supervision.colleague.name,
        professional: supervision.professional.name,
        signed: other !== undefined,
        remark,
      }),
      ...paper,
    }))
  }
  return { outcome: other === undefined ? 'declined' : 'signed' }
}
