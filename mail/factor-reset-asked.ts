import { momentInText } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/**
 * Tells somebody at once that colleagues of the register are taking off the second step that they lost, or
 * from when they sign in without it, with the link that stops it.
 */
export function factorResetAsked(data: {
  readonly register: MailRegister
  readonly name: string
  readonly url: string
  /** A moment in ISO text, once a second person confirmed; undefined before. */
  readonly dueAt: string | undefined
  /** How long it waits after that. */
  readonly hours: number
}): Letter {
  const { your, You, say } = voice(data.register.formOfAddress)
  const { dueAt } = data
  return letter(data.register, {
    fact:
      dueAt === undefined
        ? `herstel van ${your} tweede stap gevraagd`
        : `${your} tweede stap wordt hersteld`,
    to: data.name,
    why:
      dueAt === undefined
        ? `Een medewerker van het register vroeg om de tweede stap van ${your} account te halen, omdat ${say('jij', 'u')} die kwijt zou zijn. Een tweede medewerker moet dit bevestigen. Daarna duurt het nog ${data.hours} uur.`
        : `Twee medewerkers van het register halen de tweede stap van ${your} account. Vanaf het moment hieronder ${say('log je', 'logt u')} in zonder die stap, en ${say('stel je', 'stelt u')} een nieuwe in.`,
    todo: `${say('Heb je', 'Hebt u')} hier zelf om gevraagd? Dan ${say('hoef je', 'hoeft u')} nu niets te doen. Zo niet: stop het met deze link, en laat het ons weten.`,
    link: { label: 'Stoppen', url: data.url },
    facts: [
      ...(dueAt === undefined ? [] : ([['Vanaf', momentInText(dueAt)]] as const)),
      ['Contact', data.register.contact.email],
    ],
    more: [
      `${You} stopt het ook door met ${your} tweede stap in te loggen, of met een herstelcode.`,
    ],
  })
}
