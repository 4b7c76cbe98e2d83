import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { voice } from '#language/voice.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'

// About who was at a course: what its organisation hears, and what whoever was there does.

interface Facts {
  readonly register: MailRegister
  readonly name: string
  /** The title of the course, and the number of the edition. */
  readonly course: string
  readonly edition: string
}

/** Says that a list was checked, and what is right of it. */
export function listChecked(
  data: Facts & {
    readonly list: string
    readonly readable: boolean
    readonly ready: number
    readonly wrong: number
  },
): Letter {
  const { ready, wrong, readable } = data
  const right = ready === 1 ? '1 deelnemer is goed' : `${ready} deelnemers zijn goed`
  const mistakes = wrong === 1 ? '1 rij heeft een fout' : `${wrong} rijen hebben een fout`
  const list = named(data.list)
  return letter(data.register, {
    fact: readable
      ? `de lijst van ${data.course} is gecontroleerd`
      : `de lijst van ${data.course} kunnen we niet lezen`,
    to: data.name,
    why: readable
      ? `${list} is gecontroleerd: ${right}${wrong === 0 ? '' : `, ${mistakes}`}.`
      : `${list} kunnen we niet lezen.`,
    todo: readable
      ? 'Er is nog niets ingestuurd. Bekijk de lijst en stuur de deelname in.'
      : 'Bij de lijst staat wat er aan de hand is en hoe het wel kan.',
    facts: editionFacts(data),
    signIn: true,
  })
}

/** Says that work on a list broke off for a reason that nobody foresaw, and that nothing of it is lost. */
export function listBrokenOff(data: Facts & { readonly list: string }): Letter {
  return letter(data.register, {
    fact: `met de lijst van ${data.course} ging iets mis`,
    to: data.name,
    why: `${named(data.list)} is niet helemaal verwerkt: er ging iets mis in Peil. De beheerder weet ervan.`,
    todo: 'Er is niets verloren. Probeer het opnieuw bij de lijst. Peil probeert het zelf elke ochtend.',
    facts: editionFacts(data),
    signIn: true,
  })
}

// What was typed has no name.
function named(list: string): string {
  return list === '' ? 'De lijst' : `De lijst ‘${list}’`
}

/** Says that all of a list that was handed in was dealt with. */
export function listDone(
  data: Facts & { readonly list: string; readonly people: number; readonly wrong: number },
): Letter {
  const { people, wrong } = data
  return letter(data.register, {
    fact: `de deelname aan ${data.course} is verwerkt`,
    to: data.name,
    why: `De deelname van ${participants(people)} is verwerkt.`,
    todo: 'Klopt er iets niet? De hele lijst kan nog 14 dagen worden ingetrokken.',
    facts: editionFacts(data),
    more: wrong === 0 ? [] : [mistakesLeft(wrong)],
    signIn: true,
  })
}

/** Says to an organisation that a trainer signed for a group, and what of it has to be mended. */
export function listSigned(
  data: Facts & {
    /** By whom it was signed. */
    readonly list: string
    readonly ready: number
    readonly wrong: number
    /** What is right of it stands in portfolios. */
    readonly placed: boolean
  },
): Letter {
  const { ready, wrong, placed, list } = data
  const all = ready + wrong
  return letter(data.register, {
    fact: placed
      ? `de deelname aan ${data.course} is verwerkt`
      : `in de groep van ${data.course} zit een fout`,
    to: data.name,
    why: placed
      ? `De deelname van ${participants(ready)} voor wie ${list} tekende, is verwerkt.`
      : `${list} tekende voor ${participants(all)}. ${mistakesLeft(wrong)}`,
    todo: placed
      ? 'Klopt er iets niet? De hele lijst kan nog 14 dagen worden ingetrokken.'
      : 'Herstel die bij de lijst, zodat ook deze deelnemers hun uren krijgen.',
    facts: editionFacts(data),
    more: placed && wrong > 0 ? [mistakesLeft(wrong)] : [],
    signIn: true,
  })
}

function participants(count: number): string {
  return count === 1 ? '1 deelnemer' : `${count} deelnemers`
}

function mistakesLeft(wrong: number): string {
  return wrong === 1
    ? '1 rij heeft een fout en is niet doorgegeven.'
    : `${wrong} rijen hebben een fout en zijn niet doorgegeven.`
}

/** Says to whoever was there that their hours stand in their portfolio, once for an edition. */
export function attendancePlaced(
  data: Facts & {
    readonly organisation: string
    readonly lastDay: string
    /** "7,5 uur". */
    readonly hours: string
    /** The short names of the registers in which it stands. */
    readonly registers: readonly string[]
    /** Where something is still asked before it counts. */
    readonly unfinished: readonly string[]
    /** It stood there already, and is confirmed. */
    readonly joined: boolean
    /** Where it stands as not accredited, though the register decided that it is. */
    readonly unaccredited: readonly string[]
  },
): Letter {
  const { You, you, your, say } = voice(data.register.formOfAddress)
  const { organisation, registers, unfinished, joined } = data
  const where = registers.length === 1 ? `${your} portfolio` : `${your} portfolio’s`
  return letter(data.register, {
    fact: `${your} deelname is doorgegeven door ${organisation}`,
    to: data.name,
    why: joined
      ? `${organisation} bevestigt dat ${you} bij ‘${data.course}’ ${say('was', 'was')}. ${You} ${say('had', 'had')} dit zelf al ingevoerd: het telt één keer.`
      : `${organisation} gaf door dat ${you} bij ‘${data.course}’ ${say('was', 'was')}. De uren staan in ${where}.`,
    todo: `Controleer of dit klopt. Klopt het niet? Dan ${say('kun je', 'kunt u')} dat bij de activiteit melden.`,
    facts: [
      ['Afgerond op', formatDay(Temporal.PlainDate.from(data.lastDay))],
      ['Uren', data.hours],
      ['Register', formatList(registers)],
      ['Uitvoering', data.edition],
    ],
    more: [
      ...(unfinished.length === 0
        ? []
        : [
            `Bij ${formatList(unfinished)} vraagt het register nog iets. ${say('Vul de activiteit daar aan', 'Vult u de activiteit daar aan')}: dan telt die mee.`,
          ]),
      ...(data.unaccredited.length === 0
        ? []
        : [
            `Bij ${formatList(data.unaccredited)} is deze opleiding geaccrediteerd, maar de activiteit staat er als niet geaccrediteerd. ${say('Pas', 'Past u')} dat aan als ${say('je', 'u')} dat wilt.`,
          ]),
    ],
    signIn: true,
  })
}

/** Says to the organisation that somebody does not agree with what it told of them. */
export function attendanceContested(data: Facts & Contested): Letter {
  return letter(data.register, {
    fact: `een deelnemer aan ${data.course} is het niet eens`,
    to: data.name,
    why: `${data.participant} is het niet eens met wat er over de deelname is doorgegeven.`,
    quote: data.reason,
    todo: `${answerBefore(data)} Blijft er verschil van mening, dan beslist het bureau van het register.`,
    facts: editionFacts(data),
    signIn: true,
  })
}

/** What somebody says that is not right, and until which day the organisation can answer. */
interface Contested {
  readonly participant: string
  readonly reason: string
  readonly before: string
}

function answerBefore({ register, before }: Facts & Contested): string {
  const { say } = voice(register.formOfAddress)
  const day = formatDay(Temporal.PlainDate.from(before))
  return `${say('Kijk het na en geef', 'Kijkt u het na en geeft u')} antwoord, tot en met ${day}. Komt er geen antwoord, dan beslist het bureau daarna zonder.`
}

/** Reminds the organisation that somebody who does not agree waits for its answer. */
export function contestReminder(data: Facts & Contested): Letter {
  return letter(data.register, {
    fact: `een deelnemer aan ${data.course} wacht op antwoord`,
    to: data.name,
    why: `${data.participant} is het niet eens met wat er over de deelname is doorgegeven. Er is nog geen antwoord.`,
    quote: data.reason,
    todo: answerBefore(data),
    facts: editionFacts(data),
    signIn: true,
  })
}

/** Says that no answer came in time, so that the back office decides. */
export function contestPassed(
  data: Facts & {
    readonly organisation: string
    readonly to: 'participant' | 'organisation'
  },
): Letter {
  const { say } = voice(data.register.formOfAddress)
  const { organisation, to } = data
  return letter(data.register, {
    fact: `het bureau beslist over de deelname aan ${data.course}`,
    to: data.name,
    why:
      to === 'participant'
        ? `${organisation} heeft niet op tijd geantwoord op wat ${say('je', 'u')} meldde over ‘${data.course}’. Het bureau van het register beslist nu.`
        : `Er kwam niet op tijd een antwoord op wat een deelnemer meldde over ‘${data.course}’. Het bureau van het register beslist nu.`,
    todo: `${say('Je hoeft', 'U hoeft')} niets te doen. Het bureau laat het weten.`,
    facts: editionFacts(data),
    signIn: true,
  })
}

/** Says to somebody that an organisation takes back what it told of them. */
export function attendanceTakenOut(
  data: Facts & {
    readonly organisation: string
    /** The short names of the registers where it stays, as it is in an application or was judged. */
    readonly stays: readonly string[]
    /** They had entered it themselves: it stays, without the word of the organisation. */
    readonly joined: boolean
  },
): Letter {
  const { your, say } = voice(data.register.formOfAddress)
  const { organisation, stays, joined } = data
  const left = joined
    ? `Wat ${say('je', 'u')} zelf had ingevoerd, blijft staan. De aanbieder bevestigt het niet meer: voeg zelf een bewijs toe.`
    : stays.length === 0
      ? `De uren staan niet meer in ${your} portfolio.`
      : `Bij ${formatList(stays)} blijven de uren staan, omdat ze daar al in een aanvraag zitten of zijn beoordeeld.`
  return letter(data.register, {
    fact: `${your} deelname is ingetrokken door ${organisation}`,
    to: data.name,
    why: `${organisation} trok in dat ${say('je', 'u')} bij ‘${data.course}’ was.`,
    todo: `${left} ${say('Je kunt', 'U kunt')} de aanbieder vragen waarom.`,
    facts: editionFacts(data),
    signIn: true,
  })
}

/** Says to a back office’s person, and to whoever contested it, what the organisation answers. */
export function contestAnswered(
  data: Facts & {
    readonly organisation: string
    readonly agrees: boolean
    readonly answer: string
    readonly left: LeftAsItWas
  },
): Letter {
  const { you, your, say } = voice(data.register.formOfAddress)
  const { organisation, agrees, answer } = data
  return letter(data.register, {
    fact: `antwoord van ${organisation} over ${your} deelname`,
    to: data.name,
    why: agrees
      ? `${organisation} geeft ${say('je', 'u')} gelijk over ‘${data.course}’. Wat was doorgegeven, is aangepast.`
      : `${organisation} ziet het anders dan ${you} over ‘${data.course}’. Het bureau van het register beslist.`,
    ...(answer === '' ? {} : { quote: answer }),
    ...(agrees
      ? {}
      : { todo: `${say('Je hoeft', 'U hoeft')} niets te doen. Het bureau laat het weten.` }),
    facts: editionFacts(data),
    more: leftInWords(data.register, data.left),
    signIn: true,
  })
}

/** Where what was agreed or decided changes nothing: by the short names of the registers, or as it is their own. */
interface LeftAsItWas {
  /** It is in an application there, or was judged. */
  readonly stays: readonly string[]
  /** They had entered something else themselves. */
  readonly own: boolean
}

function leftInWords(
  { formOfAddress }: MailRegister,
  { stays, own }: LeftAsItWas,
): readonly string[] {
  const { say } = voice(formOfAddress)
  return [
    ...(stays.length === 0
      ? []
      : [
          `Bij ${formatList(stays)} blijft de activiteit zoals die was: die zit daar al in een aanvraag of is beoordeeld.`,
        ]),
    ...(own
      ? [
          `Wat ${say('je', 'u')} zelf had ingevoerd, blijft staan. ${say('Pas', 'Past u')} dat zo nodig zelf aan.`,
        ]
      : []),
  ]
}

/** Says what a back office decided where somebody and an organisation differed. */
export function contestDecided(
  data: Facts & {
    readonly outcome: 'stands' | 'changed' | 'removed'
    readonly hours: string
    readonly reason: string
    /** Undefined for the organisation. */
    readonly left: LeftAsItWas | undefined
  },
): Letter {
  const words = {
    stands: `Wat de organisatie doorgaf, blijft staan: ${data.hours}.`,
    changed: `De doorgegeven uren zijn aangepast: ${data.hours}.`,
    removed: 'De deelname is weggehaald.',
  } as const
  return letter(data.register, {
    fact: `besluit over de deelname aan ${data.course}`,
    to: data.name,
    why: words[data.outcome],
    quote: data.reason,
    facts: editionFacts(data),
    more: data.left === undefined ? [] : leftInWords(data.register, data.left),
    signIn: true,
  })
}

/** Reminds an organisation that it was not told yet who was there. */
export function attendanceReminder(
  data: Facts & { readonly lastDay: string; readonly tellBefore: string },
): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `geef door wie er bij ${data.course} was`,
    to: data.name,
    why: `${data.course} was op ${formatDay(Temporal.PlainDate.from(data.lastDay))}. Er is nog niet doorgegeven wie erbij waren.`,
    todo: `${say('Geef', 'Geeft u')} dat door vóór ${formatDay(Temporal.PlainDate.from(data.tellBefore).add({ days: 1 }))}. Daarna kan het niet meer.`,
    facts: editionFacts(data),
    signIn: true,
  })
}

/** Asks a trainer to sign for a group, by a link. */
export function trainerAsked(
  data: Facts & {
    readonly organisation: string
    readonly url: string
    readonly lastDay: string
    readonly before: string
  },
): Letter {
  const { say } = voice(data.register.formOfAddress)
  return letter(data.register, {
    fact: `${say('teken', 'tekent u')} voor wie er bij ${data.course} was`,
    to: data.name,
    why: `${data.organisation} vraagt ${say('je', 'u')} om te tekenen voor wie er bij ‘${data.course}’ was op ${formatDay(Temporal.PlainDate.from(data.lastDay))}.`,
    todo: `Dat kan met deze link, zonder account, tot en met ${formatDay(Temporal.PlainDate.from(data.before))}.`,
    link: { label: 'Bekijken en tekenen', url: data.url },
    facts: editionFacts(data),
  })
}

function editionFacts({ course, edition }: Facts): readonly (readonly [string, string])[] {
  return [
    ['Opleiding', course],
    ['Uitvoering', edition],
  ]
}
