import type { Regulation } from '#engine'
import { asksActivities } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'
import { factInWords } from '../requirements/facts.ts'
import { withArticle } from './with-article.ts'

/** Which version holds for whom, and what becomes of what began under another. */
export function versionLines({ pinned, earlyApplication, transition }: Regulation): string[] {
  const running = {
    'keep-old': 'wie al bezig was, houdt de oude versie',
    'take-new': 'ook wie al bezig was, krijgt deze versie',
    'most-favourable': 'wie al bezig was, krijgt de versie die het gunstigst is',
  } as const
  return [
    `Welke versie geldt, hangt af van ${pinnedWords[pinned]}.`,
    ...(earlyApplication === undefined
      ? []
      : [
          `Op verzoek al toe te passen vanaf ${formatDay(earlyApplication.from)}. ${earlyApplication.text}`,
        ]),
    ...(transition === undefined
      ? []
      : [
          withArticle(`Overgang: ${transition.text}`, transition.article),
          `  Dat wil zeggen: ${running[transition.runningDossiers]}.`,
        ]),
  ]
}

const pinnedWords = {
  candidacy: 'de dag van aanmelding',
  'period-start': 'het begin van de periode',
  submission: 'de dag van de aanvraag',
} as const

/** How long a period is, when it begins, and what counts in it. */
export function periodLines(regulation: Regulation): string[] {
  const { period, singleUse } = regulation
  const activities = asksActivities(regulation)
  const length = spanInWords(period.length)
  const shapes = {
    personal: `Een periode duurt ${length} en is voor iedereen een eigen periode.`,
    'fixed-block': `Een periode is een vast blok van ${length}, geteld vanaf ${period.blockFirst === undefined ? '1 januari' : formatDay(period.blockFirst)}.`,
    'calendar-year': `Een periode is ${length}, gerekend in kalenderjaren.`,
    rolling: activities
      ? `Er wordt steeds ${length} teruggekeken.`
      : `Een registratie geldt steeds ${length}.`,
  } as const
  const firsts = {
    decision: 'op de dag van het besluit',
    submission: 'op de dag van de aanvraag',
    registration: 'op de dag van de inschrijving',
  } as const
  const renewals = {
    'old-end': 'op de dag na de oude periode',
    submission: 'op de dag van de aanvraag',
    decision: 'op de dag van het besluit',
  } as const
  const choice = period.start.renewal.length > 1 ? ' (de aanvrager kiest)' : ''
  const lookBack = period.lookBack
  // Only a personal period begins on a day that depends on the person.
  const beginnings = {
    personal: `De eerste periode begint ${firsts[period.start.first]}; een volgende ${formatChoice(
      period.start.renewal.map((each) => renewals[each]),
    )}${choice}.`,
    'fixed-block': 'Iedereen krijgt het blok waarin de eerste dag van geldigheid valt.',
    'calendar-year': 'Een periode begint altijd op 1 januari.',
    rolling: `De registratie begint ${firsts[period.start.first]}${activities ? '; welke activiteiten tellen, schuift mee met de dag van de aanvraag' : ''}.`,
  } as const
  return [
    withArticle(shapes[period.shape], period.article),
    beginnings[period.shape],
    ...(lookBack === undefined || !activities
      ? []
      : [
          withArticle(
            `${lookBack.appliesTo === 'first' ? 'Bij een eerste aanvraag' : 'Bij elke aanvraag'} telt tot ${lookBack.years} jaar terug mee, geteld ${lookBack.granularity === 'day' ? 'op de dag' : 'in hele kalenderjaren'} vanaf ${anchorWords[period.anchor]}.`,
            lookBack.article,
          ),
        ]),
    ...(period.countsFrom === undefined || !activities
      ? []
      : [`Wat vóór ${formatDay(period.countsFrom)} is gedaan, telt nooit mee.`]),
    ...(period.opens === undefined || !activities
      ? []
      : [
          withArticle(
            `Wat is gedaan vóór ${period.opens.from === 'day' ? '' : 'of op '}de dag van ${factInWords(period.opens.fact, regulation)}, telt nooit mee. Zolang die dag niet is opgegeven, staat niets vast wat activiteiten telt.`,
            period.opens.article,
          ),
        ]),
    ...(!activities
      ? []
      : period.shape !== 'rolling'
        ? [`De telling voor een volgende aanvraag begint op de dag na ${endOfCounting(period)}.`]
        : singleUse === 'none'
          ? []
          : ['Wat voor een aanvraag telde, telt voor een volgende niet nog eens.']),
    ...(period.deemedValid
      ? ['Wie op tijd een complete aanvraag doet, blijft geregistreerd tot het besluit.']
      : []),
    period.renewalFrom === undefined
      ? 'Verlenging kan op elk moment worden aangevraagd.'
      : `Verlenging kan worden aangevraagd vanaf ${spanInWords(period.renewalFrom)} voor het einde.`,
  ]
}

/** What ends the counting of one application, so that that of the next begins. */
function endOfCounting({ anchor, inBetween }: Regulation['period']): string {
  if (anchor === 'period-end') return 'het einde van de periode'
  return inBetween === 'next' ? 'de vorige aanvraag' : 'de vorige beslissing'
}

const anchorWords = {
  submission: 'de dag van de aanvraag',
  decision: 'de dag van het besluit',
  'period-end': 'het einde van de periode',
} as const

/** For whom a norm is smaller, and how it is rounded. */
export function proRataInWords(rule: NonNullable<Regulation['proRata']>): string {
  const reasons = [
    ...(rule.joinedLater
      ? [
          rule.joinedLaterFrom === undefined
            ? 'wie later begint'
            : `wie ${spanInWords(rule.joinedLaterFrom)} later begint of nog later`,
        ]
      : []),
    ...(rule.leaveFrom === undefined ? [] : [`verlof vanaf ${spanInWords(rule.leaveFrom)}`]),
  ]
  const rounding = {
    'hundredth-down': 'naar beneden afgerond op twee decimalen',
    'whole-down': 'naar beneden afgerond op helen',
    'whole-up': 'naar boven afgerond op helen',
  }[rule.rounding]
  const who = reasons.length === 0 ? 'voor niemand' : `bij ${formatChoice(reasons)}`
  const by = { day: 'dagen', month: 'hele maanden' }[rule.by ?? 'day']
  return `een kleinere norm ${who}, naar het aantal ${by}, ${rounding}`
}

/** The sorts of leave that are asked apart from an application: what each does, who grants it and until when. */
export function leaveLines({ leaveSorts, norms }: Regulation): string[] {
  return leaveSorts.flatMap((sort) => {
    const { label, text, article, does, atLeast, atMost, from = [], granted, proof, within } = sort
    const labels = from.map((id) => norms.find((each) => each.id === id)?.label ?? id)
    const effect = {
      reduces: 'de norm wordt kleiner, naar rato',
      extends: `de periode eindigt even veel later${atMost === undefined ? '' : `, hoogstens ${spanInWords(atMost)}`}`,
      dispenses: `niet gevraagd wordt dan: ${formatList(labels)}`,
      nothing: 'aan de norm en de periode verandert niets',
    }[does]
    return [
      `${label}: ${withArticle(text, article)}`,
      `  Dat wil zeggen: ${atLeast === undefined ? '' : `vanaf ${spanInWords(atLeast)}, `}${effect}.`,
      `  ${granted === 'by-statement' ? 'Wie het opgeeft, heeft het meteen.' : 'Er wordt apart over besloten.'}${proof === 'asked' ? ' Er hoort een bewijs bij.' : ''} Vragen kan tot het einde van de periode${within === undefined ? '' : `, en tot ${spanInWords(within)} na de eerste dag`}.`,
    ]
  })
}

/** When somebody can be registered for a while, for how long, and what that does to what follows. */
export function temporaryLines({ temporary, norms, categories }: Regulation): string[] {
  if (temporary === undefined) return []
  const { article, text, length, open, appliesTo, shortensNext } = temporary
  const named = [...norms, ...categories.flatMap(({ admission }) => admission)]
  const labels = open.map((id) => named.find((each) => each.id === id)?.label ?? id)
  const kinds = { first: 'een eerste aanvraag', renewal: 'een verlenging' } as const
  const when =
    appliesTo.length === 1 ? `, alleen bij ${formatList(appliesTo.map((each) => kinds[each]))}` : ''
  return [
    withArticle(text, article),
    `  Dat wil zeggen: ${spanInWords(length)} als alleen dit nog open is: ${formatList(labels)}${when}. Het kan één keer.`,
    ...(shortensNext ? ['  De hele maanden daarvan gaan van de volgende periode af.'] : []),
  ]
}
