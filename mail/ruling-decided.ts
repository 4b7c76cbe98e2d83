import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody what the board decided on a case on which the regulation is silent, and why. */
export function rulingDecided(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  /** Who decides: "het bestuur". */
  readonly board: string
  readonly granted: boolean
  readonly decision: string
  readonly ground: string
  /** In ISO text. */
  readonly objectBefore: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const outcome = data.granted ? 'toegewezen' : 'afgewezen'
  return letter(data.register, {
    fact: `besluit op ${your} verzoek ${data.number}`,
    to: data.name,
    why: `${sentenceCase(data.board)} heeft ${your} verzoek ${outcome}. Dit is het besluit, met de reden:`,
    quote: `${data.decision}\n${data.ground}`,
    facts: [
      ['Verzoek', data.number],
      ['Bezwaar maken kan tot en met', formatDay(data.objectBefore)],
    ],
    more: [
      `Het besluit staat ook bij ${your} gegevens in het register. Zonder ${say('jouw', 'uw')} naam komt het in het openbare register van uitspraken.`,
    ],
    signIn: true,
  })
}
