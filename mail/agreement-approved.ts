import { voice } from '#regulations/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the signed agreement is complete and that the portfolio is open. */
export function agreementApproved(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly registrationNumber: string
}): Letter {
  const { your, You, Your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} aanmelding is goedgekeurd`,
    to: data.name,
    why: `Wij hebben ${your} ondertekende overeenkomst gecontroleerd. Alles is in orde.`,
    todo: `${Your} portfolio is open. ${You} kunt nu activiteiten toevoegen.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      ['Overeenkomst', data.number],
    ],
    more: [
      `${You} wordt kandidaat zodra ook de factuur is betaald. ${You} staat dan met ${your} naam in het openbare register.`,
      `${You} vindt de ondertekende overeenkomst als bijlage bij dit bericht.`,
    ],
    signIn: true,
  })
}
