import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { AgreementEvent, AgreementStatus } from '#domain/certification/agreement/agreement.ts'
import {
  agreementLifecycle,
  canStillBeSigned,
  signingStatement,
} from '#domain/certification/agreement/agreement.ts'
import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { isNameOf } from '#domain/people/person/person.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { storeDocument } from '#domain/platform/file/store-document.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { agreementSigned } from '#mail/agreement-signed.ts'
import type { SignatureEvidence } from '#papers/agreement.ts'
import { signedAgreement } from '#papers/agreement.ts'

/** How somebody signs: what they typed, on which version of the page. */
export interface Signing {
  readonly agreementId: string
  readonly version: number
  readonly typedName: string
}

export type SigningOutcome =
  | { readonly outcome: 'signed' }
  | { readonly outcome: 'already-signed' }
  | { readonly outcome: 'lapsed' }
  | { readonly outcome: 'another-name'; readonly name: string }
  /** The agreement was made anew after the page was shown. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Signs the agreement of whoever acts, digitally, with the evidence of it: the document's hash,
 * who, how they were known, when, and under which version of the regulation. The signed copy is
 * mailed.
 */
export async function signAgreement(context: Context, signing: Signing): Promise<SigningOutcome> {
  const { actor, today } = context
  if (actor.kind !== 'account') return { outcome: 'unknown' }
  const found = await findAgreement(context, signing.agreementId)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMember(context, found.registrationId, { lock: true })
  const agreement = await findAgreement(context, signing.agreementId, { lock: true })
  if (member === undefined || agreement === undefined) return { outcome: 'unknown' }
  if (member.accountId !== actor.accountId) return { outcome: 'unknown' }
  if (agreement.status === 'signed' || agreement.status === 'approved') {
    return { outcome: 'already-signed' }
  }
  const status = next<AgreementStatus, AgreementEvent>(agreementLifecycle, agreement.status, 'sign')
  if (status === undefined || !canStillBeSigned(agreement.signBefore, today)) {
    return { outcome: 'lapsed' }
  }
  if (agreement.version !== signing.version) return { outcome: 'stale' }
  if (!isNameOf(signing.typedName, member.person)) {
    return { outcome: 'another-name', name: member.name }
  }
  const evidence: SignatureEvidence = {
    unsignedSha256: await hashOf(context, agreement),
    signedBy: signing.typedName.trim(),
    email: actor.email,
    authentication: howKnown(actor),
    statement: signingStatement,
    signedAt: momentToday(today).toString(),
  }
  const copy = await signedAgreement(agreement.content, evidence)
  const signedDocumentId = await storeDocument(context, {
    kind: 'signed-agreement',
    personId: member.personId,
    name: copy.fileName,
    mediaType: 'application/pdf',
    content: copy.pdf,
  })
  await context.db
    .updateTable('agreement')
    .where('id', '=', agreement.id)
    .set((eb) => ({
      status,
      signed_at: evidence.signedAt,
      signed_on: today.toString(),
      signed_name: evidence.signedBy,
      signature: JSON.stringify({
        ...evidence,
        accountId: actor.accountId,
        authenticatedBy: actor.authenticatedBy,
        secondFactor: actor.secondFactor,
        regulationVersion: agreement.regulationVersion,
        signedCopySha256: copy.sha256,
      }),
      signed_document_id: signedDocumentId,
      version: eb('version', '+', 1),
    }))
    .execute()
  const changed = await changeStatus(context, member, 'sign')
  if (changed === undefined) throw new Error(`${member.status} cannot be signed for`)
  await record(context, {
    noun: 'agreement',
    id: agreement.id,
    action: 'sign',
    facts: { document: evidence.unsignedSha256, signedCopy: copy.sha256 },
  })
  await writeMessage(
    context,
    'agreement-signed',
    { name: member.name, address: member.email, accountId: member.accountId },
    agreementSigned({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      number: agreement.number,
      signedAt: evidence.signedAt,
      workingDays: context.register.terms.backOfficeDays,
    }),
    [signedDocumentId],
  )
  return { outcome: 'signed' }
}

// The hash is made of the file itself, so that it is of what was really laid before the person.
async function hashOf(context: Context, agreement: Agreement): Promise<string> {
  const document = await context.db
    .selectFrom('document')
    .where('id', '=', agreement.documentId)
    .select(['file_key', 'sha256'])
    .executeTakeFirstOrThrow()
  const stream = await context.platform.files.get(document.file_key)
  if (stream === undefined) throw new Error(`the file of agreement ${agreement.id} is gone`)
  const sha256 = createHash('sha256')
    .update(await buffer(stream))
    .digest('hex')
  if (sha256 !== document.sha256) {
    throw new Error(`the file of agreement ${agreement.id} is not what was made`)
  }
  return sha256
}

function howKnown(actor: Extract<Actor, { kind: 'account' }>): string {
  const by = {
    password: 'Ingelogd met e-mailadres en wachtwoord',
    link: 'Ingelogd met een eenmalige link per e-mail',
    demo: 'Ingelogd in de demo',
  }[actor.authenticatedBy]
  return actor.secondFactor && actor.authenticatedBy !== 'demo'
    ? `${by}, met een code als tweede stap`
    : by
}

// The moment on the business date, by the clock on the wall: in the demo that date runs ahead.
function momentToday(today: Temporal.PlainDate): Temporal.Instant {
  const zone = 'Europe/Amsterdam'
  const plainTime = Temporal.Now.plainTimeISO(zone).round('second')
  return today.toZonedDateTime({ timeZone: zone, plainTime }).toInstant()
}
