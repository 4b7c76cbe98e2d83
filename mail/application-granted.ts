import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings the good news: certified, and until when. */
export function applicationGranted(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly kind: 'first' | 'renewal' | 'move'
  /** What the category is called, where the register has any. */
  readonly category?: string
  /** The period in ISO text, up to and including `last`. */
  readonly first: string
  readonly last: string
  /** The last day to object, in ISO text, where not all of it was granted. */
  readonly objectBefore?: string
}): Letter {
  const { your, Your, you, You } = voice(data.register.formOfAddress)
  const { certificate, certification, committee } = data.register.wording
  const again = data.kind === 'renewal' ? 'opnieuw ' : ''
  const as = data.category === undefined ? '' : ` als ${data.category}`
  return letter(data.register, {
    fact: `${you} bent ${again}${certification.certified}${as}`,
    to: data.name,
    why: `Gefeliciteerd. ${committee.The} heeft ${your} aanvraag goedgekeurd. ${You} bent ${again}${certification.certified} in ${data.register.wording.register.full}${as}.`,
    todo: `De brief hierover zit als bijlage bij dit bericht. ${Your} ${certificate.name} en keurmerk staan klaar.`,
    facts: [
      ['Aanvraag', data.number],
      [`${certification.Certified} van`, formatDay(data.first)],
      ['Tot en met', formatDay(data.last)],
      ...(data.objectBefore === undefined
        ? []
        : [['Bezwaar maken kan tot en met', formatDay(data.objectBefore)] as const]),
    ],
    signIn: true,
  })
}
