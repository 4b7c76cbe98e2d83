import { formatDay } from '#language/days.ts'
import { qrPath } from './qr.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What a certificate says. Days are ISO text; the period runs up to and including `last`. */
export type CertificateData = {
  readonly register: DocumentRegister
  /** Printed at its head: "Certificaat". */
  readonly title: string
  readonly name: string
  readonly registrationNumber: string
  /** The category within the register, where it has any, such as `Senior`. */
  readonly category?: string
  readonly decidedOn: string
  readonly first: string
  readonly last: string
  /** The code that a reader types on the check page. */
  readonly code: string
  /** The full address of the check page for this certificate. */
  readonly checkUrl: string
}

/** The certificate as a PDF: A4 on its side, with a code that leads to its check page. */
export function certificate(data: CertificateData): Promise<MadeDocument> {
  return typeset({
    template: 'certificate',
    title: `${data.register.wording.certificate.Name} ${data.register.shortName} van ${data.name}`,
    fileName: certificateName(data),
    day: data.decidedOn,
    register: data.register,
    data: {
      title: data.title,
      name: data.name,
      registrationNumber: data.registrationNumber,
      category: data.category ?? null,
      decidedOn: formatDay(data.decidedOn),
      first: formatDay(data.first),
      last: formatDay(data.last),
      code: data.code,
      checkUrl: data.checkUrl,
      checkAddress: data.checkUrl.replace(/^https?:\/\//, ''),
      qr: qrPath(data.checkUrl),
    },
  })
}

/** What it is called when it is downloaded, without its ending. */
export function certificateName(data: CertificateData): string {
  return `${data.register.wording.certificate.name}-${data.registrationNumber}`
}
