import { formatMoney } from '#language/numbers.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Tells somebody what was decided on their objection, and why, with the letter. */
export function objectionDecided(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly title: string
  /** Who decided: "Het bestuur". */
  readonly Body: string
  readonly outcome: 'unfounded' | 'partly' | 'founded' | 'inadmissible'
  readonly decision: string
  readonly reason: string
  /** What changes by it, each in a line. */
  readonly changes: readonly string[]
  /** Where somebody can go who does not agree; absent where the register names nothing. */
  readonly further: string | undefined
  /** In cents. */
  readonly fee: number
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const back = data.fee > 0 && (data.outcome === 'founded' || data.outcome === 'partly')
  return letter(data.register, {
    fact: `besluit op ${your} bezwaar ${data.number}`,
    to: data.name,
    why: `${data.Body} heeft ${your} bezwaar ${outcomeInWords[data.outcome]}. Dit is het besluit, met de reden:`,
    quote: [data.decision, data.reason].join('\n'),
    ...(data.changes.length === 0 ? {} : { items: data.changes }),
    facts: [
      ['Bezwaar', data.number],
      ['Tegen', data.title],
    ],
    more: [
      'Het besluit zit als brief bij deze e-mail.',
      ...(back
        ? [`${say('Je krijgt', 'U krijgt')} de kosten terug: ${formatMoney(data.fee)}.`]
        : []),
      ...(data.further === undefined ? [] : [data.further]),
    ],
    signIn: true,
  })
}

/** What became of an objection, behind "heeft je bezwaar". */
export const outcomeInWords = {
  unfounded: 'ongegrond verklaard',
  partly: 'voor een deel gegrond verklaard',
  founded: 'gegrond verklaard',
  inadmissible: 'niet in behandeling genomen',
} as const
