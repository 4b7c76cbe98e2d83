import type { Attestation, Signatory } from '#domain/dossier/attestation/attestation.ts'
import { attestationStatus } from '#domain/dossier/attestation/attestation.ts'
import { findAttestation } from '#domain/dossier/attestation/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { holdDossier } from '#domain/dossier/statement/openness.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { attestationThanks } from '#mail/answer-thanks.ts'
import { attestationAnswered } from '#mail/attestation-answered.ts'

/** What somebody else says, and who they say they are. */
export interface AttestationAnswer {
  readonly answer: 'confirmed' | 'declined'
  readonly signed: Signatory
  readonly remark: string
}

export type AnsweredAttestation =
  | { readonly outcome: 'answered'; readonly attestation: Attestation }
  | {
      readonly outcome: 'already-answered' | 'expired' | 'withdrawn'
      readonly attestation: Attestation
    }
  | { readonly outcome: 'not-found' }

/**
 * Takes somebody else's statement, once, and tells both. Where the statement is the document itself,
 * it goes into the dossier as signed today.
 */
export async function answerAttestation(
  context: Context,
  token: string,
  { answer, signed, remark }: AttestationAnswer,
): Promise<AnsweredAttestation> {
  const asked = await findAttestation(context, token)
  if (asked === undefined) return { outcome: 'not-found' }
  // The dossier first, as does whoever asks anew or states something else at this very moment.
  await holdDossier(context, asked.registrationId)
  const attestation = (await findAttestation(context, token, { lock: true })) ?? asked
  const status = attestationStatus(attestation, context.today)
  if (status === 'confirmed' || status === 'declined') {
    return { outcome: 'already-answered', attestation }
  }
  if (status !== 'open') return { outcome: status, attestation }
  const { db, today } = context
  const { id, registrationId, document, gives } = attestation
  let claimId = attestation.claimId
  if (answer === 'confirmed' && gives === 'document') {
    const made = await state(context, {
      registrationId,
      stated: {
        member: 'document',
        kind: document,
        issuedOn: today,
        details: {
          'signed-by': signed.name,
          'signed-function': signed.function,
          'signed-organisation': signed.organisation,
        },
      },
      files: [],
    })
    // Whoever has left needs no statement any more.
    if (made.outcome !== 'stated' && made.outcome !== 'unchanged') {
      return { outcome: 'withdrawn', attestation }
    }
    claimId = made.claimId
  }
  const at = Temporal.Now.instant().toString()
  await db
    .updateTable('attestation')
    .set({
      answer,
      answered_at: at,
      answered_on: today.toString(),
      signed_name: signed.name,
      signed_function: signed.function,
      signed_organisation: signed.organisation,
      remark,
      claim_id: claimId ?? null,
    })
    .where('id', '=', id)
    .execute()
  await record(
    { ...context, actor: { kind: 'referee', requestId: id } },
    {
      noun: 'attestation',
      id,
      action: answer === 'confirmed' ? 'confirm' : 'decline',
      facts: { asked: attestation.askedHash, claim: claimId, signed, remark },
    },
  )
  await tellBoth(context, attestation, { answer, signed, remark }, at)
  return { outcome: 'answered', attestation }
}

async function tellBoth(
  context: Context,
  { registrationId, asked, email }: Attestation,
  { answer, signed }: AttestationAnswer,
  at: string,
): Promise<void> {
  const register = mailRegister(context.platform, context.register)
  const holder = await findHolder(context, registrationId)
  const about = { register, document: asked.document, signedBy: signed.name, answer }
  if (holder.address !== '') {
    const letter = attestationAnswered({ ...about, name: holder.name })
    await writeMessage(context, 'attestation-answered', holder, letter)
  }
  const thanks = attestationThanks({
    ...about,
    name: signed.name,
    professionalName: asked.professional,
    answeredAt: at,
  })
  await writeMessage(context, 'attestation-thanks', { name: signed.name, address: email }, thanks)
}
