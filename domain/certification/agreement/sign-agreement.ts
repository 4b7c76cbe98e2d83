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
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { howKnown } from '#domain/platform/actor/how-known.ts'
import { record } from '#domain/platform/audit/record.ts'
import { momentToday } from '#domain/platform/clock/moment-today.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { checkKept } from '#domain/platform/file/held-back-file.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { agreementSigned } from '#mail/agreement-signed.ts'
import type { SignatureEvidence } from '#papers/agreement.ts'

/** How somebody signs: what they typed, on which version of the page. */
export interface Signing {
  readonly agreementId: string
  readonly version: number
  readonly typedName: string
}

export type SigningOutcome = { readonly outcome: 'signed' } | Unsigned

type Unsigned =
  | { readonly outcome: 'already-signed' }
  | { readonly outcome: 'lapsed' }
  | { readonly outcome: 'another-name'; readonly name: string }
  /** The agreement was made anew after the page was shown. */
  | { readonly outcome: 'stale' }
  /** The agreement is still being made: nobody has had it before them. */
  | { readonly outcome: 'coming' }
  | { readonly outcome: 'unknown' }

/**
 * Signs the agreement of whoever acts, digitally, with the evidence of it: the document's hash,
 * who, how they were known, when, and under which version of the regulation. The signed copy, which
 * prints that evidence, is mailed.
 */
export async function signAgreement(context: Context, signing: Signing): Promise<SigningOutcome> {
  const laid = await layBefore(context, signing)
  if (laid.outcome !== 'laid') return laid
  const { agreement, member, actor, sha256, status } = laid
  const evidence: SignatureEvidence = {
    unsignedSha256: sha256,
    signedBy: signing.typedName.trim(),
    email: actor.email,
    authentication: howKnown(actor),
    statement: signingStatement,
    signedAt: momentToday(context.today).toString(),
  }
  const [copyId] = await issuePapers(context, member.personId, {
    kind: 'signed-agreement',
    data: agreement.content,
    evidence,
  })
  await write(context, laid, { status, evidence, copyId })
  const changed = await changeStatus(context, member, 'sign')
  if (changed === undefined) throw new Error(`${member.status} cannot be signed for`)
  await record(context, {
    noun: 'agreement',
    id: agreement.id,
    action: 'sign',
    facts: { document: sha256, signedCopy: copyId, evidence },
  })
  await tell(context, laid, evidence, copyId)
  return { outcome: 'signed' }
}

interface Laid {
  readonly outcome: 'laid'
  readonly agreement: Agreement
  readonly member: Member
  readonly actor: Extract<Actor, { kind: 'account' }>
  /** The hash of the file that was laid before the person. */
  readonly sha256: string
  /** What the agreement becomes. */
  readonly status: AgreementStatus
}

// The agreement that can be signed now, locked with the registration. Its file is read before that.
async function layBefore(context: Context, signing: Signing): Promise<Laid | Unsigned> {
  const { actor, today } = context
  if (actor.kind !== 'account') return { outcome: 'unknown' }
  const found = await findAgreement(context, signing.agreementId)
  if (found === undefined) return { outcome: 'unknown' }
  const sha256 = await hashOf(context, found)
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
  if (agreement.version !== signing.version || agreement.version !== found.version) {
    return { outcome: 'stale' }
  }
  if (sha256 === undefined) return { outcome: 'coming' }
  if (!isNameOf(signing.typedName, member.person)) {
    return { outcome: 'another-name', name: member.name }
  }
  return { outcome: 'laid', agreement, member, actor, sha256, status }
}

async function write(
  { db, today }: Context,
  { agreement, actor }: Laid,
  signed: {
    readonly status: AgreementStatus
    readonly evidence: SignatureEvidence
    readonly copyId: string
  },
): Promise<void> {
  const { status, evidence, copyId } = signed
  await db
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
      }),
      signed_document_id: copyId,
      version: eb('version', '+', 1),
    }))
    .execute()
}

async function tell(
  context: Context,
  { agreement, member }: Laid,
  evidence: SignatureEvidence,
  copyId: string,
): Promise<void> {
  await writeMessage(
    context,
    'agreement-signed',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...agreementSigned({
        register: mailRegister(context.platform, context.register),
        name: member.name,
        number: agreement.number,
        signedAt: evidence.signedAt,
        workingDays: context.register.terms.backOfficeDays,
      }),
      attached: [copyId],
    },
  )
}

// The hash is made of the file itself, so that it is of what was really laid before the person.
async function hashOf(context: Context, agreement: Agreement): Promise<string | undefined> {
  const document = await context.db
    .selectFrom('document')
    .where('id', '=', agreement.documentId)
    .select(['file_key', 'sha256'])
    .executeTakeFirstOrThrow()
  const { file_key: fileKey, sha256 } = document
  if (fileKey === null || sha256 === null) return undefined
  const { documentId } = agreement
  await checkKept(context.platform.files, { documentId, fileKey, sha256 })
  return sha256
}
