import type { Dossier, Regulation, Requirement, WorkSpell } from '#engine'
import { backFrom, monthsIn, monthsLater } from './calendar.ts'

type Work = Extract<Requirement, { readonly kind: 'work' }>

/** Work by the words of the manual, day by day, and sharing no code with the engine. */
export function reckonWorkSlowly(
  condition: Work,
  dossier: Dossier,
  on: Temporal.PlainDate,
  properties: Regulation['workProperties'],
): { readonly outcome: string; readonly counted: number; readonly provisional: number } {
  const submitted = dossier.submittedOn ?? on
  const named = (name: string) => {
    const fact = dossier.facts[name]
    const moments: Readonly<Record<string, Temporal.PlainDate | undefined>> = {
      // Who has no period yet begins it on joining, or else when applying.
      'period-start': dossier.period?.first ?? dossier.registeredOn ?? submitted,
      'period-end': dossier.period?.last ?? submitted,
      submission: submitted,
      now: on,
    }
    return name in moments ? moments[name] : fact instanceof Temporal.PlainDate ? fact : undefined
  }
  const { after, until, roles, only, atLeast } = condition
  const end = until === undefined ? submitted : named(until)
  const since = after === undefined ? undefined : named(after)
  if (end === undefined || (after !== undefined && since === undefined)) {
    return { outcome: 'not-met', counted: 0, provisional: 0 }
  }
  // What lies after today was not worked yet.
  const last = until !== undefined && numberOf(on) < numberOf(end) ? on : end
  const spells = dossier.work.filter(
    ({ state, hours, hoursPerWeek, role, details }) =>
      state !== 'rejected' &&
      hours !== 0 &&
      hoursPerWeek !== 0 &&
      (roles === undefined || (role !== undefined && roles.includes(role))) &&
      hasAll(details ?? {}, only ?? [], properties),
  )
  const surely = spells.filter(({ state }) => state !== 'claimed')
  const counted = reckon(condition, surely, { end, last, since })
  const reached = Math.max(counted, reckon(condition, spells, { end, last, since }))
  const outcome = counted >= atLeast ? 'met' : reached >= atLeast ? 'undetermined' : 'not-met'
  return { outcome, counted, provisional: reached - counted }
}

/** Whether work surely has every property that is asked: what was not answered is none of them. */
export function hasAll(
  details: Readonly<Record<string, unknown>>,
  only: readonly string[],
  properties: Regulation['workProperties'],
): boolean {
  for (const id of only) {
    let has = false
    for (const property of properties) {
      if (property.id !== id) continue
      for (const { field, is } of property.anyOf) has ||= details[field] === is
    }
    if (!has) return false
  }
  return true
}

type Looked = {
  readonly end: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly since: Temporal.PlainDate | undefined
}

function reckon(
  { measure, within, fromHoursPerWeek, voidAfterGapOf }: Work,
  spells: readonly WorkSpell[],
  { end, last, since }: Looked,
): number {
  const until = numberOf(last)
  const begun = spells.filter(({ first }) => numberOf(first) <= until)
  const dated = begun.map((spell) => {
    const [from, to] = [numberOf(spell.first), numberOf(spell.last ?? last)]
    const whole = to - from + 1
    const weekly = spell.hoursPerWeek ?? ((spell.hours ?? 0) * 7) / whole
    return { spell, from, to, whole, weekly, days: 0 }
  })
  const opening = within === undefined ? 0 : numberOf(backFrom(end, monthsOf(within)))
  const opened = Math.max(opening, since === undefined ? 0 : numberOf(since) + 1)
  const begins = dated.reduce((first, { from }) => Math.min(first, from), until)
  const worked = (on: number) => {
    const there = dated.filter(({ from, to }) => from <= on && on <= to)
    const week = there.reduce((sum, { weekly }) => sum + weekly, 0)
    return fromHoursPerWeek !== undefined && week < fromHoursPerWeek ? [] : there
  }
  // An interruption that is longer makes everything before it void.
  let from = begins
  let busy: number | undefined
  for (let on = begins; on <= until + 1; on++) {
    if (on <= until && worked(on).length === 0) continue
    if (busy !== undefined && voidAfterGapOf !== undefined && busy < on - 1) {
      const allowed = monthsLater(dayOf(busy + 1), monthsOf(voidAfterGapOf))
      if (on > numberOf(allowed)) from = on
    }
    busy = on
  }
  const days: number[] = []
  for (let on = Math.max(from, opened); on <= until; on++) {
    const there = worked(on)
    for (const each of there) each.days += 1
    if (there.length > 0) days.push(on)
  }
  const sevenfold = dated.reduce((sum, { spell, days: counted, whole }) => {
    if (spell.hoursPerWeek !== undefined) return sum + spell.hoursPerWeek * counted
    const hours = spell.hours ?? 0
    return sum + 7 * (counted >= whole ? hours : Math.floor((hours * counted) / whole))
  }, 0)
  switch (measure) {
    case 'hours':
      return Math.floor(sevenfold / 7)
    case 'average-hours-per-week':
      return days.length === 0 ? 0 : Math.floor(sevenfold / days.length)
    case 'hours-per-week-now': {
      const now = days.at(-1) === until ? worked(until) : []
      return Math.floor(now.reduce((sum, { weekly }) => sum + weekly, 0))
    }
    case 'months':
      return wholeMonthsOf(days) * 100
  }
}

/** The whole months in each run of days without one between. */
function wholeMonthsOf(days: readonly number[]): number {
  let months = 0
  let first = 0
  days.forEach((on, at) => {
    if (at === 0 || days[at - 1] !== on - 1) first = on
    if (days[at + 1] !== on + 1) months += monthsIn(dayOf(first), dayOf(on + 1))
  })
  return months
}

function monthsOf({ years, months }: Temporal.Duration): number {
  return years * 12 + months
}

const epoch = Temporal.PlainDate.from('1970-01-01')

function numberOf(day: Temporal.PlainDate): number {
  return epoch.until(day).days
}

function dayOf(number: number): Temporal.PlainDate {
  return epoch.add({ days: number })
}
