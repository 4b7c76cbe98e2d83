import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { DetailValue } from './dossier.ts'
import type { Amount } from './quantity.ts'
import { formatAmount, nothing } from './quantity.ts'
import type { Field, Kind, Valuation } from './regulation.ts'
import type { Words } from './saying/words.ts'
import { inUnit, thatCounts } from './saying/words.ts'

/** What an activity is worth by the rule of its kind, and how that was worked out. */
export type ActivityValue =
  | {
      readonly is: 'valued'
      readonly amount: Amount
      readonly by: 'stated-load' | 'spent' | 'guideline' | 'fixed' | 'claimed' | 'not-earned'
      /** How it was worked out, in plain Dutch: "Lesuren 6 + zelfstudie 2 = 8 uur." */
      readonly text: string
      readonly article: string
      /** The most that one activity of this kind may be worth, where that keeps it low. */
      readonly limit?: Amount
      /** Set when the claim is above the rule's own figure: ask for a reason, do not refuse. */
      readonly reminder?: Reminder
    }
  | { readonly is: 'for-the-committee'; readonly text: string; readonly article: string }
  | { readonly is: 'incomplete'; readonly text: string; readonly missing: readonly string[] }

export type Reminder = {
  readonly by: 'above-stated-load' | 'above-guideline'
  readonly figure: Amount
  readonly text: string
}

type Fields = Readonly<Record<string, DetailValue>>

type Valued = ActivityValue & { readonly is: 'valued' }

/**
 * Values an activity by its kind's rule. The fields are the details of the form: stated-load,
 * contact-hours, self-study-hours, test-hours, hours, half-days, days, count, words, test-passed.
 * claimed is what the person says it is worth, where that was asked.
 */
export function valueActivity(
  kind: Kind,
  fields: Fields,
  words: Words,
  claimed?: Amount,
): ActivityValue {
  const { value } = kind
  if (value.onlyWith !== undefined && fields[value.onlyWith] !== true) {
    const label = kind.fields.find((field) => field.id === value.onlyWith)?.label ?? value.onlyWith
    const text = `Telt pas mee als dit klopt: ${label}.`
    return { is: 'valued', amount: nothing, by: 'not-earned', text, article: value.article }
  }
  const found = valueByRule(kind, fields, words, claimed)
  if (found.is !== 'valued' || value.atMost === undefined || found.amount <= value.atMost) {
    return found
  }
  const { atMost } = value
  const text = `${found.text} Hoogstens ${thatCounts(atMost, words)}.`
  return { ...found, amount: atMost, text, limit: atMost }
}

function valueByRule(
  { value, fields: asked }: Kind,
  fields: Fields,
  words: Words,
  claimed: Amount | undefined,
): ActivityValue {
  switch (value.by) {
    case 'hours':
      return valueHours(value, spentHours(asked, fields), { fields, claimed }, words)
    case 'thing':
    case 'membership-year': {
      const count = numberIn(fields, 'count') ?? (100 as Amount)
      const amount = Math.floor((count * value.each) / 100) as Amount
      const text = `${formatAmount(count)} × ${formatAmount(value.each)} = ${inUnit(amount, words)}.`
      return atMostClaimed(
        { is: 'valued', amount, by: 'fixed', text, article: value.article },
        claimed,
      )
    }
    case 'words': {
      const count = numberIn(fields, 'words')
      if (count === undefined) {
        return claimed === undefined
          ? { is: 'incomplete', text: 'Vul in hoeveel woorden het zijn.', missing: ['words'] }
          : asClaimed(claimed, value.article, words)
      }
      const parts = Math.floor(count / 100 / value.words)
      const amount = (parts * value.each) as Amount
      const text = `${parts} × ${value.words} woorden = ${inUnit(amount, words)}.`
      return atMostClaimed(
        { is: 'valued', amount, by: 'fixed', text, article: value.article },
        claimed,
      )
    }
    case 'committee':
      return {
        is: 'for-the-committee',
        article: value.article,
        text: `Hiervoor is geen vast aantal ${words.unit.many}. ${sentenceCase(words.committee)} bepaalt hoeveel er telt.`,
      }
  }
}

function valueHours(
  value: Valuation & { readonly by: 'hours' },
  spent: ReturnType<typeof spentHours>,
  { fields, claimed }: { readonly fields: Fields; readonly claimed: Amount | undefined },
  words: Words,
): ActivityValue {
  const stated = numberIn(fields, 'stated-load')
  const guideline = guidelineHours(value, fields)
  const { article } = value
  for (const source of value.precedence) {
    if (source === 'stated-load' && stated !== undefined) {
      const text = `De opleider noemt ${formatAmount(stated)} uur studiebelasting.`
      const found = converted(stated, value, { by: 'stated-load', text: text }, words)
      const wanted =
        claimed ??
        (spent === undefined
          ? undefined
          : converted(spent.hours, value, { by: 'spent', text: '' }, words).amount)
      if (wanted === undefined || wanted <= found.amount) return atMostClaimed(found, claimed)
      return { ...found, reminder: reminderOf('above-stated-load', found.amount, wanted, words) }
    }
    if (source === 'spent' && spent !== undefined) {
      const found = atMostClaimed(
        converted(spent.hours, value, { by: 'spent', text: spent.text }, words),
        claimed,
      )
      return withGuideline(found, guideline, value, words)
    }
    if (source === 'spent' && claimed !== undefined) {
      return withGuideline(steppedClaim(claimed, value, words), guideline, value, words)
    }
    if (source === 'guideline' && guideline !== undefined) {
      const found = converted(
        guideline.hours,
        value,
        { by: 'guideline', text: guideline.text },
        words,
      )
      return atMostClaimed(found, claimed)
    }
  }
  if (claimed !== undefined) return asClaimed(claimed, article, words)
  return { is: 'incomplete', text: 'Vul in hoeveel uur het was.', missing: ['hours'] }
}

/** What the fields of hours are called where a kind does not ask for them by a name of its own. */
const namesOfHours = {
  'contact-hours': 'lesuren',
  'self-study-hours': 'zelfstudie',
  'test-hours': 'toets',
  hours: 'uren',
}

function spentHours(
  asked: readonly Field[],
  fields: Fields,
): { hours: Amount; text: string } | undefined {
  const parts = Object.entries(namesOfHours).flatMap(([id, plain]) => {
    const hours = numberIn(fields, id)
    if (hours === undefined) return []
    const label = asked.find((field) => field.id === id)?.label
    // A question does not fit a sum.
    const name = label === undefined || label.endsWith('?') ? plain : withinSentence(label)
    return [{ name, hours }]
  })
  if (parts.length === 0) return undefined
  const hours = parts.reduce((total, part) => total + part.hours, 0) as Amount
  const listed = parts.map((part) => `${part.name} ${formatAmount(part.hours)}`).join(' + ')
  return { hours, text: `${sentenceCase(listed)} = ${formatAmount(hours)} uur.` }
}

function guidelineHours(
  value: Valuation & { readonly by: 'hours' },
  fields: Fields,
): { hours: Amount; text: string } | undefined {
  const days = numberIn(fields, 'days')
  const halves = numberIn(fields, 'half-days')
  const { guideline } = value
  if (guideline === undefined || (days === undefined && halves === undefined)) return undefined
  const whole = Math.floor(((days ?? 0) * guideline.day) / 100)
  const half = Math.floor(((halves ?? 0) * guideline.halfDay) / 100)
  const parts = [
    ...(days === undefined ? [] : [`een dag is ${formatAmount(guideline.day)} uur`]),
    ...(halves === undefined ? [] : [`een dagdeel is ${formatAmount(guideline.halfDay)} uur`]),
  ]
  const hours = (whole + half) as Amount
  return { hours, text: `${sentenceCase(parts.join(', '))}: samen ${formatAmount(hours)} uur.` }
}

/** Hours into the register's unit; only whole steps count where the rule says so. */
function converted(
  hours: Amount,
  value: Valuation & { readonly by: 'hours' },
  { by, text }: Pick<Valued, 'by' | 'text'>,
  words: Words,
): Valued {
  const step = value.step ?? 0
  const counted = step > 0 ? Math.floor(hours / step) * step : hours
  const amount = Math.floor((counted * value.each) / 100) as Amount
  const rounded =
    counted < hours
      ? ` Alleen ${step === 100 ? 'hele uren tellen' : `stappen van ${formatAmount(step as Amount)} uur tellen`}.`
      : ''
  const points = value.each === 100 && counted === hours ? '' : ` Dat is ${inUnit(amount, words)}.`
  return { is: 'valued', amount, by, text: `${text}${rounded}${points}`, article: value.article }
}

function steppedClaim(
  claimed: Amount,
  value: Valuation & { readonly by: 'hours' },
  words: Words,
): Valued {
  const step = Math.floor(((value.step ?? 0) * value.each) / 100)
  if (step === 0 || claimed % step === 0) return asClaimed(claimed, value.article, words)
  const amount = (Math.floor(claimed / step) * step) as Amount
  const text = `Alleen stappen van ${inUnit(step as Amount, words)} tellen: ${inUnit(amount, words)}.`
  return { is: 'valued', amount, by: 'fixed', text, article: value.article }
}

function asClaimed(claimed: Amount, article: string, words: Words): Valued {
  const text = `Opgegeven: ${inUnit(claimed, words)}.`
  return { is: 'valued', amount: claimed, by: 'claimed', text, article }
}

/** Nobody gets more than was claimed by a rule; only a person can award more. */
function atMostClaimed(found: Valued, claimed: Amount | undefined): Valued {
  return claimed === undefined || found.amount <= claimed ? found : { ...found, amount: claimed }
}

function withGuideline(
  found: Valued,
  guideline: { hours: Amount; text: string } | undefined,
  value: Valuation & { readonly by: 'hours' },
  words: Words,
): Valued {
  if (guideline === undefined) return found
  const figure = converted(guideline.hours, value, { by: 'guideline', text: '' }, words).amount
  if (found.amount <= figure) return found
  return { ...found, reminder: reminderOf('above-guideline', figure, found.amount, words) }
}

function reminderOf(by: Reminder['by'], figure: Amount, claimed: Amount, words: Words): Reminder {
  const fills = voice(words.address).say('Jij vult', 'U vult')
  const rule =
    by === 'above-stated-load'
      ? `De opleider noemt ${inUnit(figure, words)}.`
      : `Hiervoor rekenen we ${inUnit(figure, words)}.`
  return { by, figure, text: `${rule} ${fills} ${formatAmount(claimed)} in. Leg uit waarom.` }
}

function numberIn(fields: Fields, id: string): Amount | undefined {
  const value = fields[id]
  return typeof value === 'number' ? value : undefined
}
