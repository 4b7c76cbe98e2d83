import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks for the grounds of an objection, or for what is missing of it, within a term. */
export function objectionGrounds(data: {
  readonly register: MailRegister
  readonly name: string
  readonly number: string
  readonly question: string
  /** In ISO text. */
  readonly before: string
}): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `vul ${your} bezwaar ${data.number} aan`,
    to: data.name,
    why: `Er ontbreekt nog iets aan ${your} bezwaar.`,
    todo: 'Dit vragen wij:',
    quote: data.question,
    facts: [
      ['Bezwaar', data.number],
      ['Aanvullen uiterlijk op', formatDay(data.before)],
    ],
    more: [
      `${say('Vul je', 'Vult u')} het niet aan, dan kan het zijn dat ${your} bezwaar niet wordt behandeld.`,
    ],
    signIn: true,
  })
}
