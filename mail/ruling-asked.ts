import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Confirms that a case on which the regulation is silent has come in, and who decides on it. */
export function rulingAsked(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** Who decides: "het bestuur". */
  readonly board: string
  /** Who advises: "de commissie"; undefined where nobody does. */
  readonly adviser: string | undefined
  /** In ISO text. */
  readonly answerBy: string
}): Letter {
  const { your, Your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${your} verzoek ${data.number} is ontvangen`,
    to: data.name,
    why: `${Your} verzoek aan ${data.board} is ontvangen. ${say('Je hoeft nu niets te doen.', 'U hoeft nu niets te doen.')}`,
    todo: `Wij kijken eerst of het reglement hier echt niets over zegt. Daarna ${data.adviser === undefined ? '' : `geeft ${data.adviser} advies en `}beslist ${data.board}.`,
    facts: [
      ['Verzoek', data.number],
      ['Antwoord uiterlijk op', formatDay(data.answerBy)],
    ],
  })
}
