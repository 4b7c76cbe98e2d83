import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Says that the decision on an objection takes longer, why, and until when. */
export function objectionExtended(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly reason: string
  /** In ISO text. */
  readonly decideBefore: string
}): Letter {
  const { your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `het antwoord op ${your} bezwaar ${data.number} duurt langer`,
    to: data.name,
    why: `Het antwoord op ${your} bezwaar duurt langer. Dit is de reden:`,
    quote: data.reason,
    facts: [
      ['Bezwaar', data.number],
      ['Antwoord uiterlijk op', formatDay(data.decideBefore)],
    ],
    more: ['Dit kan één keer. Daarna is dit de laatste dag.'],
  })
}
