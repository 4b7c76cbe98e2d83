import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

/** Asks a colleague for feedback without their name, by a link that works once and needs no account. */
export function feedbackRequest(data: {
  readonly register: MailRegister
  readonly name: string
  readonly professionalName: string
  /** What the professional wrote to those who are asked; may be empty. */
  readonly note: string
  readonly url: string
  /** The last day on which the link works, in ISO text. */
  readonly before: string
}): Letter {
  const { You, your, you, say } = voice(data.register.formOfAddress)
  const { professionalName: who, note } = data
  return letter(data.register, {
    fact: `${say('wil je', 'wilt u')} ${who} feedback geven?`,
    to: data.name,
    why: `${who} staat in ${data.register.wording.register.full} en wil weten hoe collega’s het werk zien. ${who} vraagt ${you} mee te kijken.`,
    ...(note === '' ? {} : { quote: note }),
    todo: `Dat kost ongeveer 10 minuten. ${You} hebt geen account nodig, en ${your} naam komt er niet bij.`,
    link: { label: 'Feedback geven', url: data.url },
    facts: [
      ['Over', who],
      ['Antwoorden kan tot en met', formatDay(data.before)],
    ],
    more: [
      `Niemand kan zien of ${you} hebt geantwoord. Daarom krijgt iedereen dezelfde herinneringen, ook wie al antwoordde.`,
      `Deze link is van ${you === 'je' ? 'jou' : 'u'} alleen en werkt één keer. Stuur de link niet door en bewaar deze e-mail tot ${you} hebt geantwoord.`,
    ],
  })
}

/** Reminds everybody who was asked, whether or not they answered: nobody knows that. */
export function feedbackReminder(data: {
  readonly register: MailRegister
  readonly name: string
  readonly professionalName: string
  /** The day of the first mail, in ISO text. */
  readonly askedOn: string
  /** The last day on which its link works, in ISO text. */
  readonly before: string
}): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  const { professionalName: who } = data
  return letter(data.register, {
    fact: `herinnering: feedback voor ${who}`,
    to: data.name,
    why: `${who} vroeg ${you} op ${formatDay(data.askedOn)} om feedback. Wij weten niet of ${you} al hebt geantwoord, dus iedereen krijgt deze herinnering.`,
    todo: say(
      'Heb je al geantwoord? Dan hoef je niets te doen. Wil je het nog doen? Zoek dan onze e-mail van die dag op: de link daarin werkt nog.',
      'Hebt u al geantwoord? Dan hoeft u niets te doen. Wilt u het nog doen? Zoek dan onze e-mail van die dag op: de link daarin werkt nog.',
    ),
    facts: [
      ['Over', who],
      ['Antwoorden kan tot en met', formatDay(data.before)],
    ],
    more: [`${You} hoeft niet mee te doen. ${who} ziet ook dat niet van ${your} naam.`],
  })
}

/** Tells whoever asked for feedback that the round is closed, and whether there was enough to show. */
export function feedbackClosed(data: {
  readonly register: MailRegister
  readonly name: string
  readonly outcome: 'shown' | 'too-few'
  readonly shownFrom: number
  /** It stands in the portfolio. */
  readonly entered: boolean
}): Letter {
  const { Your, your, you, say } = voice(data.register.formOfAddress)
  const { outcome, shownFrom, entered } = data
  return letter(data.register, {
    fact: `${your} feedbackronde is klaar`,
    to: data.name,
    why:
      outcome === 'shown'
        ? `${Your} feedbackronde is gesloten. Minstens ${shownFrom} collega’s hebben geantwoord.`
        : `${Your} feedbackronde is gesloten. Minder dan ${shownFrom} collega’s hebben geantwoord. De antwoorden zijn ongelezen weggegooid: zo blijft iedereen onbekend.`,
    todo:
      outcome === 'shown'
        ? `Bekijk in ${your} portfolio bij Ontwikkeling wat de collega’s samen zeggen.`
        : `${say('Wil je', 'Wilt u')} het later nog eens vragen? In ${your} portfolio bij Ontwikkeling staat vanaf wanneer dat kan.`,
    more: entered
      ? [
          `De feedbackronde staat ook als activiteit in ${your} portfolio. Kijk of ${you} daar nog iets bij wilt zetten.`,
        ]
      : [],
    signIn: true,
  })
}
