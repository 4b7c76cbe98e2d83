import { formatDay } from '#language/days.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// About what somebody lets an employer see of their registration. Nothing of that stands in a letter.

interface Facts {
  readonly register: MailRegister
  readonly name: string
  readonly organisation: string
  /** The name of the team, where it is about one. */
  readonly team: string | undefined
}

/** Asks somebody whether an employer may look along. */
export function sightAsked(data: Facts & { readonly by: string; readonly until: string }): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `vraag van ${data.organisation} om mee te kijken`,
    to: data.name,
    why: `${data.by} van ${inTeam(data)} vraagt of de organisatie mag meekijken met ${your} registratie. Nu ziet de organisatie niets.`,
    todo: `${say('Kies zelf of je', 'Kies zelf of u')} dat wilt, en hoeveel. Dat kan tot en met ${formatDay(data.until)}, bij Mijn gegevens, onder ‘Wie meekijkt’.`,
    more: [
      `${You} hoeft niets te doen als ${you} dit niet wilt. De organisatie hoort dan niets.`,
      `${say('Werk je', 'Werkt u')} niet voor deze organisatie? Zeg dan nee.`,
    ],
    signIn: true,
  })
}

/** Asks once a year whether it goes on; `again` where that was asked before. */
export function sightQuestion(
  data: Facts & { readonly until: string; readonly again: boolean },
): Letter {
  const { you, your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: data.again
      ? `herinnering: mag ${data.organisation} blijven meekijken?`
      : `mag ${data.organisation} blijven meekijken?`,
    to: data.name,
    why: `${inTeam(data)} kijkt mee met ${your} registratie. Elk jaar vragen we of dat nog goed is.`,
    todo: `Antwoord uiterlijk ${formatDay(data.until)}, bij Mijn gegevens, onder ‘Wie meekijkt’.`,
    more: [
      `${say('Antwoord je', 'Antwoordt u')} niet, dan stopt het vanzelf. ${say('Je kunt', 'U kunt')} het later opnieuw geven als ${you} dat wilt.`,
    ],
    signIn: true,
  })
}

/** Says to somebody that an employer does not look along any more. */
export function sightStopped(
  data: Facts & { readonly why: 'employer' | 'last-day' | 'unanswered' | 'organisation' },
): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const why = {
    employer: 'De organisatie heeft dat zelf gestopt.',
    'last-day': `De einddatum die ${say('je', 'u')} koos, is geweest.`,
    unanswered: 'Er kwam geen antwoord op de vraag of dat nog goed was.',
    organisation: 'De organisatie is gesloten of samengevoegd met een andere.',
  }[data.why]
  return letter(data.register, {
    fact: `meekijken door ${data.organisation} is gestopt`,
    to: data.name,
    why: `${inTeam(data)} ziet niets meer van ${your} registratie. ${why}`,
    signIn: true,
  })
}

/** Says to an employer that somebody lets it look along. */
export function sightGiven(data: Facts & { readonly who: string }): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `meekijken met ${data.who} kan nu`,
    to: data.name,
    why: `${data.who} laat ${inTeam(data)} meekijken.`,
    todo: `Wat ${say('je', 'u')} daarvan ziet, staat bij de organisatie, onder ‘Teams’.`,
    signIn: true,
  })
}

/** Says to an employer that it sees nothing of somebody any more; `over` where their registration is. */
export function sightEnded(data: Facts & { readonly who: string; readonly over: boolean }): Letter {
  const gone = 'De gegevens van deze persoon staan niet meer bij de organisatie.'
  return data.over
    ? letter(data.register, {
        fact: `de registratie van ${data.who} is beëindigd`,
        to: data.name,
        why: `De registratie van ${data.who} is beëindigd. ${gone}`,
        signIn: true,
      })
    : letter(data.register, {
        fact: `meekijken met ${data.who} is gestopt`,
        to: data.name,
        why: `${data.who} laat ${inTeam(data)} niet meer meekijken. ${gone}`,
        more: ['Een reden hoort daar niet bij.'],
        signIn: true,
      })
}

// "Gemeente Heideveld" or "Gemeente Heideveld (team Leerplicht)".
function inTeam({ organisation, team }: Pick<Facts, 'organisation' | 'team'>): string {
  return team === undefined ? organisation : `${organisation} (team ${team})`
}
