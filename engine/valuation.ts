import type { Activity, DetailValue } from './dossier.ts'
import type { Amount } from './quantity.ts'
import { nothing } from './quantity.ts'
import type { Kind, SecondValuation, Valuation } from './regulation.ts'

/** What an activity is worth by the rule of its kind, and how that was worked out. */
export type ActivityValue =
  | {
      readonly is: 'valued'
      readonly amount: Amount
      readonly by: 'stated-load' | 'spent' | 'guideline' | 'fixed' | 'claimed' | 'not-earned'
      readonly working: Working
      readonly article: string
      /** The most that one activity of this kind may be worth, where that keeps it low. */
      readonly limit?: Amount
      /** Set when the claim is above the rule's own figure: ask for a reason, do not refuse. */
      readonly reminder?: Reminder
    }
  | {
      readonly is: 'for-the-committee'
      readonly article: string
      /** The most that one activity of this kind may be worth, where more is claimed. */
      readonly limit?: Amount
    }
  | { readonly is: 'incomplete'; readonly missing: 'hours' | 'words' }

/** How a figure was worked out, in hundredths; `comesTo` is before any limit or lower claim. */
export type Working =
  /** Nothing is earned, as this field is not yes. */
  | { readonly how: 'not-earned'; readonly field: string }
  /** Nothing is earned, as it comes to less than it must at least. */
  | { readonly how: 'too-little'; readonly atLeast: Amount; readonly comesTo: Amount }
  /** Hours into the register's unit; `counted` are the hours in whole steps. */
  | {
      readonly how: 'hours'
      readonly from: HoursFrom
      readonly hours: Amount
      readonly counted: Amount
      readonly comesTo: Amount
    }
  /** So many times what each is worth. */
  | {
      readonly how: 'times'
      readonly count: Amount
      readonly each: Amount
      readonly comesTo: Amount
    }
  /** So many times a number of words. */
  | {
      readonly how: 'words'
      readonly parts: number
      readonly words: number
      readonly comesTo: Amount
    }
  | { readonly how: 'claimed'; readonly claimed: Amount }
  /** What was claimed, in whole steps. */
  | { readonly how: 'steps'; readonly step: Amount; readonly comesTo: Amount }

/** Where hours come from: the provider, what was spent on each part, or figures for days. */
type HoursFrom =
  | { readonly is: 'stated-load' }
  | { readonly is: 'spent'; readonly parts: readonly HoursSpent[] }
  | {
      readonly is: 'guideline'
      /** The figures that were used, in hours. */
      readonly day?: Amount
      readonly halfDay?: Amount
    }

/** Hours that were filled in, by the field that asks for them. */
export type HoursSpent = {
  readonly field: 'contact-hours' | 'self-study-hours' | 'test-hours' | 'hours'
  readonly hours: Amount
}

/** More is claimed than the rule's own figure. */
export type Reminder = {
  readonly by: 'above-stated-load' | 'above-guideline'
  readonly figure: Amount
  readonly claimed: Amount
}

/** A kind with the rule by which an activity of this day is valued; without a day, that of now. */
export function kindOn<Of extends Pick<Kind, 'rule' | 'value' | 'earlier'>>(
  kind: Of,
  day: Temporal.PlainDate | undefined,
): Of {
  if (kind.earlier === undefined || day === undefined) return kind
  const rule = kind.earlier.find(({ before }) => Temporal.PlainDate.compare(day, before) < 0)
  return rule === undefined ? kind : { ...kind, rule: rule.rule, value: rule.value }
}

type Fields = Readonly<Record<string, DetailValue>>

type Valued = ActivityValue & { readonly is: 'valued' }

/**
 * Values an activity by its kind's rule, as data; valueInWords says it. The fields are the details
 * of the form: stated-load, contact-hours, self-study-hours, test-hours, hours, half-days, days,
 * count, words, test-passed. claimed is what the person says it is worth, where that was asked.
 */
export function valueActivity(
  { value }: Pick<Kind, 'value'>,
  fields: Fields,
  claimed?: Amount,
): ActivityValue {
  if (value.onlyWith !== undefined && fields[value.onlyWith] !== true) {
    const working = { how: 'not-earned', field: value.onlyWith } as const
    return { is: 'valued', amount: nothing, by: 'not-earned', working, article: value.article }
  }
  const found = valueByRule(value, fields, claimed)
  const { atLeast, atMost } = value
  if (atLeast !== undefined && found.is === 'valued' && found.amount < atLeast) {
    const working = { how: 'too-little', atLeast, comesTo: found.amount } as const
    return { is: 'valued', amount: nothing, by: 'not-earned', working, article: value.article }
  }
  if (atMost === undefined) return found
  switch (found.is) {
    case 'valued':
      return found.amount <= atMost ? found : { ...found, amount: atMost, limit: atMost }
    case 'for-the-committee':
      return claimed === undefined || claimed <= atMost ? found : { ...found, limit: atMost }
    case 'incomplete':
      return found
  }
}

/** What an activity is worth in the second unit; `awarded` is what it is worth in the first. */
export function valueInSecondUnit(
  rule: SecondValuation,
  { details, count }: Pick<Activity, 'details' | 'count'>,
  { awarded }: { readonly awarded: Amount },
): Amount {
  const sources = {
    field: rule.by === 'field' ? (numberIn(details, rule.field) ?? nothing) : nothing,
    unit: awarded,
    thing: count ?? (100 as Amount),
  }
  const amount = Math.floor((sources[rule.by] * rule.each) / 100)
  return Math.min(amount, rule.atMost ?? amount) as Amount
}

/**
 * What somebody claims in the second unit with what they filled in and claim in the first; undefined
 * where a kind is worth nothing in it.
 */
export function claimInSecondUnit(
  kind: Pick<Kind, 'value' | 'inSecondUnit'>,
  details: Fields,
  claimed?: Amount,
): Amount | undefined {
  const rule = kind.inSecondUnit
  if (rule === undefined) return undefined
  const value = valueActivity(kind, details, claimed)
  if (value.is === 'valued' && value.by === 'not-earned') return nothing
  const awarded = value.is === 'valued' ? value.amount : (claimed ?? nothing)
  const { count } = details
  const things = typeof count === 'number' ? { count } : {}
  return valueInSecondUnit(rule, { details, ...things }, { awarded })
}

function valueByRule(value: Valuation, fields: Fields, claimed: Amount | undefined): ActivityValue {
  const { article } = value
  switch (value.by) {
    case 'hours':
      return valueHours(value, fields, claimed)
    case 'thing':
    case 'membership-year': {
      const { each } = value
      const count = numberIn(fields, 'count') ?? (100 as Amount)
      const amount = Math.floor((count * each) / 100) as Amount
      const working = { how: 'times', count, each, comesTo: amount } as const
      return atMostClaimed({ is: 'valued', amount, by: 'fixed', working, article }, claimed)
    }
    case 'words': {
      const count = numberIn(fields, 'words')
      if (count === undefined) {
        return claimed === undefined
          ? { is: 'incomplete', missing: 'words' }
          : asClaimed(claimed, article)
      }
      const { words } = value
      const parts = Math.floor(count / 100 / words)
      const amount = (parts * value.each) as Amount
      const working = { how: 'words', parts, words, comesTo: amount } as const
      return atMostClaimed({ is: 'valued', amount, by: 'fixed', working, article }, claimed)
    }
    case 'committee':
      return { is: 'for-the-committee', article }
  }
}

type ByHours = Valuation & { readonly by: 'hours' }

function valueHours(value: ByHours, fields: Fields, claimed: Amount | undefined): ActivityValue {
  const spent = spentHours(fields)
  const stated = numberIn(fields, 'stated-load')
  const guideline = guidelineHours(value, fields)
  const { article } = value
  for (const source of value.precedence) {
    if (source === 'stated-load' && stated !== undefined) {
      const found = converted({ hours: stated, from: { is: 'stated-load' } }, value)
      const wanted = claimed ?? (spent === undefined ? undefined : converted(spent, value).amount)
      if (wanted === undefined || wanted <= found.amount) return atMostClaimed(found, claimed)
      return reminded(found, 'above-stated-load', found.amount, wanted)
    }
    if (source === 'spent' && spent !== undefined) {
      return withGuideline(atMostClaimed(converted(spent, value), claimed), guideline, value)
    }
    if (source === 'spent' && claimed !== undefined) {
      return withGuideline(steppedClaim(claimed, value), guideline, value)
    }
    if (source === 'guideline' && guideline !== undefined) {
      return atMostClaimed(converted(guideline, value), claimed)
    }
  }
  return claimed === undefined
    ? { is: 'incomplete', missing: 'hours' }
    : asClaimed(claimed, article)
}

type Hours = { readonly hours: Amount; readonly from: HoursFrom }

const fieldsOfHours = ['contact-hours', 'self-study-hours', 'test-hours', 'hours'] as const

function spentHours(fields: Fields): Hours | undefined {
  const parts: HoursSpent[] = []
  let total = 0
  for (const field of fieldsOfHours) {
    const hours = numberIn(fields, field)
    if (hours === undefined) continue
    parts.push({ field, hours })
    total += hours
  }
  if (parts.length === 0) return undefined
  return { hours: total as Amount, from: { is: 'spent', parts } }
}

function guidelineHours({ guideline }: ByHours, fields: Fields): Hours | undefined {
  const days = numberIn(fields, 'days')
  const halves = numberIn(fields, 'half-days')
  if (guideline === undefined || (days === undefined && halves === undefined)) return undefined
  const whole = Math.floor(((days ?? 0) * guideline.day) / 100)
  const half = Math.floor(((halves ?? 0) * guideline.halfDay) / 100)
  return {
    hours: (whole + half) as Amount,
    from: {
      is: 'guideline',
      ...(days === undefined ? {} : { day: guideline.day }),
      ...(halves === undefined ? {} : { halfDay: guideline.halfDay }),
    },
  }
}

/** Hours into the register's unit; only whole steps count where the rule says so. */
function converted({ hours, from }: Hours, value: ByHours): Valued {
  const step = value.step ?? 0
  const counted = (step > 0 ? Math.floor(hours / step) * step : hours) as Amount
  const amount = Math.floor((counted * value.each) / 100) as Amount
  const working = { how: 'hours', from, hours, counted, comesTo: amount } as const
  return { is: 'valued', amount, by: from.is, working, article: value.article }
}

function steppedClaim(claimed: Amount, value: ByHours): Valued {
  const step = Math.floor(((value.step ?? 0) * value.each) / 100) as Amount
  if (step === 0 || claimed % step === 0) return asClaimed(claimed, value.article)
  const amount = (Math.floor(claimed / step) * step) as Amount
  const working = { how: 'steps', step, comesTo: amount } as const
  return { is: 'valued', amount, by: 'fixed', working, article: value.article }
}

function asClaimed(claimed: Amount, article: string): Valued {
  const working = { how: 'claimed', claimed } as const
  return { is: 'valued', amount: claimed, by: 'claimed', working, article }
}

/** Nobody gets more than was claimed by a rule; only a person can award more. */
function atMostClaimed(found: Valued, claimed: Amount | undefined): Valued {
  return claimed === undefined || found.amount <= claimed ? found : { ...found, amount: claimed }
}

function withGuideline(found: Valued, guideline: Hours | undefined, value: ByHours): Valued {
  if (guideline === undefined) return found
  const figure = converted(guideline, value).amount
  return found.amount <= figure ? found : reminded(found, 'above-guideline', figure, found.amount)
}

function reminded(found: Valued, by: Reminder['by'], figure: Amount, claimed: Amount): Valued {
  return { ...found, reminder: { by, figure, claimed } }
}

function numberIn(fields: Fields, id: string): Amount | undefined {
  const value = fields[id]
  return typeof value === 'number' ? value : undefined
}
