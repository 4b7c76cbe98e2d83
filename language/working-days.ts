// The days on which a term does not end, as articles 1 and 3 of the Algemene termijnenwet have them:
// Saturday, Sunday, and the recognised holidays with Good Friday.

/** Whether a day is a Saturday, a Sunday or a recognised holiday in the Netherlands. */
export function isDayOfRest(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek >= 6 || fixed.has(monthDay(day)) || isMovable(day) || isKingsDay(day)
}

/** The day itself, or the first working day after it. */
export function workingDayFrom(day: Temporal.PlainDate): Temporal.PlainDate {
  return isDayOfRest(day) ? workingDayFrom(day.add({ days: 1 })) : day
}

const fixed: ReadonlySet<string> = new Set(['01-01', '05-05', '12-25', '12-26'])

// Good Friday, Easter Monday, Ascension Day and Whit Monday, in days from Easter Sunday.
const fromEaster: ReadonlySet<number> = new Set([-2, 1, 39, 50])

function monthDay(day: Temporal.PlainDate): string {
  return day.toString().slice(5)
}

function isMovable(day: Temporal.PlainDate): boolean {
  return fromEaster.has(easterSunday(day.year).until(day).days)
}

// 27 April since 2014, and the day before where that is a Sunday.
function isKingsDay(day: Temporal.PlainDate): boolean {
  const birthday = Temporal.PlainDate.from({ year: day.year, month: 4, day: 27 })
  return day.equals(birthday.dayOfWeek === 7 ? birthday.subtract({ days: 1 }) : birthday)
}

// By Gauss, as Butcher wrote it down for the Gregorian calendar.
function easterSunday(year: number): Temporal.PlainDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const of = h + l - 7 * m + 114
  return Temporal.PlainDate.from({ year, month: Math.floor(of / 31), day: (of % 31) + 1 })
}
