import { formatDay } from '#language/days.ts'
import { counted, formatCount } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// About who wants to come to a course: what its organisation hears, and what whoever enrolled does.

interface Facts {
  readonly register: MailRegister
  readonly name: string
  readonly organisation: string
  /** The title of the course, and the number of the edition. */
  readonly course: string
  readonly edition: string
  /** "12 en 19 november 2026, 9.30 uur" and "De Kazerne, Heideveld". */
  readonly when: string
  readonly where: string
}

/** Says to whoever looks after enrolments that somebody enrolled or waits for a place, and how many there are. */
export function enrolmentReceived(
  data: Facts & { readonly enrolled: number; readonly waiting: number },
): Letter {
  const { say } = voice(data.register.formOfAddress)
  const { enrolled, waiting } = data
  const waits =
    waiting === 0
      ? ''
      : ` Op de wachtlijst ${waiting === 1 ? 'staat 1 persoon' : `staan ${formatCount(waiting)} mensen`}.`
  return letter(data.register, {
    fact: `nieuwe aanmelding voor ${data.course}`,
    to: data.name,
    why: `Iemand heeft zich aangemeld voor ‘${data.course}’ van ${data.organisation}. Er ${enrolled === 1 ? 'is' : 'zijn'} nu ${counted(enrolled, 'aanmelding', 'aanmeldingen')}.${waits}`,
    todo: `Wie het zijn, ${say('zie je', 'ziet u')} in de lijst met aanmeldingen bij de uitvoering.`,
    facts: factsOf(data),
    more: ['Zijn er vandaag nog meer aanmeldingen, dan komt daar geen aparte e-mail van.'],
    signIn: true,
  })
}

/** Says to them that somebody does not come after all. */
export function enrolmentWithdrawn(data: Facts): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `afmelding voor ${data.course}`,
    to: data.name,
    why: `Iemand heeft zich afgemeld voor ‘${data.course}’. De gegevens van die persoon staan niet meer in de lijst.`,
    todo: `De lijst met aanmeldingen ${say('vind je', 'vindt u')} bij de uitvoering.`,
    facts: factsOf(data),
    signIn: true,
  })
}

/** Confirms to somebody that they enrolled, with what was passed on and how that ends. */
export function enrolmentConfirmed(data: Facts & { readonly passed: string }): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const { course, organisation } = data
  return letter(data.register, {
    fact: `${your} aanmelding voor ${course}`,
    to: data.name,
    why: `${say('Je hebt je', 'U hebt zich')} aangemeld voor ‘${course}’ van ${organisation}.`,
    facts: [...factsOf(data), [`Dit weet ${organisation} nu`, data.passed]],
    more: [
      `${say('Wil je', 'Wilt u')} toch niet komen? ${say('Meld je', 'Meldt u zich')} dan af bij Opleidingen, onder ‘Bewaard en gepland’. Dan ziet ${organisation} ${your} gegevens niet meer.`,
    ],
    signIn: true,
  })
}

/** Confirms to somebody that they wait for a place of an edition that is full. */
export function enrolmentWaits(
  data: Facts & { readonly passed: string; readonly place: number },
): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  const { course, organisation, place } = data
  return letter(data.register, {
    fact: `${you} staat op de wachtlijst voor ${course}`,
    to: data.name,
    why: `‘${course}’ van ${organisation} is vol. ${You} staat op de wachtlijst, als nummer ${place}.`,
    facts: [...factsOf(data), [`Dit weet ${organisation} nu`, data.passed]],
    more: [
      `Komt er een plek vrij, dan bieden we die aan in volgorde. ${You} krijgt dan een e-mail, en enkele dagen om te antwoorden.`,
      `${say('Wil je', 'Wilt u')} niet meer wachten? ${say('Meld je', 'Meldt u zich')} dan af bij Opleidingen, onder ‘Bewaard en gepland’. Dan ziet ${organisation} ${your} gegevens niet meer.`,
    ],
    signIn: true,
  })
}

/** Says to somebody who waits that a place is free for them, and until when. */
export function placeOffered(data: Facts & { readonly until: string }): Letter {
  const { you, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `er is een plek vrij bij ${data.course}`,
    to: data.name,
    why: `${say('Je stond', 'U stond')} op de wachtlijst voor ‘${data.course}’ van ${data.organisation}. Er is nu een plek voor ${say('jou', 'u')}.`,
    todo: `Laat uiterlijk ${formatDay(data.until)} weten of ${you} komt: bij Opleidingen, onder ‘Bewaard en gepland’. Daarna gaat de plek naar een ander.`,
    facts: factsOf(data),
    signIn: true,
  })
}

/** Says to somebody that they do not wait any more, and why. */
export function waitEnded(data: Facts & { readonly why: 'unanswered' | 'begun' }): Letter {
  const { You, your } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `niet meer op de wachtlijst voor ${data.course}`,
    to: data.name,
    why:
      data.why === 'begun'
        ? `Er kwam geen plek vrij bij ‘${data.course}’ van ${data.organisation}. ${You} staat daarom niet meer op de wachtlijst.`
        : `Er kwam een plek vrij bij ‘${data.course}’ van ${data.organisation}, en er kwam geen antwoord op tijd. De plek is nu voor een ander, en ${You.toLowerCase()} staat niet meer op de wachtlijst.`,
    facts: factsOf(data),
    more: [
      `${sentenceCase(data.organisation)} ziet ${your} gegevens niet meer. Andere data staan bij de opleiding.`,
    ],
    signIn: true,
  })
}

/** Says to somebody who enrolled or waits that it does not take place. */
export function editionCancelled(
  data: Facts & { readonly reason: string; readonly waits: boolean },
): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const had = data.waits
    ? `${say('Je stond', 'U stond')} op de wachtlijst`
    : `${say('Je had je', 'U had zich')} aangemeld`
  return letter(data.register, {
    fact: `de uitvoering van ${data.course} gaat niet door`,
    to: data.name,
    why: `${had} voor ‘${data.course}’ van ${data.organisation}. Die uitvoering gaat niet door.`,
    quote: data.reason,
    facts: factsOf(data),
    more: [
      `${sentenceCase(data.organisation)} ziet ${your} gegevens niet meer. Andere data staan bij de opleiding.`,
    ],
    signIn: true,
  })
}

/** Says to somebody who enrolled or waits that it is on another day or in another place. */
export function editionMoved(data: Facts & { readonly waits: boolean }): Letter {
  const { say } = voice(data.register.formOfAddress)
  const has = data.waits
    ? `${say('Je staat', 'U staat')} op de wachtlijst`
    : `${say('Je hebt je', 'U hebt zich')} aangemeld`
  return letter(data.register, {
    fact: `andere dag of plek voor ${data.course}`,
    to: data.name,
    why: `${has} voor ‘${data.course}’ van ${data.organisation}. Hieronder staat wanneer en waar het nu is.`,
    todo: `${say('Kun je', 'Kunt u')} dan niet? ${say('Meld je', 'Meldt u zich')} dan af bij Opleidingen, onder ‘Bewaard en gepland’.`,
    facts: factsOf(data),
    signIn: true,
  })
}

/** Says to somebody who planned it that it does not take place. */
export function plannedEditionCancelled(data: Facts & { readonly reason: string }): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `de uitvoering van ${data.course} gaat niet door`,
    to: data.name,
    why: `${say('Je hebt', 'U hebt')} ‘${data.course}’ gepland in ${your} portfolio. Die uitvoering gaat niet door.`,
    quote: data.reason,
    facts: factsOf(data),
    more: [
      `Andere data staan bij de opleiding. De planning staat nog in ${your} portfolio: haal die daar weg, of kies een andere dag.`,
    ],
    signIn: true,
  })
}

/** Says to somebody who planned it that it is on other days. */
export function plannedEditionMoved(data: Facts): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `andere dag voor ${data.course}`,
    to: data.name,
    why: `${say('Je hebt', 'U hebt')} ‘${data.course}’ gepland in ${your} portfolio. De dag is veranderd. Hieronder staat wanneer en waar het nu is.`,
    todo: `In ${your} portfolio staat nu de nieuwe dag. ${say('Kun je', 'Kunt u')} dan niet? Haal de planning daar weg.`,
    facts: factsOf(data),
    signIn: true,
  })
}

function factsOf({ course, edition, when, where }: Facts): readonly (readonly [string, string])[] {
  return [
    ['Opleiding', course],
    ['Uitvoering', edition],
    ['Wanneer', when],
    ['Waar', where],
  ]
}
