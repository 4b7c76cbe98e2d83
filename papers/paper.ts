import type { AccreditationData } from './accreditation.ts'
import { accreditation, accreditationName } from './accreditation.ts'
import type { ActivityFormData } from './activity-form.ts'
import { activityForm, activityFormName } from './activity-form.ts'
import type { AgreementData, SignatureEvidence } from './agreement.ts'
import { agreement, agreementName, signedAgreement, signedAgreementName } from './agreement.ts'
import type { CertificateData } from './certificate.ts'
import { certificate, certificateName, certificatePicture } from './certificate.ts'
import type { CondolenceData } from './condolence.ts'
import { condolence, condolenceName } from './condolence.ts'
import type { CongratulationData } from './congratulation.ts'
import { congratulation, congratulationName } from './congratulation.ts'
import type { DecisionListData } from './decision-list.ts'
import { decisionList, decisionListName } from './decision-list.ts'
import type { CreditNoteData, InvoiceData } from './invoice.ts'
import { creditNote, creditNoteName, invoice, invoiceName } from './invoice.ts'
import type { MarkData } from './mark.ts'
import { markPng, markSvg } from './mark.ts'
import type { MeasureData } from './measure.ts'
import { measure, measureName } from './measure.ts'
import type { ObjectionData } from './objection.ts'
import { objection, objectionName } from './objection.ts'
import type { OverviewData } from './overview.ts'
import { overview, overviewName } from './overview.ts'
import type { RefusalData } from './refusal.ts'
import { refusal, refusalName } from './refusal.ts'
import type { MadeDocument } from './register.ts'
import type { RulingData } from './ruling.ts'
import { ruling, rulingName } from './ruling.ts'
import type { SealIdentity } from './seal.ts'
import { seal } from './seal.ts'
import type { SignedFormData } from './signed-form.ts'
import { signedForm, signedFormName } from './signed-form.ts'
import type { StatusByHandData } from './status-by-hand.ts'
import { statusByHand, statusByHandName } from './status-by-hand.ts'
import { pdfName } from './typeset.ts'

/** A paper that a register makes and keeps: its kind, and everything that is printed on it. */
export type Paper =
  | { readonly kind: 'agreement'; readonly data: AgreementData }
  | {
      readonly kind: 'signed-agreement'
      readonly data: AgreementData
      readonly evidence: SignatureEvidence
    }
  | { readonly kind: 'invoice'; readonly data: InvoiceData }
  | { readonly kind: 'credit-note'; readonly data: CreditNoteData }
  | { readonly kind: 'certificate' | 'certificate-picture'; readonly data: CertificateData }
  | { readonly kind: 'condolence'; readonly data: CondolenceData }
  | { readonly kind: 'congratulation'; readonly data: CongratulationData }
  | { readonly kind: 'decision'; readonly data: RefusalData }
  | { readonly kind: 'ruling'; readonly data: RulingData }
  | { readonly kind: 'objection'; readonly data: ObjectionData }
  | { readonly kind: 'measure'; readonly data: MeasureData }
  | { readonly kind: 'status-by-hand'; readonly data: StatusByHandData }
  | { readonly kind: 'accreditation'; readonly data: AccreditationData }
  | { readonly kind: 'minutes'; readonly data: DecisionListData }
  | { readonly kind: 'signed-form'; readonly data: SignedFormData }
  | { readonly kind: 'activity-form'; readonly data: ActivityFormData }
  | { readonly kind: 'overview'; readonly data: OverviewData }
  | {
      readonly kind: 'mark-svg' | 'mark-png'
      /** The id of the register, which is in the name of the file. */
      readonly register: string
      readonly data: MarkData
    }

/** What a paper is called when it is downloaded: known before it is made. */
export function paperName(paper: Paper): string {
  switch (paper.kind) {
    case 'agreement':
      return pdfName(agreementName(paper.data))
    case 'signed-agreement':
      return pdfName(signedAgreementName(paper.data))
    case 'invoice':
      return pdfName(invoiceName(paper.data))
    case 'credit-note':
      return pdfName(creditNoteName(paper.data))
    case 'certificate':
      return pdfName(certificateName(paper.data))
    case 'certificate-picture':
      return pdfName(certificateName(paper.data)).replace(/pdf$/, 'png')
    case 'condolence':
      return pdfName(condolenceName(paper.data))
    case 'congratulation':
      return pdfName(congratulationName(paper.data))
    case 'decision':
      return pdfName(refusalName(paper.data))
    case 'ruling':
      return pdfName(rulingName(paper.data))
    case 'objection':
      return pdfName(objectionName(paper.data))
    case 'measure':
      return pdfName(measureName(paper.data))
    case 'accreditation':
      return pdfName(accreditationName(paper.data))
    case 'status-by-hand':
      return pdfName(statusByHandName(paper.data))
    case 'minutes':
      return pdfName(decisionListName(paper.data))
    case 'signed-form':
      return pdfName(signedFormName(paper.data))
    case 'activity-form':
      return pdfName(activityFormName(paper.data))
    case 'overview':
      return pdfName(overviewName(paper.data))
    case 'mark-svg':
      return `keurmerk-${paper.register}.svg`
    case 'mark-png':
      return `keurmerk-${paper.register}.png`
  }
}

/** The media type of a paper. */
export function paperType({ kind }: Paper): string {
  if (kind === 'mark-svg') return 'image/svg+xml'
  return kind === 'mark-png' || kind === 'certificate-picture' ? 'image/png' : 'application/pdf'
}

// What a decision came to and what somebody signed are sealed, so that anybody can see that nothing of
// them was changed.
const sealed: ReadonlySet<Paper['kind']> = new Set([
  'signed-agreement',
  'certificate',
  'congratulation',
  'decision',
  'ruling',
  'objection',
  'measure',
  'status-by-hand',
  'accreditation',
  'minutes',
])

/** Makes a paper, sealed where it holds a decision or a signature. Takes a second or two. */
export async function makePaper(paper: Paper, identity: SealIdentity): Promise<Uint8Array> {
  const made = await makeUnsealed(paper)
  return sealed.has(paper.kind) ? seal(made, identity, reasonOf(paper)) : made
}

// What a reader of PDFs shows of the seal.
function reasonOf(paper: Paper): string {
  if (paper.kind !== 'certificate') return paperName(paper).replace(/\.pdf$/, '')
  const { register, code } = paper.data
  return `${register.wording.certificate.Name} ${code}`
}

async function makeUnsealed(paper: Paper): Promise<Uint8Array> {
  switch (paper.kind) {
    case 'agreement':
      return pdf(agreement(paper.data))
    case 'signed-agreement':
      return pdf(signedAgreement(paper.data, paper.evidence))
    case 'invoice':
      return pdf(invoice(paper.data))
    case 'credit-note':
      return pdf(creditNote(paper.data))
    case 'certificate':
      return pdf(certificate(paper.data))
    case 'certificate-picture':
      return certificatePicture(paper.data)
    case 'condolence':
      return pdf(condolence(paper.data))
    case 'congratulation':
      return pdf(congratulation(paper.data))
    case 'decision':
      return pdf(refusal(paper.data))
    case 'ruling':
      return pdf(ruling(paper.data))
    case 'objection':
      return pdf(objection(paper.data))
    case 'measure':
      return pdf(measure(paper.data))
    case 'accreditation':
      return pdf(accreditation(paper.data))
    case 'status-by-hand':
      return pdf(statusByHand(paper.data))
    case 'minutes':
      return pdf(decisionList(paper.data))
    case 'signed-form':
      return pdf(signedForm(paper.data))
    case 'activity-form':
      return pdf(activityForm(paper.data))
    case 'overview':
      return pdf(overview(paper.data))
    case 'mark-svg':
      return new TextEncoder().encode(await markSvg(paper.data))
    case 'mark-png':
      return markPng(paper.data)
  }
}

async function pdf(made: Promise<MadeDocument>): Promise<Uint8Array> {
  return (await made).pdf
}
