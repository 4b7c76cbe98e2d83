import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Brings a course under the attention of a colleague, by the name of who sends it and how to stop that. */
export function courseTip(data: {
  readonly register: MailRegister
  /** Whom it goes to, as the sender calls them. */
  readonly name: string
  readonly sender: string
  readonly course: string
  /** What the sender writes; empty where they wrote nothing. */
  readonly line: string
  /** The page that leads to the course, and at which whoever gets this takes their address off. */
  readonly url: string
}): Letter {
  const { sender, course, line, url, register } = data
  const { your, say } = voice(register.formOfAddress)
  return letter(register, {
    fact: `tip van een collega over een opleiding`,
    to: data.name,
    why: `${sender} denkt dat deze opleiding iets voor ${say('je', 'u')} is: ‘${course}’.`,
    ...(line === '' ? {} : { quote: line }),
    link: { label: 'Bekijk de opleiding', url },
    more: [
      `${sender} vulde ${your} e-mailadres in. Wij bewaren het niet.`,
      `${say('Wil je', 'Wilt u')} zulke tips niet meer? Zet ze uit op de pagina achter de link.`,
    ],
  })
}
