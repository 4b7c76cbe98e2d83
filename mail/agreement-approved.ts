import { voice } from '#language/voice.ts'
import type { Gate } from '#regulations/register.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the signed agreement is complete, and what opens now and what after payment. */
export function agreementApproved(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly registrationNumber: string
  /** Whether the register asks activities. */
  readonly activities: boolean
  readonly gates: { readonly portfolio: Gate; readonly visible: Gate }
  /** Whether there is something to pay. */
  readonly pays: boolean
}): Letter {
  const { portfolio, visible } = data.gates
  const { your, You, Your } = voice(data.register.formOfAddress)
  const { candidate } = data.register.wording
  return letter(data.register, {
    fact: `${your} aanmelding is goedgekeurd`,
    to: data.name,
    why: `Wij hebben ${your} ondertekende overeenkomst gecontroleerd. Alles is in orde.`,
    todo:
      portfolio === 'agreement' || !data.pays
        ? `${Your} portfolio is open.${data.activities ? ` ${You} kunt nu activiteiten toevoegen.` : ''}`
        : `${Your} portfolio gaat open zodra ook de factuur is betaald.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      ['Overeenkomst', data.number],
    ],
    more: [
      ...(data.pays
        ? [
            visible === 'agreement'
              ? `${You} staat nu met ${your} naam in het openbare register. ${You} wordt ${candidate} zodra ook de factuur is betaald.`
              : `${You} wordt ${candidate} zodra ook de factuur is betaald. ${You} staat dan met ${your} naam in het openbare register.`,
          ]
        : []),
      `${You} vindt de ondertekende overeenkomst als bijlage bij dit bericht.`,
    ],
    signIn: true,
  })
}
