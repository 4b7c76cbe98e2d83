import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings the agreement, which is attached, and says how long there is to sign it. */
export function agreementReady(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** The last day on which it can be signed, in ISO text. */
  readonly signBefore: string
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `onderteken ${your} overeenkomst uiterlijk ${formatDay(data.signBefore)}`,
    to: data.name,
    why: `${say('Je hebt je', 'U hebt zich')} aangemeld bij ${data.register.wording.register.full}. ${You} vindt de overeenkomst als bijlage bij dit bericht.`,
    todo: `Lees en onderteken de overeenkomst uiterlijk op ${formatDay(data.signBefore)}. Dat kan digitaal.`,
    facts: [
      ['Overeenkomst', data.number],
      ['Ondertekenen kan tot en met', formatDay(data.signBefore)],
    ],
    more: [`Daarna controleren wij de overeenkomst. ${You} krijgt daarover bericht.`],
    signIn: true,
  })
}
