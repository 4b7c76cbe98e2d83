import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings a course under the attention of a colleague, by the name of who sends it and how to stop that. */
export function courseTip(data: {
  readonly register: MailRegister
  readonly sender: string
  readonly course: string
  /** What the sender writes; empty where they wrote nothing. */
  readonly line: string
  /** The page of the course, and the page at which whoever gets this takes their address off. */
  readonly url: string
  readonly stop: string
}): Letter {
  const { sender, course, line, url, stop, register } = data
  const { your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `tip van een collega over een opleiding`,
    to: '',
    why: `${sender} vond een opleiding die ${say('je', 'u')} misschien wilt zien: ‘${course}’. ${sender} vulde ${your} e-mailadres in; wij bewaren het niet.`,
    ...(line === '' ? {} : { quote: line }),
    link: { label: 'Bekijk de opleiding', url },
    more: [
      `${say('Wil je', 'Wilt u')} zulke tips niet meer krijgen, van niemand? Dat kan hier: ${stop}`,
    ],
  })
}
