import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { isSingular } from '#language/numbers.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { voice } from '#language/voice.ts'
import type { ActivityFigures, Assessment, Outcome, TemporaryFinding } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import { isMeasure } from '../norms.ts'
import { formatAmount } from '../quantity.ts'
import type { ExplainedNorm } from './explanation.ts'
import { inMeasure } from './words.ts'

/** The answer in one or two plain sentences, to stand above the norms. */
export function sentenceOf(
  compiled: CompiledRegulation,
  {
    outcome,
    temporary,
    activities,
    window: { awaits },
  }: Pick<Assessment, 'outcome' | 'temporary' | 'activities' | 'window'>,
  norms: readonly ExplainedNorm[],
): string {
  const { words } = compiled
  if (temporary !== undefined) {
    return `${temporarySentence(compiled, temporary, norms)} ${shortSentence(compiled, norms, activities)}`
  }
  const { You, say } = voice(words.address)
  switch (outcome) {
    case 'exempt':
      return `${You} bent vrijgesteld.`
    case 'met':
      return `${You} voldoet aan alle normen.`
    case 'undetermined': {
      if (awaits !== undefined) {
        return 'Nog niet bekend is vanaf welke dag activiteiten tellen. Vul aan wat ontbreekt.'
      }
      const doubted = norms.filter((norm) => norm.outcome === outcome && norm.inDoubt)
      if (doubted.length > 0) {
        return `Nog niet bekend is of dit geldt: ${formatList(doubted.map((norm) => withinSentence(norm.label)))}. Vul aan wat ontbreekt.`
      }
      const waiting = labels(norms, 'undetermined')
      return `Als alles wordt goedgekeurd, ${say('voldoe je', 'voldoet u')} aan alle normen. Nog te beoordelen voor: ${waiting}.`
    }
    case 'for-the-committee':
      return `${sentenceCase(words.committee)} moet nog beslissen over: ${labels(norms, 'for-the-committee')}.`
    case 'not-met':
    case 'temporary':
      return shortSentence(compiled, norms, activities)
  }
}

/** That somebody can be registered for a while, until when, and what decides that. */
function temporarySentence(
  { regulation, words }: CompiledRegulation,
  { standing, period }: TemporaryFinding,
  norms: readonly ExplainedNorm[],
): string {
  const { You, say } = voice(words.address)
  const can = say('kun je', 'kunt u')
  const length = regulation.temporary === undefined ? '' : spanInWords(regulation.temporary.length)
  const registered = `voor ${length} ${words.temporary.certified} worden`
  switch (standing) {
    case 'met':
      return `${You} kunt ${registered}: van ${formatDay(period.first)} tot en met ${formatDay(period.last)}.`
    case 'undetermined':
      return `Als alles wordt goedgekeurd, ${can} ${registered}. Nog te beoordelen voor: ${labels(norms, standing)}.`
    case 'for-the-committee':
      return `${sentenceCase(words.committee)} moet nog beslissen over: ${labels(norms, standing)}. Daarna ${can} misschien ${registered}.`
  }
}

function labels(norms: readonly ExplainedNorm[], outcome: Outcome): string {
  return formatList(
    norms.filter((norm) => norm.outcome === outcome).map((norm) => withinSentence(norm.label)),
  )
}

function shortSentence(
  compiled: CompiledRegulation,
  norms: readonly ExplainedNorm[],
  activities: readonly Pick<ActivityFigures, 'state'>[],
): string {
  const failing = norms.filter((norm) => norm.outcome === 'not-met')
  const counted = failing.filter((norm) => isMeasure(norm.measure))
  const others = failing
    .filter((norm) => !counted.includes(norm))
    .map((norm) => withinSentence(norm.label))
  return [
    missingSentence(compiled, norms, counted),
    others.length === 0 ? '' : `Nog niet in orde: ${formatList(others)}.`,
    plannedSentence(activities, counted),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

/** "Je totaal is gehaald, maar je hebt nog 1 geaccrediteerd uur nodig." */
function missingSentence(
  compiled: CompiledRegulation,
  norms: readonly ExplainedNorm[],
  failing: readonly ExplainedNorm[],
): string {
  if (failing.length === 0) return ''
  const { you, Your } = voice(compiled.words.address)
  const totals = failing.filter((norm) => isTotal(compiled, norm)).length
  const among = totals > 1 ? 'totals' : failing.length > 1 ? 'others' : 'alone'
  const missing = failing.map((norm) => missingOf(compiled, norm, among))
  const list = `${you} hebt nog ${formatList(missing)} nodig`
  const total = norms.find((norm) => isTotal(compiled, norm))
  if (total === undefined || total.outcome === 'not-met') return `${sentenceCase(list)}.`
  if (total.outcome !== 'met') return `Het totaal kan genoeg zijn, maar ${list}.`
  return `${Your} totaal is gehaald, maar ${list}.`
}

function plannedSentence(
  activities: readonly Pick<ActivityFigures, 'state'>[],
  failing: readonly ExplainedNorm[],
): string {
  if (!activities.some((activity) => activity.state === 'planned')) return ''
  const helped = failing.filter((norm) => norm.withPlanned.planned > 0)
  if (helped.length === 0) return ''
  const short = helped.filter((norm) => norm.withPlanned.shortfall > 0)
  if (short.length === 0) {
    const met = formatList(helped.map((norm) => withinSentence(norm.label)))
    return `Met wat gepland is, komt er genoeg voor: ${met}.`
  }
  const left = short.map(
    (norm) => `${withinSentence(norm.label)} nog ${formatAmount(norm.withPlanned.shortfall)}`,
  )
  return `Met wat gepland is: ${formatList(left)}.`
}

function missingOf(
  compiled: CompiledRegulation,
  norm: ExplainedNorm,
  among: 'alone' | 'others' | 'totals',
): string {
  const { regulation } = compiled
  const own = regulation.norms.find((each) => each.id === norm.id)?.missing
  if (own !== undefined) {
    return `${formatAmount(norm.shortfall)} ${isSingular(norm.shortfall) ? own.one : own.many}`
  }
  const amount =
    norm.measure === 'amount' || norm.measure === 'second-unit'
      ? inMeasure(norm.shortfall, norm.measure, compiled)
      : `${formatAmount(norm.shortfall)} van de ${formatAmount(norm.required)}`
  // Between quotes, because a label is a heading and need not fit a sentence.
  if (!isTotal(compiled, norm) || among === 'totals') return `${amount} voor ‘${norm.label}’`
  return among === 'others' ? `${amount} in totaal` : amount
}

/** Whether a norm counts everything over the whole window. */
function isTotal({ regulation }: CompiledRegulation, { id, measure }: ExplainedNorm): boolean {
  const requires = regulation.norms.find((norm) => norm.id === id)?.requires
  return (
    measure === 'amount' &&
    requires?.kind === 'minimum' &&
    requires.of === 'everything' &&
    requires.each === 'window' &&
    requires.forEach === undefined
  )
}
