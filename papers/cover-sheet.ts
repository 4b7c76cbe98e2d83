import { formatDay } from '#language/days.ts'
import { qrPath } from './qr.ts'
import type { Addressee, DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** What a cover sheet says. Days are ISO text. */
export type CoverSheetData = {
  readonly register: DocumentRegister
  readonly person: Addressee
  /** What comes with it, as the regulation calls it: "de VOG". */
  readonly document: string
  /** By which the post is found: "P000123". */
  readonly number: string
  /** Where the back office finds it: what the QR code leads to. */
  readonly address: string
  /** Whether an envelope to send it back in comes along. */
  readonly envelope: boolean
  /** What the regulation says beside the post. */
  readonly note?: string
  readonly announcedOn: string
}

/** The sheet that goes along with an original in the post, so that whoever opens it knows whose it is. */
export function coverSheet(data: CoverSheetData): Promise<MadeDocument> {
  const { register, person, document, number, address, envelope, note, announcedOn } = data
  return typeset({
    template: 'cover-sheet',
    title: `Voorblad ${number}`,
    fileName: `voorblad-${number}`,
    day: announcedOn,
    register,
    data: {
      name: person.name,
      document,
      number,
      address,
      qr: qrPath(address),
      envelope,
      note: note ?? null,
      announcedOn: formatDay(announcedOn),
    },
  })
}
