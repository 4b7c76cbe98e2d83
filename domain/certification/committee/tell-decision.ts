import type { Applicant, ApplicationFile } from '#domain/certification/application/queries.ts'
import type { CertificatePapers } from '#domain/certification/certificate/issue-certificate.ts'
import { openNorms } from '#domain/certification/committee/decision.ts'
import { categoryLabel } from '#domain/dossier/statement/in-words.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Recipient } from '#domain/platform/message/write-message.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { CompiledRegulation, Dossier, Explanation, Period } from '#engine'
import { applicationGranted } from '#mail/application-granted.ts'
import { applicationRefused } from '#mail/application-refused.ts'
import { certificateReady } from '#mail/certificate-ready.ts'
import { temporaryGranted } from '#mail/temporary-granted.ts'
import { decidedBy } from '#regulations/bodies.ts'

/** Tells somebody that they are certified, and that the certificate is there once it is. */
export async function tellGranted(
  context: Context,
  { application, applicant }: ApplicationFile,
  {
    first,
    last,
    category,
    objectBefore,
  }: Period & {
    readonly category: string | undefined
    /** Where not all of it was granted. */
    readonly objectBefore?: Temporal.PlainDate
  },
  papers: CertificatePapers,
): Promise<void> {
  if (applicant.email === '') return
  const { register, platform } = context
  const shared = {
    register: mailRegister(platform, decidedBy(register, application.kind)),
    name: applicant.name,
  }
  const granted = applicationGranted({
    ...shared,
    number: application.number,
    kind: application.kind,
    ...(category === undefined ? {} : { category }),
    first: first.toString(),
    last: last.toString(),
    ...(objectBefore === undefined ? {} : { objectBefore: objectBefore.toString() }),
  })
  await writeMessage(context, 'application-granted', recipient(applicant), {
    ...granted,
    attached: [papers.letterId],
  })
  await tellReady(context, applicant, { last: last.toString(), temporary: false }, papers)
}

async function tellReady(
  context: Context,
  applicant: Applicant,
  period: { readonly last: string; readonly temporary: boolean },
  papers: CertificatePapers,
): Promise<void> {
  const { register, platform } = context
  const ready = certificateReady({
    register: mailRegister(platform, register),
    name: applicant.name,
    registrationNumber:
      applicant.number === undefined ? '' : registrationNumber(register, applicant.number),
    ...period,
  })
  await writeMessage(context, 'certificate-ready', recipient(applicant), {
    ...ready,
    after: [papers.documentId, papers.letterId, papers.markSvgId, papers.markPngId],
  })
}

/**
 * Tells somebody that they are registered for a while, until when and what must be done by then, and
 * that the certificate is there once it is.
 */
export async function tellGrantedForAWhile(
  context: Context,
  granted: {
    readonly file: ApplicationFile
    readonly period: Period
    readonly assessment: Explanation
    readonly dossier: Dossier
    readonly compiled: CompiledRegulation
    readonly objectBefore: Temporal.PlainDate
  },
  papers: CertificatePapers,
): Promise<void> {
  const { file, period, assessment, dossier, compiled, objectBefore } = granted
  const { applicant, application } = file
  if (applicant.email === '') return
  const { register, platform } = context
  const shared = {
    register: mailRegister(platform, decidedBy(register, application.kind)),
    name: applicant.name,
  }
  const { category } = dossier
  const last = period.last.toString()
  const told = temporaryGranted({
    ...shared,
    number: application.number,
    ...(category === undefined ? {} : { category: categoryLabel(compiled.regulation, category) }),
    first: period.first.toString(),
    last,
    open: openNorms(assessment),
    objectBefore: objectBefore.toString(),
  })
  await writeMessage(context, 'temporary-granted', recipient(applicant), {
    ...told,
    attached: [papers.letterId],
  })
  await tellReady(context, applicant, { last, temporary: true }, papers)
}

/** Tells somebody that their application was refused, with the letter that says why. */
export async function tellRefused(
  context: Context,
  { application, applicant }: ApplicationFile,
  objectBefore: Temporal.PlainDate,
  documentId: string,
): Promise<void> {
  if (applicant.email === '') return
  const letter = applicationRefused({
    register: mailRegister(context.platform, decidedBy(context.register, application.kind)),
    name: applicant.name,
    number: application.number,
    objectBefore: objectBefore.toString(),
  })
  await writeMessage(context, 'application-refused', recipient(applicant), {
    ...letter,
    attached: [documentId],
  })
}

function recipient({ name, email, accountId }: Applicant): Recipient {
  return { name, address: email, accountId }
}
