import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody what was decided on their registration after a verdict, and why. Days are ISO text. */
export function measureDecided(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** Who decided: "het bestuur". */
  readonly board: string
  readonly kind: 'none' | 'warning' | 'suspension' | 'removal' | 'lift'
  /** The days of a suspension. */
  readonly first: string | undefined
  readonly last: string | undefined
  readonly reason: string
  readonly objectBefore: string
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  const { first, last } = data
  return letter(data.register, {
    fact: `besluit over ${your} registratie`,
    to: data.name,
    why: `${sentenceCase(data.board)} heeft besloten wat uitspraak ${data.number} betekent voor ${your} registratie. ${meaning()} Dit is de reden:`,
    quote: data.reason,
    facts: [
      ['Uitspraak', data.number],
      ...(first === undefined || last === undefined
        ? []
        : [['Geschorst', `${formatDay(first)} tot en met ${formatDay(last)}`] as const]),
      ['Bezwaar maken kan tot en met', formatDay(data.objectBefore)],
    ],
    more: [
      `Het besluit zit als brief bij deze e-mail. Daarin staat wat ${say('je', 'u')} kunt doen.`,
    ],
    signIn: true,
  })

  function meaning(): string {
    switch (data.kind) {
      case 'none':
        return 'Er komt geen maatregel.'
      case 'warning':
        return `${say('Je krijgt', 'U krijgt')} een waarschuwing. ${Your} registratie blijft gelden.`
      case 'suspension':
        return `${Your} registratie wordt geschorst.`
      case 'removal':
        return `${Your} registratie is doorgehaald.`
      case 'lift':
        return `${Your} schorsing is beëindigd.`
    }
  }
}
