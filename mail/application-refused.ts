import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the committee did not grant an application; the reasons are in the decision itself. */
export function applicationRefused(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** The last day to object, in ISO text. */
  readonly objectBefore: string
}): Letter {
  const { your, Your, you, You } = voice(data.register.formOfAddress)
  const { committee } = data.register.wording
  return letter(data.register, {
    fact: `besluit op ${your} aanvraag ${data.number}`,
    to: data.name,
    why: `${committee.The} heeft ${your} aanvraag afgewezen. De redenen staan per norm in het besluit.`,
    todo: `${You} leest het besluit bij ${your} aanvraag. Daar staat ook wat ${you} kunt doen.`,
    facts: [
      ['Aanvraag', data.number],
      ['Bezwaar maken kan tot en met', formatDay(data.objectBefore)],
    ],
    more: [`${Your} portfolio blijft bewaard. ${You} kunt later opnieuw aanvragen.`],
    signIn: true,
  })
}
