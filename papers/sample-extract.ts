import { createHash } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { formatDay } from '#language/days.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import type { SealIdentity } from './seal.ts'
import { seal } from './seal.ts'
import { typeset } from './typeset.ts'

/** What a sample extract of diplomas says. Days are ISO text. */
export type SampleExtract = {
  readonly register: DocumentRegister
  readonly name: string
  readonly bornOn: string | undefined
  readonly diploma: string
  readonly institution: string
  readonly graduatedOn: string
  /** The day on which it is made and signed. */
  readonly on: string
}

/**
 * A made-up extract of diplomas, signed by the sample signer of the demo, to try with what Peil reads
 * of one. As `saved-again` it is what a word processor makes of it: the same to the eye, and not signed.
 */
export async function sampleExtract(
  data: SampleExtract,
  signer: SealIdentity,
  state: 'original' | 'saved-again',
): Promise<MadeDocument> {
  const again = state === 'saved-again'
  const made = await typeset({
    template: 'sample-extract',
    title: 'Voorbeeld van een uittreksel diplomaregister',
    fileName: again ? 'voorbeeld-uittreksel-uit-word' : 'voorbeeld-uittreksel',
    day: data.on,
    register: data.register,
    data: {
      ...data,
      statement:
        'Dit is een voorbeeld om mee te proberen. Het komt niet van DUO, en niemand heeft dit diploma.',
      // A list, so that nothing stands where there is none.
      bornOn: data.bornOn === undefined ? [] : [formatDay(data.bornOn)],
      graduatedOn: formatDay(data.graduatedOn),
    },
  })
  const pdf = again
    ? await asSavedByWord(made.pdf)
    : await seal(
        made.pdf,
        signer,
        'Voorbeeld van een uittreksel',
        Temporal.Instant.from(`${data.on}T09:30:00Z`),
      )
  return { ...made, pdf, sha256: createHash('sha256').update(pdf).digest('hex') }
}

async function asSavedByWord(pdf: Uint8Array): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  document.setCreator('Microsoft® Word')
  document.setProducer('Microsoft® Word')
  return document.save()
}
