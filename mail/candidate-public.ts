import { longDay } from '#documents/dutch.ts'
import { voice } from '#regulations/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that somebody is a candidate now and is shown in the public register. */
export function candidatePublic(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  /** In ISO text. */
  readonly since: string
}): Letter {
  const { your, you, You, say } = voice(data.register.formOfAddress)
  const { certification } = data.register.wording
  return letter(data.register, {
    fact: `${you} bent kandidaat`,
    to: data.name,
    why: `${You} hebt de overeenkomst ondertekend en de factuur betaald. Daarmee ${say('ben je', 'bent u')} kandidaat.`,
    todo: `${You} staat nu met ${your} naam en status in het openbare register. Verder is niets openbaar.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      ['Kandidaat sinds', longDay(data.since)],
    ],
    more: [
      `${You} kunt ${certification.name} aanvragen zodra ${your} portfolio aan de normen voldoet. In ${your} portfolio staat wat nog nodig is.`,
    ],
    signIn: true,
  })
}
