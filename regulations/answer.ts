import { z } from 'zod'
import type {
  AssessmentJson,
  CategoryToAsk,
  CompiledRegulation,
  Dossier,
  ExplainedForecast,
  Explanation,
  SaidToAsk,
} from '#engine'
import {
  askForEachCategory,
  askForMove,
  assess,
  assessMove,
  explain,
  explainForecast,
  forecast,
  sayToAsk,
  toJson,
  whatToAsk,
} from '#engine'
import { describedKeys } from './described.ts'
import * as says from './descriptions/answer.ts'
import type { MatchedDossier } from './match-dossier.ts'

// The one answer in JSON, for the command line and for the API. What toJson of the engine gives is
// described here once; a field that is added there is added here, and api/assessments.test.ts says so.

const outcome = z.enum([
  'met',
  'not-met',
  'undetermined',
  'for-the-committee',
  'exempt',
  'temporary',
])
const quantity = z.number().meta({ examples: [1.5] })
const day = z.iso.date().meta({ examples: ['2026-06-01'] })
const text = z.string()
const told = { article: text, text }
const cuts = z.array(z.object(describedKeys(says.cut, { by: text, amount: quantity, ...told })))
const measured = z.object(
  describedKeys(says.measured, { awarded: quantity, counted: quantity, cuts }),
)

const norm = z.object(
  describedKeys(says.norm, {
    id: text,
    article: text,
    source: text,
    label: text,
    asks: text,
    outcome,
    inDoubt: z.literal(true).optional(),
    measure: z.enum([
      'amount',
      'second-unit',
      'things',
      'work-hours',
      'work-months',
      'hours-per-week',
      'yes-no',
    ]),
    required: quantity,
    counted: quantity,
    provisional: quantity,
    shortfall: quantity,
    text: text.meta({ examples: ['Reflectie: 30 van 40 punten, 10 te weinig.'] }),
    withPlanned: z.object(
      describedKeys(says.withPlanned, {
        counted: quantity,
        planned: quantity,
        shortfall: quantity,
      }),
    ),
    limits: z
      .array(z.object(describedKeys(says.limit, { there: quantity, counted: quantity, text })))
      .optional(),
  }),
)

const activity = z.object(
  describedKeys(says.activity, {
    id: text,
    state: z.enum(['planned', 'claimed', 'approved', 'rejected']),
    claimed: quantity,
    awarded: quantity,
    counted: quantity,
    valuation: z
      .object(describedKeys(says.valuation, { text, article: text, limit: quantity.optional() }))
      .optional(),
    things: measured,
    second: measured.optional(),
    countsFor: z.array(text),
    countsUntil: day.optional(),
    cuts,
    label: z
      .object(
        describedKeys(says.label, {
          is: z.enum(['by-decision', 'valid', 'expired', 'wrong-scope', 'unknown']),
          ...told,
        }),
      )
      .optional(),
  }),
)

const threshold = z.object(
  describedKeys(says.threshold, {
    id: text,
    ...told,
    required: quantity,
    counted: quantity,
    provisional: quantity,
    standing: z.enum(['met', 'not-met', 'undetermined', 'for-the-committee']),
  }),
)

const surplus = z.object(
  describedKeys(says.surplus, {
    carriedIn: z.array(
      z.object(
        describedKeys(says.carriedIn, {
          id: text,
          tag: text,
          label: text,
          amount: quantity,
          counted: quantity,
          undecided: z.literal(true).optional(),
          ...told,
        }),
      ),
    ),
    left: z.array(
      z.object(
        describedKeys(says.left, {
          tag: text,
          label: text,
          amount: quantity,
          provisional: quantity,
          ...told,
        }),
      ),
    ),
  }),
)

const asker = z.object(
  describedKeys(says.asker, {
    is: z.enum(['norm', 'variant', 'exemption', 'move', 'carry-over', 'category']),
    id: text,
    label: text,
    article: text.optional(),
  }),
)

const way = z.object(
  describedKeys(says.way, {
    what: z.enum([
      'fact',
      'category',
      'document',
      'declaration',
      'holding',
      'work',
      'refresher',
      'activities',
    ]),
    id: text.optional(),
    text,
  }),
)

/** What is still asked of somebody, in JSON. */
export const toAskAnswer = z.object(
  describedKeys(says.toAsk, {
    questions: z.array(
      z.object(
        describedKeys(says.toAskQuestion, {
          urgency: z.enum(['now', 'may']),
          text,
          why: text,
          found: z.array(text),
          for: z.array(asker),
          ways: z.array(z.array(way)),
        }),
      ),
    ),
    impossible: z.array(asker.extend(describedKeys(says.impossible, { text }))),
    awaited: z.array(asker),
  }),
)

const categoryToAsk = { category: text, outcome, ...toAskAnswer.shape }

/** An assessment in JSON, with which version was applied and, if it was asked for, a forecast. */
export const assessmentAnswer = z.object(
  describedKeys(says.answer, {
    outcome,
    sentence: text,
    regulation: z.object(describedKeys(says.regulation, { register: text, version: day })),
    on: day,
    window: z.object(describedKeys(says.window, { first: day, last: day, ...told })),
    variant: z.object(describedKeys(says.applied, { id: text, ...told })).optional(),
    missed: z.array(z.object(describedKeys(says.missed, { id: text, label: text, ...told }))),
    exemption: z.object(describedKeys(says.applied, { id: text, ...told })).optional(),
    dispensed: z
      .array(z.object(describedKeys(says.dispensed, { id: text, label: text, ...told })))
      .optional(),
    temporary: z
      .object(
        describedKeys(says.temporary, {
          standing: z.enum(['met', 'undetermined', 'for-the-committee']),
          open: z.array(text),
          first: day,
          last: day,
          ...told,
        }),
      )
      .optional(),
    nextPeriod: z
      .object(describedKeys(says.nextPeriod, { first: day, last: day, monthsUsed: z.int(), text }))
      .optional(),
    norms: z.array(norm),
    activities: z.array(activity),
    thresholds: z.array(threshold),
    surplus: surplus.optional(),
    applicable: text,
    forecast: z
      .object(
        describedKeys(says.forecast, {
          before: day,
          outcome: z.enum([
            'already-met',
            'met-with-planned',
            'not-met-with-planned',
            'undetermined',
          ]),
          metOn: day.optional(),
          needed: z.array(text),
          text,
        }),
      )
      .optional(),
    toAsk: toAskAnswer.optional(),
    admissions: z.array(z.object(describedKeys(says.admission, categoryToAsk))).optional(),
    category: text.optional(),
    moves: z.array(z.object(describedKeys(says.move, { move: text, ...categoryToAsk }))).optional(),
  }),
)

/** The answer as it is given: what the engine found, and which version was applied. */
export type AssessmentAnswer = AssessmentJson & {
  readonly applicable: string
  readonly forecast?: ReturnType<typeof forecastJson>
  readonly toAsk?: SaidToAsk
  readonly admissions?: readonly (SaidToAsk & Pick<CategoryToAsk, 'category' | 'outcome'>)[]
  readonly category?: string
  readonly moves?: readonly (SaidToAsk &
    Pick<CategoryToAsk, 'category' | 'outcome'> & { readonly move: string })[]
}

/** Assesses a dossier, with a forecast where a day is given before which it should be met. */
export function answerFor(
  { compiled, dossier, on, why }: MatchedDossier,
  before: Temporal.PlainDate | undefined,
): AssessmentAnswer {
  const assessment = assess(compiled, dossier, on)
  const plan =
    before === undefined
      ? undefined
      : explainForecast(compiled, forecast(compiled, dossier, { on, before }, assessment))
  return {
    ...answerWith(explain(compiled, assessment), why, plan),
    ...stillAsked(compiled, dossier, on),
  }
}

/** What is still asked of a dossier that is being built up, and of each category for who has none. */
export function stillAsked(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Pick<AssessmentAnswer, 'toAsk' | 'admissions' | 'category' | 'moves'> {
  const { category, kind } = dossier
  const toAsk = sayToAsk(compiled, whatToAsk(compiled, dossier, on))
  if (compiled.regulation.categories.length === 0) return { toAsk }
  const mine = { toAsk, ...(category === undefined ? {} : { category }) }
  if (kind !== 'first') return { ...mine, moves: movesOf(compiled, dossier, on) }
  const admissions = askForEachCategory(compiled, dossier, on).map((each) => ({
    category: each.category,
    outcome: each.outcome,
    ...sayToAsk(compiled, each),
  }))
  return { ...mine, admissions }
}

function movesOf(compiled: CompiledRegulation, dossier: Dossier, on: Temporal.PlainDate) {
  const { category } = dossier
  return compiled.regulation.moves
    .filter(({ from }) => category !== undefined && from.includes(category))
    .map((move) => ({
      move: move.id,
      category: move.to,
      outcome: assessMove(compiled, move, dossier, on).standing,
      ...sayToAsk(compiled, askForMove(compiled, move, dossier, on)),
    }))
}

/** The answer in JSON of an assessment that was made already. */
export function answerWith(
  assessment: Explanation,
  why: string,
  plan: ExplainedForecast | undefined,
): AssessmentAnswer {
  return {
    ...toJson(assessment),
    applicable: why,
    ...(plan === undefined ? {} : { forecast: forecastJson(plan) }),
  }
}

function forecastJson({ before, outcome, metOn, needed, text }: ExplainedForecast) {
  return {
    before: before.toString(),
    outcome,
    ...(metOn === undefined ? {} : { metOn: metOn.toString() }),
    needed,
    text,
  }
}
