import type { Regulation } from '#engine'
import { asksActivities } from '#engine'
import type { Say } from '../mistakes.ts'
import { checkFact } from '../requirements/facts.ts'

/** The period has what its shape needs, and lasts. */
export function checkPeriod(regulation: Regulation, say: Say): void {
  const { period, version, earlyApplication } = regulation
  checkOpening(regulation, say)
  if (period.shape === 'fixed-block' && period.blockFirst === undefined) {
    say(
      ['period'],
      'een vast blok heeft een eerste dag nodig: blockFirst (a fixed block needs its first day)',
    )
  }
  if (period.shape !== 'fixed-block' && period.blockFirst !== undefined) {
    say(
      ['period', 'blockFirst'],
      'alleen een vast blok heeft een eerste dag (only for fixed-block)',
    )
  }
  if (period.length.blank)
    say(['period', 'length'], 'een periode duurt minstens een dag (empty span)')
  if (period.shape === 'calendar-year' && !isWholeYears(period.length)) {
    say(
      ['period', 'length'],
      'een periode van kalenderjaren duurt hele jaren: P1Y, P3Y (whole years only)',
    )
  }
  if (
    earlyApplication !== undefined &&
    Temporal.PlainDate.compare(earlyApplication.from, version) >= 0
  ) {
    say(
      ['earlyApplication', 'from'],
      'vervroegde toepassing begint vóór de versie zelf (must be before the version)',
    )
  }
}

/** The counting opens on a day that people state, where there is anything to count. */
function checkOpening(regulation: Regulation, say: Say): void {
  const { opens } = regulation.period
  if (opens === undefined) return
  const path = ['period', 'opens']
  if (!asksActivities(regulation)) {
    say(path, 'zonder kinds wordt er niets geteld: laat opens weg (nothing is counted)')
  } else checkFact(opens.fact, 'day', { regulation, path, say })
}

function isWholeYears({ months, weeks, days }: Temporal.Duration): boolean {
  return months % 12 === 0 && weeks === 0 && days === 0
}
