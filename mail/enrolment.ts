import { counted } from '#language/numbers.ts'
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

/** Says to whoever looks after enrolments that somebody enrolled, and how many there are. */
export function enrolmentReceived(data: Facts & { readonly people: number }): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `nieuwe aanmelding voor ${data.course}`,
    to: data.name,
    why: `Iemand heeft zich aangemeld voor ‘${data.course}’ van ${data.organisation}. Er ${data.people === 1 ? 'is' : 'zijn'} nu ${counted(data.people, 'aanmelding', 'aanmeldingen')}.`,
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

/** Says to somebody who enrolled that it does not take place. */
export function editionCancelled(data: Facts & { readonly reason: string }): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `de uitvoering van ${data.course} gaat niet door`,
    to: data.name,
    why: `${say('Je had je', 'U had zich')} aangemeld voor ‘${data.course}’ van ${data.organisation}. Die uitvoering gaat niet door.`,
    quote: data.reason,
    facts: factsOf(data),
    more: [
      `${data.organisation} ziet ${your} gegevens niet meer. Andere data staan bij de opleiding.`,
    ],
    signIn: true,
  })
}

/** Says to somebody who enrolled that it is on another day or in another place. */
export function editionMoved(data: Facts): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `andere dag of plek voor ${data.course}`,
    to: data.name,
    why: `${say('Je hebt je', 'U hebt zich')} aangemeld voor ‘${data.course}’ van ${data.organisation}. Hieronder staat wanneer en waar het nu is.`,
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
