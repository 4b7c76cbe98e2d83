import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { newCertificateCode } from '#domain/certification/certificate/certificate.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { storeDocument } from '#domain/platform/file/store-document.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import type { CompiledRegulation, Period } from '#engine'
import { certificate } from '#papers/certificate.ts'
import { congratulation } from '#papers/congratulation.ts'
import type { MarkData } from '#papers/mark.ts'
import { markPng, markSvg } from '#papers/mark.ts'
import { seal } from '#papers/seal.ts'
import { wording } from '#regulations/wording.ts'

export interface Issued {
  readonly certificateId: string
  readonly code: string
  readonly letterId: string
}

/**
 * Issues what somebody gets who is certified: a sealed certificate with a code that leads to its
 * check page, a letter of congratulation, and the mark for an e-mail signature.
 */
export async function issueCertificate(
  context: Context,
  { application, applicant }: ApplicationFile,
  decisionId: string,
  period: Period,
  { regulation }: CompiledRegulation,
): Promise<Issued> {
  const { db, register, today, platform } = context
  const [first, last, on] = [period.first, period.last, today].map(String) as [
    string,
    string,
    string,
  ]
  const number =
    applicant.number === undefined ? '' : registrationNumber(register, applicant.number)
  const code = newCertificateCode()
  const shared = { register: documentRegister(platform, register), registrationNumber: number }
  const paper = await certificate({
    ...shared,
    title: register.certificate.title,
    name: applicant.name,
    decidedOn: on,
    first,
    last,
    code,
    checkUrl: `${platform.origin}/${register.id}/certificaat/${code}`,
  })
  const { renewalFrom } = regulation.period
  const letter = await congratulation({
    ...shared,
    person: addresseeOf(applicant.person),
    kind: application.kind,
    date: on,
    decidedOn: on,
    first,
    last,
    applyAgainFrom: (renewalFrom === undefined
      ? period.first
      : period.last.subtract(renewalFrom)
    ).toString(),
  })
  const mark = markOf(context, period)
  const store = (
    kind: 'certificate' | 'congratulation' | 'mark-svg' | 'mark-png',
    name: string,
    mediaType: string,
    content: Uint8Array,
  ) => storeDocument(context, { kind, personId: applicant.personId, name, mediaType, content })
  const sealed = await seal(
    paper.pdf,
    platform.identity,
    `${wording(register).certificate.Name} ${code}`,
  )
  const documentId = await store('certificate', paper.fileName, 'application/pdf', sealed)
  const letterId = await store('congratulation', letter.fileName, 'application/pdf', letter.pdf)
  const svg = new TextEncoder().encode(await markSvg(mark))
  const markSvgId = await store('mark-svg', `keurmerk-${register.id}.svg`, 'image/svg+xml', svg)
  const png = await markPng(mark)
  const markPngId = await store('mark-png', `keurmerk-${register.id}.png`, 'image/png', png)
  const { id } = await db
    .insertInto('certificate')
    .values({
      register: register.id,
      registration_id: application.registrationId,
      decision_id: decisionId,
      code,
      issued_on: on,
      valid_first: first,
      valid_last: last,
      document_id: documentId,
      letter_id: letterId,
      mark_svg_id: markSvgId,
      mark_png_id: markPngId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'certificate',
    id,
    action: 'issue',
    facts: { decision: decisionId, validFirst: first, validLast: last, documentId, letterId },
  })
  return { certificateId: id, code, letterId }
}

/** What the mark shows for a certificate with this period. */
export function markOf({ register, platform }: Context, { last }: Pick<Period, 'last'>): MarkData {
  return {
    shortName: register.shortName,
    article: register.article,
    name: register.name,
    certification: wording(register).certification,
    accent: register.brand.light.accent,
    untilYear: last.year,
    example: platform.demo,
  }
}
