import type {
  Amount,
  CompiledRegulation,
  Explanation,
  Outcome,
  SaidQuestion,
  SaidToAsk,
} from '#engine'
import {
  askForMove,
  asksActivities,
  assess,
  assessMove,
  explain,
  explainForecast,
  explainMove,
  forecast,
  formatAmount,
  inUnit,
  sayToAsk,
  surplusLabel,
  thatCounts,
} from '#engine'
import { formatDay } from '#language/days.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { answerWith, stillAsked } from '#regulations/answer.ts'
import type { MatchedDossier } from '#regulations/match-dossier.ts'
import type { Command, Terminal } from './command.ts'
import { answer, answerJson, WrongInput } from './command.ts'
import { readDay, readOptions } from './options.ts'
import { chooseRegulation, matchSource, readDossierSource } from './sources.ts'

export const assessCommand: Command = {
  name: 'assess',
  summary: 'hold a dossier against a regulation',
  help: `peil assess --regulation <register[@version] or file> [--on <yyyy-mm-dd>] [--before <yyyy-mm-dd>]
            [--move <id>] [--json] <dossier.json or ->

Holds a dossier against the norms and says what counts, what does not and why, what is missing and what is asked next.

  --regulation  a register (krsd), a version of it (krsd@2021-01-01), a file or a folder of versions
  --on          the day of the assessment; the day of submission, or else today
  --before      also say whether the norms will be met before this day, with what is planned
  --move        say whether this person may make this change of category
  --json        answer in JSON

The form of a dossier: peil schema dossier. The manual: regulations/README.md.`,
  run: async (args, terminal) => {
    const { values, positionals } = readOptions(args, {
      regulation: { type: 'string' },
      on: { type: 'string' },
      before: { type: 'string' },
      move: { type: 'string' },
      json: { type: 'boolean' },
    })
    const [name, ...others] = positionals
    if (values.regulation === undefined) {
      throw new WrongInput('--regulation ontbreekt: een register of een bestand (missing)')
    }
    if (name === undefined || others.length > 0) {
      throw new WrongInput(
        'geef precies één dossier, of - voor standaardinvoer (exactly one dossier)',
      )
    }
    const chosen = await chooseRegulation(values.regulation)
    const source = await readDossierSource(name, terminal)
    const matched = matchSource(chosen, source, readDay(values.on, '--on'))
    if (values.move !== undefined)
      return answerMove(terminal, values.move, matched, values.json === true)
    const assessment = assess(matched.compiled, matched.dossier, matched.on)
    const before = readDay(values.before, '--before')
    const plan =
      before === undefined
        ? undefined
        : explainForecast(
            matched.compiled,
            forecast(matched.compiled, matched.dossier, { on: matched.on, before }, assessment),
          )
    const explained = explain(matched.compiled, assessment)
    const asked = stillAsked(matched.compiled, matched.dossier, matched.on)
    if (values.json === true) {
      return answerJson(terminal, { ...answerWith(explained, matched.why, plan), ...asked })
    }
    return answer(
      terminal,
      [
        ...linesOf(explained, matched),
        ...(asked.toAsk === undefined ? [] : askedLines(asked.toAsk)),
        ...(matched.dossier.category === undefined ? admissionLines(asked, matched) : []),
        ...(plan === undefined ? [] : ['', plan.text]),
      ].join('\n'),
    )
  },
}

/** What is still asked, and what cannot be any more, below a blank line; nothing where nothing is. */
function askedLines({ questions, impossible }: SaidToAsk): readonly string[] {
  const line = ({ text, why, found }: SaidQuestion) => `- ${[text, ...found, why].join(' ')}`
  const needed = questions.filter(({ urgency }) => urgency === 'now')
  const helpful = questions.filter(({ urgency }) => urgency === 'may')
  return [
    ...(impossible.length === 0 ? [] : ['', 'Wat zo niet kan:']),
    ...impossible.map(
      ({ text, article }) => `- ${text}${article === undefined ? '' : ` (${article})`}`,
    ),
    ...(needed.length === 0 ? [] : ['', 'Wat nu gevraagd wordt:']),
    ...needed.map(line),
    ...(helpful.length === 0 ? [] : ['', 'Wat kan helpen:']),
    ...helpful.map(line),
  ]
}

/** Each category, for who has not chosen one. */
function admissionLines(
  { admissions = [] }: ReturnType<typeof stillAsked>,
  { compiled }: MatchedDossier,
): readonly string[] {
  return admissions.flatMap(({ category, outcome, ...asked }) => {
    const label = compiled.regulation.categories.find(({ id }) => id === category)?.label
    const [, ...lines] = askedLines({ ...asked, questions: asked.questions.filter(isNeeded) })
    return [
      '',
      `${label ?? category}: ${withinSentence(outcomeInWords(outcome, compiled))}.`,
      ...lines,
    ]
  })
}

function isNeeded({ urgency }: SaidQuestion): boolean {
  return urgency === 'now'
}

/** Says whether somebody may change category, criterion by criterion. */
function answerMove(
  terminal: Terminal,
  id: string,
  { compiled, dossier, on }: MatchedDossier,
  inJson: boolean,
): number {
  const { regulation } = compiled
  const move = regulation.moves.find((each) => each.id === id)
  if (move === undefined) {
    const known = regulation.moves.map((each) => each.id).join(', ') || 'geen (none)'
    throw new WrongInput(`onbekende verandering ${id}; bekend: ${known} (unknown move)`)
  }
  if (dossier.category === undefined || !move.from.includes(dossier.category)) {
    throw new WrongInput(
      `${id} is voor wie nu in ${move.from.join(' of ')} zit: zet dat in het dossier bij category (not the category that this move is from)`,
    )
  }
  const found = assessMove(compiled, move, dossier, on)
  const toAsk = sayToAsk(compiled, askForMove(compiled, move, dossier, on))
  const { standing, period } = found
  const { own, criteria } = explainMove(compiled, found)
  const mayMove =
    standing === 'met'
      ? 'Kan'
      : standing === 'not-met'
        ? 'Kan nog niet'
        : outcomeInWords(standing, compiled)
  if (inJson) {
    return answerJson(terminal, {
      move: id,
      outcome: standing,
      ...(own === undefined ? {} : { own: { outcome: own.standing, text: own.text } }),
      criteria: criteria.map(({ id: criterion, article, outcome, text }) => ({
        id: criterion,
        article,
        outcome,
        text,
      })),
      ...(period === undefined
        ? {}
        : { period: { first: period.first.toString(), last: period.last.toString() } }),
      toAsk,
    })
  }
  return answer(
    terminal,
    [
      `${mayMove}. ${move.text} (${move.article})`,
      ...(own === undefined && criteria.length === 0 ? [] : ['']),
      ...(own === undefined ? [] : [`${mark(own.standing)} ${own.text} (${move.article})`]),
      ...criteria.map((norm) => `${mark(norm.outcome)} ${norm.text} (${norm.article})`),
      ...(period === undefined
        ? []
        : [
            '',
            `De periode is dan van ${formatDay(period.first)} tot en met ${formatDay(period.last)}.`,
          ]),
      ...askedLines(toAsk),
    ].join('\n'),
  )
}

function outcomeInWords(outcome: Outcome, { words }: CompiledRegulation): string {
  return {
    met: 'Voldoet',
    'not-met': 'Voldoet niet',
    undetermined: 'Nog niet te bepalen',
    'for-the-committee': `${sentenceCase(words.committee)} beslist`,
    exempt: 'Vrijgesteld',
    temporary: 'Voorlopig',
  }[outcome]
}

function linesOf(assessment: Explanation, { compiled, dossier, why }: MatchedDossier): string[] {
  const { regulation } = compiled
  const titles = new Map(dossier.activities.map((activity) => [activity.id, activity.title]))
  const name = (id: string) => titles.get(id) ?? surplusLabel(compiled, id.replace(/^surplus:/, ''))
  const cut = assessment.activities.filter(
    ({ cuts, things, second }) => cuts.length + things.cuts.length + (second?.cuts.length ?? 0) > 0,
  )
  const unclaimed = new Set(
    dossier.activities.filter((each) => each.claimed === undefined).map((each) => each.id),
  )
  const limited = assessment.activities.filter(
    ({ id, valuation }) => unclaimed.has(id) && valuation?.limit !== undefined,
  )
  const { carriedIn = [], left = [] } = assessment.surplus ?? {}
  const carried = carriedIn.filter(({ counted }) => counted > 0)
  return [
    `${outcomeInWords(assessment.outcome, compiled)}. ${assessment.sentence}`,
    '',
    `${regulation.title} (${regulation.register}@${regulation.version}), op ${assessment.on}.`,
    why,
    ...(asksActivities(regulation) ? [assessment.window.text] : []),
    ...(assessment.variant === undefined
      ? []
      : [`${assessment.variant.text} (${assessment.variant.article})`]),
    ...assessment.missed.map(
      ({ label, text, article }) => `Niet toegepast: ${label}. ${text} (${article})`,
    ),
    ...(assessment.temporary === undefined
      ? []
      : [`${assessment.temporary.text} (${assessment.temporary.article})`]),
    ...(assessment.nextPeriod === undefined ? [] : [assessment.nextPeriod.text]),
    '',
    ...assessment.norms.map(
      (norm) => `${mark(norm.outcome)} ${norm.text} (${norm.article}, ${norm.source})`,
    ),
    ...(limited.length === 0 ? [] : ['', 'Waar een grens geldt:']),
    ...limited.map(
      ({ id, valuation }) => `- ${name(id)}: ${valuation?.text} (${valuation?.article})`,
    ),
    ...(cut.length === 0 ? [] : ['', 'Wat niet of niet helemaal meetelt:']),
    ...cut.flatMap((activity) => [
      ...activity.cuts.map(
        ({ amount, text, article }) =>
          `- ${name(activity.id)}: ${cutInWords(amount, compiled)} ${text} (${article})`,
      ),
      ...(activity.second?.cuts ?? []).map(
        ({ amount, text, article }) =>
          `- ${name(activity.id)}: ${thatCounts(amount, { unit: regulation.secondUnit ?? compiled.words.unit })} niet mee. ${text} (${article})`,
      ),
      ...activity.things.cuts.map(
        ({ amount, text, article }) =>
          `- ${name(activity.id)}: ${formatAmount(amount)} van ${formatAmount(activity.things.awarded)} keer telt niet mee. ${text} (${article})`,
      ),
    ]),
    ...(carried.length === 0 ? [] : ['', 'Uit een vorige periode telt mee:']),
    ...carried.map(({ text, article }) => `- ${text} (${article})`),
    ...(left.length === 0 ? [] : ['', 'Over voor een volgende periode:']),
    ...left.map(({ text, article }) => `- ${text} (${article})`),
  ]
}

/** An award above the claim is told as such and not as a cut of less than nothing. */
function cutInWords(amount: Amount, { words }: CompiledRegulation): string {
  return amount < 0
    ? `${inUnit(Math.abs(amount) as Amount, words)} meer dan opgegeven.`
    : `${thatCounts(amount, words)} niet mee.`
}

function mark(outcome: Outcome): string {
  return outcome === 'met' || outcome === 'exempt' ? '✔' : outcome === 'not-met' ? '✘' : '…'
}
