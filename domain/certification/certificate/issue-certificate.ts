import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { newCertificateCode } from '#domain/certification/certificate/certificate.ts'
import { categoryLabel } from '#domain/dossier/statement/in-words.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { CompiledRegulation, Period } from '#engine'
import type { CertificateData } from '#papers/certificate.ts'
import type { CongratulationData } from '#papers/congratulation.ts'
import type { MarkData } from '#papers/mark.ts'
import type { Paper } from '#papers/paper.ts'
import type { RefusalData } from '#papers/refusal.ts'
import { decidedBy } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** The papers of a certificate, by their ids. */
export interface CertificatePapers {
  readonly code: string
  readonly documentId: string
  readonly letterId: string
  readonly markSvgId: string
  readonly markPngId: string
  readonly pictureId: string
}

/**
 * Issues what somebody gets who is certified: a sealed certificate with a code that leads to its
 * check page, a picture of it, a letter of congratulation, and the mark for an e-mail signature. With
 * the letter `instead` it is for a while, and all of them say so.
 */
export async function issueCertificatePapers(
  context: Context,
  file: ApplicationFile,
  granted: {
    readonly period: Period
    readonly category: string | undefined
    readonly instead?: RefusalData
  },
  { regulation }: CompiledRegulation,
): Promise<CertificatePapers> {
  const { register } = context
  const { period, category, instead } = granted
  const temporary = instead !== undefined
  const code = newCertificateCode()
  const label = category === undefined ? {} : { category: categoryLabel(regulation, category) }
  const mark = markOf(context, { ...period, ...label, temporary })
  const { applicant } = file
  const data = certificateData(context, decidedBy(register, file.application.kind), {
    name: applicant.name,
    registrationNumber:
      applicant.number === undefined ? '' : registrationNumber(register, applicant.number),
    decidedOn: context.today.toString(),
    first: period.first.toString(),
    last: period.last.toString(),
    code,
    temporary,
    ...label,
  })
  const letter: Paper = temporary
    ? { kind: 'decision', data: instead }
    : {
        kind: 'congratulation',
        data: { ...letterData(context, file, period, regulation.period), ...label },
      }
  const [documentId, letterId, markSvgId, markPngId, pictureId] = await issuePapers(
    context,
    applicant.personId,
    { kind: 'certificate', data },
    letter,
    { kind: 'mark-svg', register: register.id, data: mark },
    { kind: 'mark-png', register: register.id, data: mark },
    { kind: 'certificate-picture', data },
  )
  return { code, documentId, letterId, markSvgId, markPngId, pictureId }
}

/** Writes that a certificate was issued by a decision. */
export async function issueCertificate(
  context: Context,
  { application, applicant }: ApplicationFile,
  granted: {
    readonly decisionId: string
    readonly period: Period
    readonly temporary: boolean
    readonly category: string | undefined
    readonly papers: CertificatePapers
  },
): Promise<void> {
  const { db, register, today } = context
  const { decisionId, period, temporary, category, papers } = granted
  const { documentId, letterId } = papers
  const [validFirst, validLast] = [period.first.toString(), period.last.toString()]
  const { id } = await db
    .insertInto('certificate')
    .values({
      register: register.id,
      registration_id: application.registrationId,
      decision_id: decisionId,
      code: papers.code,
      name: applicant.name,
      issued_on: today.toString(),
      valid_first: validFirst,
      valid_last: validLast,
      document_id: documentId,
      letter_id: letterId,
      mark_svg_id: papers.markSvgId,
      mark_png_id: papers.markPngId,
      picture_id: papers.pictureId,
      category: category ?? null,
      temporary,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'certificate',
    id,
    action: 'issue',
    facts: { decision: decisionId, validFirst, validLast, documentId, letterId },
  })
}

/** What stands on a certificate, with what the register says on each, as it speaks of who decided. */
export function certificateData(
  { platform }: Context,
  register: Register,
  printed: Pick<
    CertificateData,
    | 'name'
    | 'registrationNumber'
    | 'category'
    | 'decidedOn'
    | 'first'
    | 'last'
    | 'code'
    | 'temporary'
  >,
): CertificateData {
  return {
    register: documentRegister(platform, register),
    title: register.certificate.title,
    ...printed,
    checkUrl: `${platform.origin}/${register.id}/certificaat/${printed.code}`,
  }
}

function letterData(
  { register, today, platform }: Context,
  { application, applicant }: ApplicationFile,
  { first, last }: Period,
  { renewalFrom }: CompiledRegulation['regulation']['period'],
): CongratulationData {
  const applyAgainFrom = renewalFrom === undefined ? first : last.subtract(renewalFrom)
  return {
    register: documentRegister(platform, decidedBy(register, application.kind)),
    registrationNumber:
      applicant.number === undefined ? '' : registrationNumber(register, applicant.number),
    person: addresseeOf(applicant.person),
    kind: application.kind,
    date: today.toString(),
    decidedOn: today.toString(),
    first: first.toString(),
    last: last.toString(),
    applyAgainFrom: applyAgainFrom.toString(),
  }
}

/** What the mark shows for a certificate with this last day, in this category, for a while or not. */
export function markOf(
  { register, platform }: Context,
  {
    last,
    category,
    temporary,
  }: Pick<Period, 'last'> & { readonly category?: string; readonly temporary?: boolean },
): MarkData {
  const { certification } = wording(register)
  return {
    ...(category === undefined ? {} : { category }),
    shortName: register.shortName,
    article: register.article,
    name: register.name,
    certification: temporary ? certification.temporary : certification,
    accent: register.brand.light.accent,
    lastDay: last.toString(),
    example: platform.demo,
  }
}
