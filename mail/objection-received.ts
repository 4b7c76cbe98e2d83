import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms that an objection has come in and says by when it is answered. */
export function objectionReceived(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly applicationNumber: string
  /** Days in ISO text. */
  readonly receivedOn: string
  readonly answerBy: string
}): Letter {
  const { your, you, You, say } = voice(data.register.formOfAddress)
  const { committee } = data.register.wording
  return letter(data.register, {
    fact: `${your} bezwaar is ontvangen`,
    to: data.name,
    why: `Wij hebben ${your} bezwaar tegen het besluit op aanvraag ${data.applicationNumber} ontvangen.`,
    todo: say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.'),
    facts: [
      ['Bezwaar', data.number],
      ['Ontvangen op', formatDay(data.receivedOn)],
      ['Besluit uiterlijk op', formatDay(data.answerBy)],
    ],
    more: [
      `Andere ${committee.members} dan de eerste keer beoordelen ${your} bezwaar. ${You} kunt het eerst toelichten als ${you} dat wilt.`,
    ],
  })
}
