import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// What whoever gives courses hears of what they asked of a register. Days are ISO text.

interface Facts {
  readonly register: MailRegister
  readonly name: string
  /** Of what: the title of a course, or how a training is called. */
  readonly title: string
}

/** Says that a request came in, with its number in each register. */
export function accreditationReceived(
  data: Facts & { readonly numbers: readonly string[] },
): Letter {
  const { You } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `aanvraag ontvangen voor ${data.title}`,
    to: data.name,
    why: `De aanvraag om accreditatie van ${data.title} is ingestuurd. Het nummer is ${formatList(data.numbers)}.`,
    todo: `Elk register kijkt eerst of de aanvraag compleet is, en beslist daarna. ${You} krijgt van elk register apart bericht.`,
    signIn: true,
  })
}

/** Says that a register wants to know more. */
export function accreditationAsked(
  data: Facts & {
    readonly number: string
    readonly question: string
    readonly before: string
  },
): Letter {
  return letter(data.register, {
    fact: `vraag over ${data.title}`,
    to: data.name,
    why: `Over de aanvraag om accreditatie van ${data.title} is nog iets nodig.`,
    todo: `Vul dit aan, uiterlijk op ${formatDay(data.before)}. Daarna vervalt de aanvraag.`,
    quote: data.question,
    facts: [['Nummer van de aanvraag', data.number]],
    signIn: true,
  })
}

/** Says what was decided, with why and how to object. */
export function accreditationDecided(
  data: Facts & {
    readonly number: string
    readonly reason: string
    readonly objectBefore: string
    /** From when until when it holds; left out where it is refused. */
    readonly granted?: { readonly first: string; readonly last: string }
  },
): Letter {
  const { register, granted, title } = data
  const { say } = voice(register.formOfAddress)
  return letter(register, {
    fact: granted === undefined ? `geen accreditatie voor ${title}` : `accreditatie van ${title}`,
    to: data.name,
    why:
      granted === undefined
        ? `${register.wording.committee.The} heeft de aanvraag om accreditatie van ${title} afgewezen.`
        : `${register.wording.committee.The} heeft ${title} geaccrediteerd, van ${formatDay(granted.first)} tot en met ${formatDay(granted.last)}. Waarvoor het telt, staat in het besluit.`,
    quote: data.reason,
    facts: [
      ['Nummer van de aanvraag', data.number],
      ['Bezwaar kan tot en met', formatDay(data.objectBefore)],
    ],
    more: [
      say(
        'Het besluit zit bij deze mail. Ben je het er niet mee eens? Log dan in en maak bezwaar.',
        'Het besluit zit bij deze mail. Bent u het er niet mee eens? Log dan in en maak bezwaar.',
      ),
    ],
    signIn: true,
  })
}

/** Says that an accreditation ends earlier than it was given. */
export function accreditationEnded(
  data: Facts & { readonly from: string; readonly reason: string; readonly objectBefore: string },
): Letter {
  const { register, title } = data
  return letter(register, {
    fact: `accreditatie van ${title} stopt`,
    to: data.name,
    why: `${register.wording.committee.The} heeft de accreditatie van ${title} ingetrokken. Vanaf ${formatDay(data.from)} telt wat iemand dan volgt niet meer als geaccrediteerd.`,
    quote: data.reason,
    facts: [['Bezwaar kan tot en met', formatDay(data.objectBefore)]],
    more: ['Wie de opleiding voor die dag volgde, houdt wat die telde.'],
    signIn: true,
  })
}

/** Says in time that an accreditation comes to its end. */
export function accreditationEnds(data: Facts & { readonly last: string }): Letter {
  return letter(data.register, {
    fact: `accreditatie van ${data.title} loopt af`,
    to: data.name,
    why: `De accreditatie van ${data.title} geldt tot en met ${formatDay(data.last)}.`,
    todo: 'Vraag een verlenging aan als de opleiding daarna nog wordt gegeven. Wat er eerder is ingevuld, staat er dan al.',
    signIn: true,
  })
}

/** Says that a request lapsed, because what was asked did not come in time. */
export function accreditationLapsed(data: Facts & { readonly number: string }): Letter {
  return letter(data.register, {
    fact: `aanvraag vervallen voor ${data.title}`,
    to: data.name,
    why: `De aanvraag om accreditatie van ${data.title} is vervallen, omdat de aanvulling niet op tijd kwam.`,
    todo: 'Een nieuwe aanvraag kan altijd. Neem deze aanvraag dan als voorbeeld: alles wat er stond gaat mee.',
    facts: [['Nummer van de aanvraag', data.number]],
    signIn: true,
  })
}

/** Says that an objection came in, or what was decided on it. */
export function accreditationObjection(
  data: Facts & {
    readonly number: string
    /** Left out where nothing was decided yet. */
    readonly decided?: { readonly granted: boolean; readonly reason: string }
    /** The last day on which it is decided. */
    readonly before: string
  },
): Letter {
  const { decided, title } = data
  return letter(data.register, {
    fact:
      decided === undefined
        ? `bezwaar ontvangen over ${title}`
        : `besluit op bezwaar over ${title}`,
    to: data.name,
    why:
      decided === undefined
        ? `Het bezwaar over de accreditatie van ${title} is binnen. Anderen dan wie besliste, kijken er opnieuw naar.`
        : decided.granted
          ? `Het bezwaar over de accreditatie van ${title} is gegrond. Er komt een nieuw besluit voor in de plaats.`
          : `Het bezwaar over de accreditatie van ${title} is ongegrond. Het besluit blijft zoals het is.`,
    ...(decided === undefined
      ? { todo: `Het antwoord komt uiterlijk op ${formatDay(data.before)}.` }
      : { quote: decided.reason }),
    facts: [['Nummer van het bezwaar', data.number]],
    signIn: true,
  })
}
