import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import { formatAmount } from '../quantity.ts'
import type { Kind, Valuation } from '../regulation.ts'
import type { Field } from '../terms.ts'
import type { ActivityValue, HoursSpent, Reminder, Working } from '../valuation.ts'
import type { Words } from './words.ts'
import { inUnit, thatCounts } from './words.ts'

/** How an activity was valued, in plain Dutch: "Lesuren 6 + zelfstudie 2 = 8 uur." */
export function valueInWords(
  { fields, value: rule }: Pick<Kind, 'fields' | 'value'>,
  value: ActivityValue,
  words: Words,
): string {
  switch (value.is) {
    case 'valued': {
      const text = workingInWords(fields, rule, value.working, words)
      return value.limit === undefined
        ? text
        : `${text} Hoogstens ${thatCounts(value.limit, words)}.`
    }
    case 'for-the-committee': {
      const text = `Hiervoor is geen vast aantal ${words.unit.many}. ${sentenceCase(words.committee)} bepaalt hoeveel er telt.`
      return value.limit === undefined
        ? text
        : `${text} Hoogstens ${thatCounts(value.limit, words)}.`
    }
    case 'incomplete':
      return value.missing === 'hours'
        ? 'Vul in hoeveel uur het was.'
        : 'Vul in hoeveel woorden het zijn.'
  }
}

/** Asks for a reason where more is claimed than the rule's own figure. */
export function reminderInWords({ by, figure, claimed }: Reminder, words: Words): string {
  const fills = voice(words.address).say('Jij vult', 'U vult')
  const rule =
    by === 'above-stated-load'
      ? `De opleider noemt ${inUnit(figure, words)}.`
      : `Hiervoor rekenen we ${inUnit(figure, words)}.`
  return `${rule} ${fills} ${formatAmount(claimed)} in. Leg uit waarom.`
}

function workingInWords(
  fields: readonly Field[],
  rule: Valuation,
  working: Working,
  words: Words,
): string {
  switch (working.how) {
    case 'not-earned': {
      const label = fields.find((field) => field.id === working.field)?.label ?? working.field
      return `Telt pas mee als dit klopt: ${label}.`
    }
    case 'too-little':
      return `Telt pas mee vanaf ${inUnit(working.atLeast, words)}; dit is ${inUnit(working.comesTo, words)}.`
    case 'hours':
      return hoursInWords(fields, rule, working, words)
    case 'times':
      return `${formatAmount(working.count)} × ${formatAmount(working.each)} = ${inUnit(working.comesTo, words)}.`
    case 'words':
      return `${working.parts} × ${working.words} woorden = ${inUnit(working.comesTo, words)}.`
    case 'claimed':
      return `Opgegeven: ${inUnit(working.claimed, words)}.`
    case 'steps':
      return `Alleen stappen van ${inUnit(working.step, words)} tellen: ${inUnit(working.comesTo, words)}.`
  }
}

function hoursInWords(
  fields: readonly Field[],
  rule: Valuation,
  working: Working & { readonly how: 'hours' },
  words: Words,
): string {
  const { hours, counted, comesTo } = working
  const text = [sourceInWords(fields, working)]
  if (rule.by === 'hours' && rule.step !== undefined && counted < hours) {
    text.push(
      rule.step === 100
        ? 'Alleen hele uren tellen.'
        : `Alleen stappen van ${formatAmount(rule.step)} uur tellen.`,
    )
  }
  const asItIs = rule.by === 'hours' && rule.each === 100 && counted === hours
  if (!asItIs) text.push(`Dat is ${inUnit(comesTo, words)}.`)
  return text.join(' ')
}

function sourceInWords(
  fields: readonly Field[],
  { hours, from }: Working & { readonly how: 'hours' },
): string {
  switch (from.is) {
    case 'stated-load':
      return `De opleider noemt ${formatAmount(hours)} uur studiebelasting.`
    case 'spent': {
      const listed = from.parts.map((part) => partInWords(fields, part)).join(' + ')
      return `${sentenceCase(listed)} = ${formatAmount(hours)} uur.`
    }
    case 'guideline': {
      const parts = [
        ...(from.day === undefined ? [] : [`een dag is ${formatAmount(from.day)} uur`]),
        ...(from.halfDay === undefined ? [] : [`een dagdeel is ${formatAmount(from.halfDay)} uur`]),
      ]
      return `${sentenceCase(parts.join(', '))}: samen ${formatAmount(hours)} uur.`
    }
  }
}

/** What the fields of hours are called where a kind does not ask for them by a name of its own. */
const namesOfHours = {
  'contact-hours': 'lesuren',
  'self-study-hours': 'zelfstudie',
  'test-hours': 'toets',
  hours: 'uren',
}

function partInWords(asked: readonly Field[], { field, hours }: HoursSpent): string {
  const label = asked.find((each) => each.id === field)?.label
  // A question does not fit a sum.
  const name =
    label === undefined || label.endsWith('?') ? namesOfHours[field] : withinSentence(label)
  return `${name} ${formatAmount(hours)}`
}
