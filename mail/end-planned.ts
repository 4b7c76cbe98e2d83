import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that somebody chose the last day of their registration, and that they can take it back. */
export function endPlanned(data: {
  readonly register: MailRegister
  readonly name: string
  /** In ISO text. */
  readonly last: string
}): Letter {
  const { your, You, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} registratie eindigt na ${formatDay(data.last)}`,
    to: data.name,
    why: `${You} hebt gekozen wanneer ${your} registratie eindigt. Tot en met die dag verandert er niets.`,
    facts: [[`${Your} laatste dag`, formatDay(data.last)]],
    more: [
      `${say('Bedenk je je', 'Bedenkt u zich')}? Tot en met die dag ${say('kun je', 'kunt u')} het terugdraaien, bij ‘Mijn gegevens’.`,
    ],
    signIn: true,
  })
}
