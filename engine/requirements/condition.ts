import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { Words } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import { submissionDay } from '../periods.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount, nothing } from '../quantity.ts'
import type { Condition, Moment, Regulation } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import { bestOf, worstOf } from '../standing.ts'
import { weighDocument } from './document.ts'
import { weighWork } from './work.ts'

/** What a condition is held against. */
export type Circumstances = {
  readonly regulation: Regulation
  readonly words: Words
  readonly dossier: Dossier
  readonly on: Temporal.PlainDate
  /** The id of the norm that asks, under which a person's judgement may be filed. */
  readonly asking: string
}

export type ConditionFinding = {
  readonly standing: Standing
  readonly text: string
  readonly measure: 'yes-no' | 'work-hours' | 'work-months' | 'hours-per-week'
  readonly required: Amount
  readonly counted: Amount
  readonly provisional: Amount
  /** It rests on something that nobody has stated: not shown, but not untrue either. */
  readonly unknown?: true
}

const one = 100 as Amount

/** Holds one condition against a dossier. */
export function weighCondition(
  condition: Condition,
  circumstances: Circumstances,
): ConditionFinding {
  const { regulation, dossier, on } = circumstances
  switch (condition.kind) {
    case 'fact':
      return weighFact(condition, circumstances)
    case 'fact-at-least':
      return weighNumber(condition, circumstances)
    case 'fact-day':
      return weighFactDay(condition, circumstances)
    case 'holding':
      return weighHolding(condition, circumstances)
    case 'category': {
      const label = (id: string) =>
        regulation.categories.find((each) => each.id === id)?.label ?? id
      const held = dossier.category !== undefined && condition.is.includes(dossier.category)
      const asked = formatChoice(condition.is.map(label))
      if (dossier.category === undefined) return notGiven('Categorie')
      return yesOrNo(held, held ? `Categorie ${asked}.` : `Geldt alleen voor ${asked}.`)
    }
    case 'document':
      return weighDocument(condition, circumstances)
    case 'work':
      return weighWork(condition, circumstances)
    case 'declaration': {
      const made = dossier.declarations.find(
        (each) =>
          each.id === condition.declaration &&
          (condition.by === undefined || each.by === condition.by) &&
          Temporal.PlainDate.compare(each.on, submissionDay(dossier, on)) <= 0,
      )
      return made === undefined
        ? yesOrNo(false, 'De verklaring ontbreekt nog.')
        : yesOrNo(true, `Verklaard op ${formatDay(made.on)}.`)
    }
    case 'question':
      return weighQuestion(condition, circumstances)
    case 'all-of': {
      const parts = condition.of.map((part) => weighCondition(part, circumstances))
      // One part that is surely not so settles it; else what is not given leaves it open.
      const refuted = parts.some((part) => part.standing === 'not-met' && !part.unknown)
      const all = combined(parts, worstOf(parts.map((part) => part.standing)))
      return !refuted && parts.some((part) => part.unknown) ? { ...all, unknown: true } : all
    }
    case 'any-of': {
      const parts = condition.of.map((part) => weighCondition(part, circumstances))
      const standing = bestOf(parts.map((part) => part.standing))
      const reached = parts.find((part) => part.standing === 'met')
      if (reached !== undefined) return reached
      const any = combined(parts, standing)
      return parts.some((part) => part.unknown) ? { ...any, unknown: true } : any
    }
    case 'not': {
      const negated = condition.of
      // What is not all is one not, so that an unknown part weighs the same on either side.
      if (negated.kind === 'not') return weighCondition(negated.of, circumstances)
      if (negated.kind === 'all-of' || negated.kind === 'any-of') {
        const of = negated.of.map((part): Condition => ({ kind: 'not', of: part }))
        const kind = negated.kind === 'all-of' ? 'any-of' : 'all-of'
        return weighCondition({ kind, of }, circumstances)
      }
      const part = weighCondition(negated, circumstances)
      if (part.unknown) return part
      const standing =
        part.standing === 'met' ? 'not-met' : part.standing === 'not-met' ? 'met' : part.standing
      return { ...yesOrNo(standing === 'met', part.text), standing }
    }
  }
}

/** A finding that is either so or not. */
export function yesOrNo(met: boolean, text: string): ConditionFinding {
  return {
    standing: met ? 'met' : 'not-met',
    text,
    measure: 'yes-no',
    required: one,
    counted: met ? one : nothing,
    provisional: nothing,
  }
}

/** What nobody has stated is not shown, and its opposite is not shown either. */
export function notGiven(label: string): ConditionFinding {
  return { ...yesOrNo(false, `${label}: niet opgegeven.`), unknown: true }
}

/**
 * How far it is uncertain whether a norm applies: undefined where its condition surely holds, not
 * met where it surely does not.
 */
export function doubtOf(finding: ConditionFinding): Standing | undefined {
  if (finding.standing === 'met') return undefined
  return finding.unknown && finding.standing === 'not-met' ? 'undetermined' : finding.standing
}

/** The day that a moment of a dossier falls on; the start of a first period is submission. */
export function dayOf(
  moment: Moment,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Temporal.PlainDate {
  switch (moment) {
    case 'period-start':
      return dossier.period?.first ?? dossier.registeredOn ?? submissionDay(dossier, on)
    case 'submission':
      return submissionDay(dossier, on)
    case 'now':
      return on
  }
}

const momentInWords: Readonly<Record<Moment, string>> = {
  'period-start': 'bij het begin van de periode',
  submission: 'bij de aanvraag',
  now: 'op dit moment',
}

function combined(parts: readonly ConditionFinding[], standing: Standing): ConditionFinding {
  const short = parts.filter((part) => part.standing !== 'met')
  const shown = standing === 'met' ? parts : short
  const texts = [...new Set(shown.map((part) => part.text))]
  return { ...yesOrNo(standing === 'met', texts.join(' ')), standing }
}

function weighFact(
  condition: Condition & { readonly kind: 'fact' },
  { regulation, dossier }: Circumstances,
): ConditionFinding {
  const fact = regulation.facts.find((each) => each.id === condition.fact)
  const value = dossier.facts[condition.fact]
  const met = value === condition.is
  const label = fact?.label ?? condition.fact
  if (value === undefined) return notGiven(label)
  return yesOrNo(met, `${label}: ${inWords(value, fact?.options)}.`)
}

function inWords(
  value: unknown,
  options: readonly { readonly id: string; readonly label: string }[] = [],
): string {
  if (typeof value === 'boolean') return value ? 'ja' : 'nee'
  if (typeof value === 'number') return formatAmount(value as Amount)
  return options.find((option) => option.id === value)?.label ?? String(value)
}

function weighNumber(
  condition: Condition & { readonly kind: 'fact-at-least' },
  { regulation, dossier }: Circumstances,
): ConditionFinding {
  const value = dossier.facts[condition.fact]
  const label = regulation.facts.find((each) => each.id === condition.fact)?.label ?? condition.fact
  if (typeof value !== 'number') return notGiven(label)
  const met = value >= condition.atLeast
  return yesOrNo(met, `${label}: ${formatAmount(value)} van ${formatAmount(condition.atLeast)}.`)
}

function weighFactDay(
  condition: Condition & { readonly kind: 'fact-day' },
  { regulation, dossier }: Circumstances,
): ConditionFinding {
  const value = dossier.facts[condition.fact]
  const label = regulation.facts.find((each) => each.id === condition.fact)?.label ?? condition.fact
  if (!(value instanceof Temporal.PlainDate)) return notGiven(label)
  const lateEnough =
    condition.after === undefined || Temporal.PlainDate.compare(value, condition.after) > 0
  const earlyEnough =
    condition.before === undefined || Temporal.PlainDate.compare(value, condition.before) < 0
  return yesOrNo(lateEnough && earlyEnough, `${label}: ${formatDay(value)}.`)
}

function weighHolding(
  condition: Condition & { readonly kind: 'holding' },
  { dossier, on }: Circumstances,
): ConditionFinding {
  const name = condition.register.toUpperCase()
  const missing = condition.at.filter((moment) => {
    const day = dayOf(moment, dossier, on)
    return !dossier.holdings.some(
      (holding) =>
        holding.register === condition.register &&
        Temporal.PlainDate.compare(holding.first, day) <= 0 &&
        (holding.last === undefined || Temporal.PlainDate.compare(day, holding.last) <= 0),
    )
  })
  const moments = (of: readonly Moment[]) =>
    formatList(
      of.map((moment) => `${momentInWords[moment]} (${formatDay(dayOf(moment, dossier, on))})`),
    )
  if (missing.length === 0) {
    return yesOrNo(true, `Een registratie bij ${name} is aangetoond ${moments(condition.at)}.`)
  }
  return yesOrNo(false, `Een registratie bij ${name} is niet aangetoond ${moments(missing)}.`)
}

function weighQuestion(
  condition: Condition & { readonly kind: 'question' },
  { dossier, asking, words }: Circumstances,
): ConditionFinding {
  const answer = dossier.judgements.findLast(
    (judgement) => judgement.on === condition.question || judgement.on === asking,
  )
  if (answer === undefined) {
    const text = `${condition.text} Dat beoordeelt ${words.committee}; ${voice(words.address).you} hoeft daar niets voor te doen.`
    return { ...yesOrNo(false, text), standing: 'for-the-committee' }
  }
  const met = answer.outcome === 'met' || answer.outcome === 'approved'
  const reason = answer.reason === undefined ? '' : ` ${answer.reason}`
  return yesOrNo(
    met,
    `${sentenceCase(words.committee)} oordeelde: ${met ? 'voldoet' : 'voldoet niet'}.${reason}`,
  )
}
