import type { FactValue } from '#engine'
import type { Discount, RegisterFile, Tariff, TariffKind } from './register.ts'

/** What is known of somebody, by the ids of the facts of the regulation. */
export type KnownFacts = Readonly<Record<string, FactValue>>

/** One thing that is charged, or that goes off, in cents. */
export interface ChargeLine {
  readonly description: string
  readonly cents: number
}

/** What somebody is charged: the tariff that holds, and what it comes to in lines. */
export interface Charge {
  readonly tariff: Tariff
  readonly lines: readonly ChargeLine[]
}

/** Of whom a year is asked, and which. */
export interface YearAsked {
  /** The day of the invoice. */
  readonly on: Temporal.PlainDate
  readonly category: string | undefined
  /** The days that it covers, up to and including the last. */
  readonly covers: { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }
  /** Whether it is the first year of this registration. */
  readonly first: boolean
  readonly signedUpOn: Temporal.PlainDate
  readonly facts: KnownFacts
}

/** What is charged, and for whom or for what in particular. */
export interface ChargedThing {
  readonly kind?: TariffKind
  readonly category?: string
  readonly purpose?: NonNullable<Tariff['purpose']>
}

/**
 * The tariff of a kind on a day: that of the category or purpose where there is one, or else the one for everybody; undefined where
 * nothing is to be paid, before the first one and where it is nought.
 */
export function tariffOn(
  register: Pick<RegisterFile, 'tariffs'>,
  on: Temporal.PlainDate,
  { kind = 'year', category, purpose }: ChargedThing = {},
): Tariff | undefined {
  // Of a year and an application the category makes it particular, of a request of accreditation what is wanted.
  const particular = category ?? purpose
  const holding = (of: string | undefined) =>
    register.tariffs
      .filter((each) => each.kind === kind && (each.category ?? each.purpose) === of)
      .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
      .findLast(({ from }) => Temporal.PlainDate.compare(from, on) <= 0)
  const tariff = (particular === undefined ? undefined : holding(particular)) ?? holding(undefined)
  return tariff?.amount === 0 ? undefined : tariff
}

/** What there is to pay by a tariff with its tax, in cents. */
export function totalOf({ amount, vat, rate }: Tariff): number {
  return vat === 'excluded' ? amount + Math.round((amount * rate) / 100) : amount
}

/** Whether somebody who signs up on a day has something to pay before their first year, unless a discount takes all of it. */
export function paysAtFirst(
  register: Pick<RegisterFile, 'tariffs'>,
  on: Temporal.PlainDate,
): boolean {
  const tariff = tariffOn(register, on)
  return tariff !== undefined && tariff.firstYear !== 'free'
}

/** What an objection costs on a day, in cents: by its tariff, or what the register says of it where it has none. */
export function objectionFee(
  register: Pick<RegisterFile, 'tariffs' | 'objection'>,
  on: Temporal.PlainDate,
): number {
  const tariff = tariffOn(register, on, { kind: 'objection' })
  return tariff === undefined ? register.objection.fee : totalOf(tariff)
}

/**
 * What a year comes to for somebody, or undefined where there is nothing to pay: what is left of the first year where that
 * goes by months, and what goes off by what is known of them. Discounts are of what is left, and never go below nought.
 */
export function chargeForYear(
  register: Pick<RegisterFile, 'tariffs'>,
  asked: YearAsked,
  describe: (tariff: Tariff) => string,
): Charge | undefined {
  const { on, category, covers, first } = asked
  const tariff = tariffOn(register, on, category === undefined ? {} : { category })
  if (tariff === undefined || (first && tariff.firstYear === 'free')) return undefined
  const base = firstLine(tariff, covers, first, describe(tariff))
  const off = tariff.discounts
    .filter((discount) => isGiven(discount, asked))
    .map((discount) => ({ description: inLine(discount), cents: cut(discount, base.cents) }))
  let left = base.cents
  const lines = [base]
  for (const { description, cents } of off) {
    const goes = Math.min(cents, left)
    left -= goes
    if (goes > 0) lines.push({ description, cents: -goes })
  }
  return left === 0 ? undefined : { tariff, lines }
}

/**
 * How many whole months are left of the days that an invoice covers, 12 at the most: of 12 March up to and including 31
 * December nine.
 */
export function wholeMonths({ first, last }: YearAsked['covers']): number {
  return Math.min(12, first.until(last.add({ days: 1 }), { largestUnit: 'months' }).months)
}

function firstLine(
  tariff: Tariff,
  covers: YearAsked['covers'],
  first: boolean,
  description: string,
): ChargeLine {
  const months = first && tariff.firstYear === 'pro-rata' ? wholeMonths(covers) : 12
  if (months === 12) return { description, cents: tariff.amount }
  return {
    description: `${description} (${months} van de 12 maanden)`,
    cents: Math.round((tariff.amount * months) / 12),
  }
}

function isGiven({ fact, within, years }: Discount, asked: YearAsked): boolean {
  if (years === 'first' && !asked.first) return false
  const known = asked.facts[fact]
  if (within === undefined) return known === true || known instanceof Temporal.PlainDate
  if (!(known instanceof Temporal.PlainDate)) return false
  const { signedUpOn } = asked
  return (
    Temporal.PlainDate.compare(known, signedUpOn) <= 0 &&
    Temporal.PlainDate.compare(signedUpOn, known.add(within)) <= 0
  )
}

function inLine({ name, percent }: Discount): string {
  return percent === undefined ? name : `${name} (${percent}%)`
}

function cut({ percent, amount }: Discount, of: number): number {
  return percent === undefined ? (amount ?? 0) : Math.round((of * percent) / 100)
}
