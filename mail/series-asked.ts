import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/**
 * Asks somebody of a group to say at which meetings they were: when the series was set up, after a
 * meeting, or when one was changed. Whoever has no account here gets a link.
 */
export function seriesAsked(data: {
  readonly register: MailRegister
  readonly name: string
  /** Who set the series up. */
  readonly starter: string
  readonly title: string
  readonly occasion: 'asked' | 'meeting' | 'changed'
  /** The days that it is about, in ISO text. */
  readonly meetings: readonly string[]
  /** With the last day on which it works, in ISO text. */
  readonly link?: { readonly url: string; readonly before: string }
}): Letter {
  const { register, starter, title, occasion, meetings, link } = data
  const { You, you, your, say } = voice(register.formOfAddress)
  const why = {
    asked: `${starter} heeft een reeks bijeenkomsten klaargezet, ‘${title}’, en noemt ${you} als deelnemer.`,
    meeting: `${say('Jij doet', 'U doet')} mee aan ‘${title}’, die ${starter} heeft klaargezet. Er is een bijeenkomst geweest.`,
    changed: `${starter} heeft een bijeenkomst van ‘${title}’ gewijzigd. Wat eerder was bevestigd, geldt niet meer.`,
  }
  return letter(register, {
    fact:
      occasion === 'asked'
        ? `${say('doe je', 'doet u')} mee aan een reeks bijeenkomsten?`
        : `${say('was je', 'was u')} bij de bijeenkomst?`,
    to: data.name,
    why: why[occasion],
    todo: `Zeg van elke bijeenkomst die is geweest of ${you} erbij was, en wie er nog meer was. ${say('Hoor je', 'Hoort u')} niet bij deze groep? Zeg dat dan ook.${link === undefined ? '' : ` ${You} hebt geen account nodig.`}`,
    items: meetings.slice(0, mostListed).map((day) => formatDay(day)),
    ...(link === undefined
      ? { more: [`Antwoorden kan op ${your} eigen pagina, onder Reeksen bijeenkomsten.`] }
      : {
          link: { label: 'Bijeenkomsten bekijken', url: link.url },
          facts: [['De link werkt tot en met', formatDay(link.before)]] as const,
          more: [
            `Wij gebruiken ${your} naam en e-mailadres alleen hiervoor. Stuur de link niet door.`,
          ],
        }),
    signIn: link === undefined,
  })
}

const mostListed = 20
