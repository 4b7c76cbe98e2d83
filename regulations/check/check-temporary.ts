import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'

/** A registration for a while is shorter than a full one, and leaves some norm to be met for it. */
export function checkTemporary(
  { temporary, period, norms, categories }: Regulation,
  say: Say,
): void {
  if (temporary === undefined) return
  const criteria = categories.flatMap(({ admission }) => admission)
  const known = new Set([...norms, ...criteria].map(({ id }) => id))
  temporary.open.forEach((id, at) => {
    if (!known.has(id)) say(['temporary', 'open', at], `onbekende norm ${id} (unknown norm)`)
  })
  for (const kind of temporary.appliesTo) {
    const asked = [
      ...norms.filter(({ appliesTo }) => appliesTo.includes(kind)),
      ...(kind === 'first' ? criteria : []),
    ].map(({ id }) => id)
    const words = { first: 'een eerste aanvraag', renewal: 'een verlenging' }[kind]
    if (!temporary.open.some((id) => asked.includes(id))) {
      say(
        ['temporary', 'appliesTo'],
        `bij ${words} wordt niets gevraagd wat open mag zijn: noem alleen de andere soort aanvraag (nothing that may be open is asked)`,
      )
    } else if (asked.every((id) => temporary.open.includes(id))) {
      say(
        ['temporary', 'open'],
        `bij ${words} mag zo alles open zijn: laat een norm weg die wel gehaald moet zijn (nothing must be met)`,
      )
    }
  }
  const someDay = Temporal.PlainDate.from('2001-01-01')
  if (temporary.length.blank) {
    say(['temporary', 'length'], 'een voorlopige registratie duurt minstens een dag (empty span)')
  } else if (
    Temporal.PlainDate.compare(someDay.add(temporary.length), someDay.add(period.length)) >= 0
  ) {
    say(
      ['temporary', 'length'],
      'een voorlopige registratie is korter dan een periode (no shorter than a period)',
    )
  }
  if (
    temporary.shortensNext &&
    (period.shape === 'fixed-block' || period.shape === 'calendar-year')
  ) {
    say(
      ['temporary', 'shortensNext'],
      'een vast blok of kalenderjaar is voor iedereen even lang: laat shortensNext weg (a block is never shorter)',
    )
  }
}
