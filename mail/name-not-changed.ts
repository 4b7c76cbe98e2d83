import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that a change of name was not taken over, and why. */
export function nameNotChanged(data: {
  readonly register: MailRegister
  readonly name: string
  readonly answer: string
  /** The last day to object, in ISO text. */
  readonly objectBefore: string
}): Letter {
  const { your, you, You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} naam is niet gewijzigd`,
    to: data.name,
    why: `De naam die ${you} hebt doorgegeven, hebben wij niet overgenomen.`,
    todo: 'Dit is de reden:',
    quote: data.answer,
    facts: [['Bezwaar maken kan tot en met', formatDay(data.objectBefore)]],
    more: [`${You} kunt de wijziging opnieuw aanvragen.`],
    signIn: true,
  })
}
