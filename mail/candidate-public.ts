import type { PublicField } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Gate } from '#regulations/register.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// A candidate has no last day of validity yet.
const shownWords: Readonly<Partial<Record<PublicField, string>>> = {
  name: 'naam',
  status: 'status',
  number: 'registratienummer',
}

/** Says that somebody is a candidate now and is shown in the public register. */
export function candidatePublic(data: {
  readonly register: MailRegister
  readonly name: string
  readonly registrationNumber: string
  /** In ISO text. */
  readonly since: string
  /** What the public register shows of everybody. */
  readonly shown: readonly PublicField[]
  /** Whether the register asks activities. */
  readonly activities: boolean
  /** From when the portfolio is open. */
  readonly portfolio: Gate
  /** Whether there was something to pay. */
  readonly paid: boolean
}): Letter {
  const { your, you, You, Your, say } = voice(data.register.formOfAddress)
  const { certification, candidate } = data.register.wording
  return letter(data.register, {
    fact: `${you} bent ${candidate}`,
    to: data.name,
    why: `${You} hebt de overeenkomst ondertekend${data.paid ? ' en de factuur betaald' : ', en die is in orde'}. Daarmee ${say('ben je', 'bent u')} ${candidate}.`,
    todo: `${You} staat nu met ${your} ${formatList(data.shown.flatMap((field) => shownWords[field] ?? []))} in het openbare register. Verder is niets openbaar.`,
    facts: [
      ['Registratienummer', data.registrationNumber],
      [`${sentenceCase(candidate)} sinds`, formatDay(data.since)],
    ],
    more: [
      ...(data.portfolio === 'agreement+payment'
        ? [
            `${Your} portfolio is nu open.${data.activities ? ` ${You} kunt activiteiten toevoegen.` : ''}`,
          ]
        : []),
      `${You} kunt ${certification.name} aanvragen zodra ${your} portfolio aan de normen voldoet. In ${your} portfolio staat wat nog nodig is.`,
    ],
    signIn: true,
  })
}
