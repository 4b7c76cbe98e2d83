import type { AgreementEvent, AgreementStatus } from '#domain/certification/agreement/agreement.ts'
import { agreementLifecycle, canStillBeSigned } from '#domain/certification/agreement/agreement.ts'
import type { Agreement } from '#domain/certification/agreement/queries.ts'
import { findAgreement, listAgreements } from '#domain/certification/agreement/queries.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { keepFile } from '#domain/dossier/evidence/attach-evidence.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { agreementArrived } from '#mail/agreement-arrived.ts'

/** An agreement that somebody signed by hand, as it came. */
export interface OnPaper {
  readonly agreementId: string
  readonly version: number
  /** A scan that its signer brings, or the paper itself, which the back office has in hand. */
  readonly as: 'scan' | 'post'
  /** The day on which it came; of a scan that is today. */
  readonly receivedOn: Temporal.PlainDate
  /** Of the paper itself there need not be one. */
  readonly scan: StoredEvidence | undefined
}

export type SignedOnPaper =
  | { readonly outcome: 'received' }
  /** It came after the last day, or another agreement took its place. */
  | { readonly outcome: 'too-late'; readonly signBefore: Temporal.PlainDate }
  /** Before it was sent, or a day that is still to come. */
  | { readonly outcome: 'not-that-day'; readonly sentOn: Temporal.PlainDate }
  | { readonly outcome: 'already-signed' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Takes an agreement that was signed by hand. The day on which it came is the day on which it is
 * signed, so that its clocks run as those of a digital signature; what came in time and is entered
 * later is in time. The back office checks it like any other.
 */
export async function signOnPaper(context: Context, paper: OnPaper): Promise<SignedOnPaper> {
  const done = await receive(context, paper)
  if (done.outcome !== 'received' && paper.scan !== undefined) {
    await context.platform.files.remove(paper.scan.fileKey)
  }
  return done
}

async function receive(context: Context, paper: OnPaper): Promise<SignedOnPaper> {
  const { today, actor } = context
  const { receivedOn, scan, as } = paper
  const found = await findAgreement(context, paper.agreementId)
  if (found === undefined) return { outcome: 'unknown' }
  const member = await findMember(context, found.registrationId, { lock: true })
  const agreement = await findAgreement(context, paper.agreementId, { lock: true })
  if (member === undefined || agreement === undefined) return { outcome: 'unknown' }
  if (isOver.has(member.status)) return { outcome: 'unknown' }
  // A scan is brought by whoever signed; paper is entered by the back office.
  const own = actor.kind === 'account' && actor.accountId === member.accountId
  if (own !== (as === 'scan')) return { outcome: 'unknown' }
  if (agreement.status === 'signed' || agreement.status === 'approved') {
    return { outcome: 'already-signed' }
  }
  const { signBefore, sentOn } = agreement
  const [latest] = await listAgreements(context, agreement.registrationId)
  const status = next<AgreementStatus, AgreementEvent>(
    agreementLifecycle,
    agreement.status,
    as === 'post' ? 'receive' : 'sign',
  )
  if (
    status === undefined ||
    latest?.id !== agreement.id ||
    !canStillBeSigned(signBefore, receivedOn)
  ) {
    return { outcome: 'too-late', signBefore }
  }
  if (
    Temporal.PlainDate.compare(receivedOn, sentOn) < 0 ||
    Temporal.PlainDate.compare(receivedOn, today) > 0
  ) {
    return { outcome: 'not-that-day', sentOn }
  }
  if (agreement.version !== paper.version) return { outcome: 'stale' }
  const documentId = scan === undefined ? undefined : await keepFile(context, member.personId, scan)
  await write(context, agreement, { status, paper, documentId })
  const event = as === 'post' ? 'receive-agreement' : 'sign'
  if ((await changeStatus(context, member, event)) === undefined) {
    throw new Error(`${member.status} cannot be signed for`)
  }
  await record(context, {
    noun: 'agreement',
    id: agreement.id,
    action: 'sign-on-paper',
    facts: { as, receivedOn: receivedOn.toString(), scan: documentId, sha256: scan?.sha256 },
  })
  await tell(context, { agreement, member, receivedOn })
  return { outcome: 'received' }
}

async function write(
  { db }: Context,
  agreement: Agreement,
  signed: {
    readonly status: AgreementStatus
    readonly paper: OnPaper
    readonly documentId: string | undefined
  },
): Promise<void> {
  const { status, paper, documentId } = signed
  await db
    .updateTable('agreement')
    .where('id', '=', agreement.id)
    .set((eb) => ({
      status,
      signed_on: paper.receivedOn.toString(),
      signature: JSON.stringify({
        onPaper: paper.as,
        regulationVersion: agreement.regulationVersion,
        ...(paper.scan === undefined ? {} : { scanSha256: paper.scan.sha256 }),
      }),
      signed_document_id: documentId ?? null,
      version: eb('version', '+', 1),
    }))
    .execute()
}

async function tell(
  context: Context,
  about: {
    readonly agreement: Agreement
    readonly member: Member
    readonly receivedOn: Temporal.PlainDate
  },
): Promise<void> {
  const { agreement, member, receivedOn } = about
  if (member.email === '') return
  await writeMessage(
    context,
    'agreement-arrived',
    { name: member.name, address: member.email, accountId: member.accountId },
    agreementArrived({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      number: agreement.number,
      receivedOn: receivedOn.toString(),
      workingDays: context.register.terms.backOfficeDays,
    }),
  )
}
