import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import type { NormFinding } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import type { Standing } from '../standing.ts'
import type { Share, ShortYear, WeighedNorm } from '../weighing/weighed-norm.ts'
import { figuresInWords, inUnit } from './words.ts'

/** The finding as everybody sees it, with its text in plain Dutch. */
export function normFinding(
  compiled: CompiledRegulation,
  dossier: Dossier,
  now: WeighedNorm,
  later: WeighedNorm,
): NormFinding {
  const { norm } = now
  const reached = now.counted + now.provisional
  const reachedLater = later.counted + later.provisional
  const planned = Math.max(0, reachedLater - reached)
  return {
    id: norm.id,
    article: norm.article,
    source: compiled.regulation.sources[norm.source]?.title ?? norm.source,
    label: norm.label,
    asks: norm.text,
    outcome: now.standing,
    measure: now.measure,
    required: now.required as Amount,
    counted: now.counted as Amount,
    provisional: now.provisional as Amount,
    shortfall: now.shortfall as Amount,
    text: textOf(compiled, dossier, now, { later, planned }),
    ...(now.inDoubt ? { inDoubt: true } : {}),
    withPlanned: {
      counted: reachedLater as Amount,
      planned: planned as Amount,
      shortfall: later.shortfall as Amount,
    },
  }
}

function textOf(
  compiled: CompiledRegulation,
  dossier: Dossier,
  now: WeighedNorm,
  { later, planned }: { readonly later: WeighedNorm; readonly planned: number },
): string {
  const sentences = [headOf(compiled, now)]
  const remarks = remarksOf(now)
  sentences.push(...remarks)
  sentences.push(...reductionOf(compiled, now))
  const others = (now.others ?? []).map((other) => wayInWords(compiled, other))
  if (others.length > 0) sentences.push(`Het kan ook zo: ${formatChoice(others)}.`)
  const judged = dossier.judgements.findLast((each) => each.on === now.norm.id)
  if (
    judged?.reason !== undefined &&
    remarks.every((remark) => !remark.includes(judged.reason ?? ''))
  ) {
    sentences.push(`${sentenceCase(compiled.words.committee)}: ${judged.reason}`)
  }
  if (now.standing === 'for-the-committee' && now.norm.otherwise !== undefined) {
    sentences.push(now.norm.otherwise.text)
  }
  if (now.standing === 'not-met' && now.norm.whenShort !== undefined) {
    sentences.push(now.norm.whenShort)
  }
  if (planned > 0 && now.shortfall > 0) {
    const reached = formatAmount((later.counted + later.provisional) as Amount)
    const left =
      later.shortfall > 0 ? `, nog ${formatAmount(later.shortfall as Amount)} te gaan` : ''
    sentences.push(`Met wat gepland is, wordt het ${reached}${left}.`)
  }
  return sentences.join(' ')
}

/** What is to be said about conditions, and about years that fall short. */
function remarksOf({ remarks, shortYears = [], mayNotApply }: WeighedNorm): readonly string[] {
  const own = [...remarks, ...shortYears.map(shortYearInWords)]
  if (mayNotApply === undefined) return own
  const doubt = ['Of deze norm geldt, staat nog niet vast.', mayNotApply].filter(Boolean)
  // What decides whether it applies may be the very thing that it asks.
  return [...new Set([...doubt, ...own])]
}

function shortYearInWords({ year, missing, asked }: ShortYear): string {
  const of = asked === undefined ? '' : `, van ${formatAmount(asked)}`
  return `Van ${formatDay(year.first)} tot en met ${formatDay(year.last)}: ${formatAmount(missing)} te weinig${of}.`
}

/** Why less is asked of this person than of others, with the days. */
function reductionOf(compiled: CompiledRegulation, now: WeighedNorm): readonly string[] {
  const { proRata } = compiled.regulation
  if (now.reduced === undefined || proRata === undefined) return []
  const { whole, part } = now.reduced
  const why = { 'not-registered': 'vóór de inschrijving', leave: 'verlof' }
  const missed = part.missed.map(
    (spell) =>
      `van ${formatDay(spell.first)} tot en met ${formatDay(spell.last)} (${why[spell.why]})`,
  )
  return [
    `Voor een hele periode is dat ${unitOf(compiled, now)(whole)}.`,
    `Van de ${part.whole} dagen ${part.asked === 1 ? 'telt' : 'tellen'} er ${part.asked}: niet ${formatList(missed)}.`,
    // The norm's own article is shown beside this text.
    now.norm.article === proRata.article ? proRata.text : `${proRata.text} (${proRata.article})`,
  ]
}

function headOf(compiled: CompiledRegulation, now: WeighedNorm): string {
  const { label } = now.norm
  if (now.head !== undefined) return `${label}: ${now.head}`
  if (now.measure === 'yes-no') {
    const verdicts: Readonly<Record<Standing, string>> = {
      met: 'in orde.',
      'not-met': 'nog niet in orde.',
      // No judgement helps where nobody has said whether it applies.
      undetermined: now.inDoubt ? 'nog niet vast te stellen.' : 'wacht nog op een oordeel.',
      'for-the-committee': `${compiled.words.committee} beslist.`,
    }
    return `${label}: ${verdicts[now.standing]}`
  }
  const unit = unitOf(compiled, now)
  const { minima = [] } = now
  if (minima.length > 1) {
    // Added up, one thing that serves two minima would be told twice.
    const each = minima.map((share) => shareInWords(compiled, share))
    return `${label}: ${formatList(each)}.`
  }
  const figures = {
    reached: (now.counted + now.provisional) as Amount,
    required: now.required as Amount,
    provisional: now.provisional as Amount,
  }
  return `${label}: ${figuresInWords(figures, unit)}.`
}

/** Writes an amount of a norm's measure. */
function unitOf(
  { words }: CompiledRegulation,
  { measure }: WeighedNorm,
): (amount: Amount) => string {
  switch (measure) {
    case 'amount':
      return (amount) => inUnit(amount, words)
    case 'work-hours':
      return (amount) => `${formatAmount(amount)} uur`
    case 'work-months':
      return (amount) => `${formatAmount(amount)} ${amount === 100 ? 'maand' : 'maanden'}`
    case 'hours-per-week':
      return (amount) => `${formatAmount(amount)} uur per week`
    case 'things':
    case 'yes-no':
      return formatAmount
  }
}

/** Another way to meet a norm, and how far it is reached. */
function wayInWords(compiled: CompiledRegulation, way: WeighedNorm): string {
  const shares = (way.minima ?? []).map((share) => shareInWords(compiled, share))
  const told = way.head === undefined ? remarksOf(way) : [way.head, ...remarksOf(way)]
  const remarks = told.map((remark) => withinSentence(remark.replace(/[.]$/, '')))
  return [...shares, ...remarks].join('; ')
}

/** "22 van 24 uur uit video", with what is missing. */
function shareInWords(
  { regulation, words }: CompiledRegulation,
  { minimum, reached, required }: Share,
): string {
  const unit = minimum.in === 'things' ? formatAmount : (of: Amount) => inUnit(of, words)
  const { of } = minimum
  const named = [...regulation.kinds, ...regulation.groups, ...regulation.attributes].find(
    (each) => each.id === of,
  )
  const what = named === undefined ? '' : ` voor ${withinSentence(named.label)}`
  return figuresInWords({ reached, required }, unit, what)
}
