import { formatDay } from '#language/days.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Forecast, Pace, TooLate } from '../forecast.ts'
import { asksActivities, isMeasure } from '../norms.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount, nothing } from '../quantity.ts'
import { inMeasure } from './words.ts'

/** A forecast with the sentences that say it. */
export type ExplainedForecast = Forecast & { readonly text: string }

/** Puts a forecast into plain Dutch, as the register speaks. */
export function explainForecast(
  compiled: CompiledRegulation,
  forecast: Forecast,
): ExplainedForecast {
  return { ...forecast, text: textOf(compiled, forecast) }
}

function textOf(compiled: CompiledRegulation, forecast: Forecast): string {
  const { before, metOn, late, canStill, paces } = forecast
  switch (forecast.outcome) {
    case 'already-met':
      return 'De norm is al gehaald.'
    case 'undetermined':
      return 'Als alles wat is ingestuurd wordt goedgekeurd, is de norm al gehaald.'
    case 'met-with-planned': {
      const yes = compiled.words.address === 'je' ? 'je haalt' : 'u haalt'
      const then = formatDay(metOn ?? before)
      return `Ja, ${yes} het vóór ${formatDay(before)}: met wat gepland is op ${then}, als alles wordt goedgekeurd.`
    }
    case 'not-met-with-planned': {
      if (!asksActivities(compiled.regulation)) {
        return 'Aan de normen is nog niet voldaan. Plannen verandert dat niet: er worden geen activiteiten gevraagd.'
      }
      // No pace helps once nothing counts any more.
      const helpful = canStill ? paces : []
      const lacking = [
        ...late.map((each) => sayTooLate(each, before)),
        ...helpful.map((each) => sayPace(compiled, each)),
      ]
      return `Met wat gepland is, is het op ${formatDay(before)} nog niet genoeg. ${lacking.join(' ')}`.trim()
    }
  }
}

/**
 * At which pace a norm is met before a day, and what can be mended no more. How much is still to be
 * done is said of the norm itself, and once more only where what is planned makes it something else.
 */
export function sayPace(compiled: CompiledRegulation, pace: Pace): string {
  const { norm, measure, shortfall, shortfallWithPlanned, toDo, over, perMonth, monthsLeft } = pace
  const label = compiled.regulation.norms.find((each) => each.id === norm)?.label ?? norm
  const amount = (of: Amount) =>
    isMeasure(measure) ? inMeasure(of, measure, compiled) : formatAmount(of)
  const years = over.map(
    ({ year, missing }) =>
      `van ${formatDay(year.first)} tot en met ${formatDay(year.last)} is het ${amount(missing)} te weinig, en dat is voorbij: alleen wat toen is gedaan, helpt nog`,
  )
  const before = formatDay(pace.before)
  const isSaid = toDo === shortfall
  const perMonthText = `${amount(perMonth)} per maand`
  const ahead =
    shortfallWithPlanned === nothing
      ? ['met wat gepland is, is het genoeg']
      : toDo === nothing
        ? []
        : monthsLeft === 0
          ? [`${isSaid ? '' : `nog ${amount(toDo)}, en `}er is geen tijd meer vóór ${before}`]
          : [
              isSaid
                ? `het tempo daarvoor is ${perMonthText}`
                : `nog ${amount(toDo)} vóór ${before}, dat is ${perMonthText}`,
            ]
  return [...years, ...ahead].map((each) => `${label}: ${each}.`).join(' ')
}

function sayTooLate({ on, last }: TooLate, before: Temporal.PlainDate): string {
  const planned = `Wat gepland is op ${formatDay(on)}`
  return last === undefined
    ? `${planned}, is niet vóór ${formatDay(before)} gedaan.`
    : `${planned}, komt na ${formatDay(last)}, de laatste dag die meetelt.`
}
