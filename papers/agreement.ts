import { formatDay, momentInText } from '#language/days.ts'
import { withinSentence } from '#language/sentences.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** One numbered part of an agreement; its text comes from the register. */
export type AgreementSection = {
  readonly heading: string
  readonly paragraphs: readonly string[]
}

/** What an agreement between a register and one professional says. Days are ISO text. */
export type AgreementData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  /** What the register calls it: "Certificeringsovereenkomst". */
  readonly title: string
  /** The number of this one agreement, such as `KRSD-O-000123`. */
  readonly number: string
  /** Which text of the agreement this is, such as `2.1`. */
  readonly textVersion: string
  /** First day of the version of the regulation that the agreement refers to. */
  readonly regulationVersion: string
  readonly madeOn: string
  readonly signBefore: string
  readonly sections: readonly AgreementSection[]
}

/** How somebody signed: enough to show later what was signed, by whom and in which way. */
export type SignatureEvidence = {
  /** SHA-256 of the unsigned document, in hexadecimal. */
  readonly unsignedSha256: string
  readonly signedBy: string
  readonly email: string
  /** How the person was known, in words: "Ingelogd met e-mailadres en wachtwoord". */
  readonly authentication: string
  /** What the person agreed to, word for word as it stood on the page. */
  readonly statement: string
  /** A moment in ISO text, in UTC. */
  readonly signedAt: string
  readonly network?: string
}

/** The unsigned agreement, as a PDF to read before signing it. */
export function agreement(data: AgreementData): Promise<MadeDocument> {
  return typeset({
    template: 'agreement',
    title: `${data.title} ${data.number}`,
    fileName: agreementName(data),
    day: data.madeOn,
    register: data.register,
    data: { ...agreementFacts(data), evidence: null },
  })
}

/** The signed copy: the same agreement, followed by the record of how it was signed. */
export function signedAgreement(
  data: AgreementData,
  evidence: SignatureEvidence,
): Promise<MadeDocument> {
  return typeset({
    template: 'agreement',
    title: `Ondertekende ${withinSentence(data.title)} ${data.number}`,
    fileName: signedAgreementName(data),
    day: Temporal.Instant.from(evidence.signedAt)
      .toZonedDateTimeISO('Europe/Amsterdam')
      .toPlainDate()
      .toString(),
    register: data.register,
    data: {
      ...agreementFacts(data),
      evidence: { ...evidence, moment: momentInText(evidence.signedAt) },
    },
  })
}

function agreementFacts(data: AgreementData) {
  return {
    title: data.title,
    person: data.person,
    number: data.number,
    textVersion: data.textVersion,
    regulationVersion: formatDay(data.regulationVersion),
    madeOn: formatDay(data.madeOn),
    signBefore: formatDay(data.signBefore),
    sections: data.sections,
  }
}

/** What it is called when it is downloaded, without its ending. */
export function agreementName(data: AgreementData): string {
  return `overeenkomst-${data.number}`
}

/** What it is called when it is downloaded, without its ending. */
export function signedAgreementName(data: AgreementData): string {
  return `overeenkomst-${data.number}-ondertekend`
}
