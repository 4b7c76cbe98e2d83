import type { Regulation } from '#engine'
import { asksActivities } from '#engine'
import type { Say } from '../mistakes.ts'
import { checkSelector } from './check-selector.ts'

/** What lapses is there, and lapses within the time that counts: later it makes no difference. */
export function checkLapses(regulation: Regulation, say: Say): void {
  const { lapses, sources } = regulation
  lapses.forEach(({ source, of, after }, at) => {
    const path = ['lapses', at]
    if (!Object.hasOwn(sources, source)) {
      say([...path, 'source'], `onbekende bron ${source} (unknown source)`)
    }
    if (after.blank) {
      say([...path, 'after'], 'zo telt er nooit iets: geef een tijd, zoals P2Y (after no time)')
    }
    if (asksActivities(regulation)) checkSelector(of, regulation, [...path, 'of'], say)
    else {
      say(
        path,
        'zonder kinds vervalt er niets: laat dit weg, of zet bij kinds welke activiteiten er zijn (a lapse without kinds)',
      )
    }
  })
}
