import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms that the questions about an application were answered, and says what happens next. */
export function applicationSupplemented(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** In ISO text. */
  readonly answeredOn: string
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} aanvulling op aanvraag ${data.number} is ontvangen`,
    to: data.name,
    why: `Wij hebben ${your} aanvulling ontvangen. ${say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.')}`,
    todo: `Wij kijken of de aanvraag nu volledig is. ${Your} aanvraag telt als ingestuurd op de eerste dag.`,
    facts: [
      ['Aanvraag', data.number],
      ['Aangevuld op', formatDay(data.answeredOn)],
    ],
  })
}
