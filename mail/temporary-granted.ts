import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that somebody is registered for a while: until when, and what must be done by then. */
export function temporaryGranted(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** What the category is called, where the register has any. */
  readonly category?: string
  /** The period in ISO text, up to and including `last`. */
  readonly first: string
  readonly last: string
  /** What must be done by then, one a line. */
  readonly open: readonly string[]
  /** The last day on which an objection can be made, in ISO text. */
  readonly objectBefore: string
}): Letter {
  const { your, Your, you, You, say } = voice(data.register.formOfAddress)
  const { certification, committee } = data.register.wording
  const { temporary } = certification
  const as = data.category === undefined ? '' : ` als ${data.category}`
  return letter(data.register, {
    fact: `${you} bent ${temporary.certified}${as}`,
    to: data.name,
    why: `${committee.The} heeft ${your} aanvraag beoordeeld. ${You} bent ${temporary.certified}${as}, tot en met ${formatDay(data.last)}. ${You} voldoet nog niet aan alle normen.`,
    todo: `Haal dit vóór die dag in en vraag dan ${certification.name} aan:`,
    items: data.open,
    facts: [
      ['Aanvraag', data.number],
      [`${temporary.Certified} van`, formatDay(data.first)],
      ['Tot en met', formatDay(data.last)],
      ['Bezwaar maken kan tot en met', formatDay(data.objectBefore)],
    ],
    more: [
      `${say('Vraag je', 'Vraagt u')} vóór die dag niets aan, dan eindigt ${your} ${temporary.name}. De brief hierover zit als bijlage bij dit bericht.`,
      `${Your} ${data.register.wording.certificate.name} en keurmerk staan klaar. Daarop staat: ${temporary.certified}.`,
    ],
    signIn: true,
  })
}
