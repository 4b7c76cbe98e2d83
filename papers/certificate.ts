import { formatDay } from '#language/days.ts'
import { drawPng } from './draw.ts'
import { qrPath } from './qr.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import type { Typesetting } from './typeset.ts'
import { typeset, typesetSvg } from './typeset.ts'

/** What a certificate says. Days are ISO text; the period runs up to and including `last`. */
export type CertificateData = {
  readonly register: DocumentRegister
  /** Printed at its head: "Certificaat". */
  readonly title: string
  readonly name: string
  readonly registrationNumber: string
  /** The category within the register, where it has any, such as `Senior`. */
  readonly category?: string
  /** It is for a while, to make up for what was open. */
  readonly temporary?: boolean
  readonly decidedOn: string
  readonly first: string
  readonly last: string
  /** The code that a reader types on the check page. */
  readonly code: string
  /** The full address of the check page for this certificate. */
  readonly checkUrl: string
}

/** The size of the picture of a certificate in pixels: A4 on its side. */
export const pictureSize = { width: 1754, height: 1240 } as const

/** The certificate as a PDF: A4 on its side, with a code that leads to its check page. */
export function certificate(data: CertificateData): Promise<MadeDocument> {
  return typeset(typesettingOf(data))
}

/** The same certificate as a picture (PNG), to show on a page and to share. It bears no seal. */
export async function certificatePicture(data: CertificateData): Promise<Uint8Array> {
  return drawPng(await typesetSvg('certificate', typesettingOf(data)), pictureSize.width)
}

function typesettingOf(data: CertificateData): Typesetting {
  const { certification } = data.register.wording
  return {
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
      certified: data.temporary ? certification.temporary.certified : certification.certified,
      decidedOn: formatDay(data.decidedOn),
      first: formatDay(data.first),
      last: formatDay(data.last),
      code: data.code,
      checkUrl: data.checkUrl,
      checkAddress: data.checkUrl.replace(/^https?:\/\//, ''),
      qr: qrPath(data.checkUrl),
    },
  }
}

/** What it is called when it is downloaded, without its ending. */
export function certificateName(data: CertificateData): string {
  return `${data.register.wording.certificate.name}-${data.registrationNumber}`
}
