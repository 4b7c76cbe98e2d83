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
import type { MatchedDossier } from './match-dossier.ts'

// The one answer in JSON, for the command line and for the API. What toJson of the engine gives is
// described here once; a field that is added there is added here, and api/assessments.test.ts says so.

const outcome = z
  .enum(['met', 'not-met', 'undetermined', 'for-the-committee', 'exempt', 'temporary'])
  .meta({ description: 'not-met: it falls short even if all that still waits is approved.' })
const quantity = z.number().meta({ description: 'With two decimals at most.', examples: [1.5] })
const day = z.iso.date().meta({ examples: ['2026-06-01'] })
const article = z.string().meta({ description: 'Where it stands in the regulation.' })
const text = z.string().meta({ description: 'In plain Dutch.' })
const applied = z.object({ id: z.string(), article, text })
const cut = z.object({
  by: z.string().meta({
    description:
      'What took it away: the id of a cap, a threshold or a lapse, or window, planned, rejected, valuation, decision or unknown-kind.',
  }),
  amount: quantity,
  article,
  text,
})

const norm = z.object({
  id: z.string(),
  article,
  source: z.string(),
  label: z.string(),
  asks: z.string().meta({ description: 'What the norm asks, in plain Dutch.' }),
  outcome,
  inDoubt: z.literal(true).optional().meta({
    description:
      'It is not met, and nobody has stated what decides whether it applies, or from when things count.',
  }),
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
  counted: z.number().meta({ description: 'Out of what is approved.' }),
  provisional: z.number().meta({ description: 'Out of what is claimed and not judged yet.' }),
  shortfall: z
    .number()
    .meta({ description: 'What is missing, even if all that is claimed is approved.' }),
  text: z.string().meta({
    description: 'The finding in plain Dutch, as the pages show it.',
    examples: ['Reflectie: 30 van 40 punten, 10 te weinig.'],
  }),
  withPlanned: z
    .object({ counted: quantity, planned: quantity, shortfall: quantity })
    .meta({ description: 'The same once what is planned is done. What is planned never counts.' }),
  limits: z
    .array(z.object({ there: quantity, counted: quantity, text }))
    .optional()
    .meta({ description: 'What counts for this norm only in part, as the norm limits it.' }),
})

const activity = z.object({
  id: z.string(),
  state: z.enum(['planned', 'claimed', 'approved', 'rejected']),
  claimed: quantity,
  awarded: quantity,
  counted: quantity,
  valuation: z
    .object({ text, article, limit: quantity.optional() })
    .optional()
    .meta({ description: 'How the rule of its kind values it.' }),
  things: z.object({ awarded: quantity, counted: quantity, cuts: z.array(cut) }),
  second: z
    .object({ awarded: quantity, counted: quantity, cuts: z.array(cut) })
    .optional()
    .meta({ description: 'The same in the second unit of the regulation, where it has one.' }),
  countsFor: z.array(z.string()).meta({ description: 'The ids of the norms to which it counts.' }),
  countsUntil: day.optional().meta({
    description: 'The last day of submission for which it counts, where it lapses some time.',
  }),
  cuts: z.array(cut).meta({
    description: 'Each difference between claimed, awarded and counted, with its reason.',
  }),
})

const threshold = z.object({
  id: z.string().meta({ description: 'Of a threshold, or carry-over for what a surplus asks.' }),
  article,
  text,
  required: quantity,
  counted: z.number().meta({ description: 'Out of what is approved.' }),
  provisional: z.number().meta({ description: 'Out of what is claimed and not judged yet.' }),
  standing: z.enum(['met', 'not-met', 'undetermined', 'for-the-committee']),
})

const tag = z.string().meta({ description: 'The id of a kind, group or attribute, or total.' })
const label = z.string()

const surplus = z.object({
  carriedIn: z
    .array(
      z.object({
        id: z.string().meta({ description: 'Under which it stands among the activities.' }),
        tag,
        label,
        amount: quantity,
        counted: quantity,
        undecided: z.literal(true).optional().meta({
          description: 'It counts only if people decide so, and nobody did yet.',
        }),
        text,
        article,
      }),
    )
    .meta({ description: 'What a former period left over, and how much of it counts.' }),
  left: z
    .array(
      z.object({
        tag,
        label,
        amount: z.number().meta({ description: 'Out of what is approved.' }),
        provisional: z.number().meta({ description: 'More, if all that is claimed is approved.' }),
        text,
        article,
      }),
    )
    .meta({ description: 'What goes along to the next period, as it stands now.' }),
})

const asker = z.object({
  is: z.enum(['norm', 'variant', 'exemption', 'move', 'carry-over', 'category']),
  id: z.string(),
  label: z.string(),
  article: article.optional(),
})

/** What is still asked of somebody, in JSON. */
export const toAskAnswer = z.object({
  questions: z.array(
    z.object({
      urgency: z.enum(['now', 'may']).meta({
        description:
          'now: it is needed; may: it is not, but it could lower what is asked, or help later.',
      }),
      text: z.string().meta({ description: 'What is asked, in plain Dutch.' }),
      why: z.string().meta({ description: 'What wants it, in plain Dutch.' }),
      found: z.array(z.string()).meta({
        description: 'What was found of what is there already and is not enough, or no good.',
      }),
      for: z.array(asker),
      ways: z
        .array(
          z.array(
            z.object({
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
              id: z.string().optional(),
              text: z.string(),
            }),
          ),
        )
        .meta({ description: 'Ways of which one is enough, each with all that it takes.' }),
    }),
  ),
  impossible: z.array(asker.extend({ text })).meta({
    description: 'What cannot be met any more by what was stated; nothing is asked for it then.',
  }),
  awaited: z
    .array(asker)
    .meta({ description: 'What waits for somebody else, who checks or judges it.' }),
})

/** An assessment in JSON, with which version was applied and, if it was asked for, a forecast. */
export const assessmentAnswer = z.object({
  outcome,
  sentence: z.string().meta({ description: 'The answer in one plain Dutch sentence.' }),
  regulation: z.object({ register: z.string(), version: day }),
  on: day.meta({ description: 'The day on which the assessment is made.' }),
  window: z
    .object({ first: day, last: day, article, text })
    .meta({ description: 'The days on which activities count.' }),
  variant: applied.optional().meta({ description: 'The variant that holds for this person.' }),
  missed: z.array(z.object({ id: z.string(), label: z.string(), article, text })).meta({
    description: 'Variants that do not hold although something speaks for them, and why.',
  }),
  exemption: applied.optional(),
  temporary: z
    .object({
      standing: z.enum(['met', 'undetermined', 'for-the-committee']).meta({
        description: 'Where the norms stand that must be met for it; met: it is sure.',
      }),
      open: z.array(z.string()).meta({ description: 'The ids of what is still open.' }),
      first: day,
      last: day,
      article,
      text,
    })
    .optional()
    .meta({ description: 'All that it can come to: a registration for a while.' }),
  nextPeriod: z.object({ first: day, last: day, monthsUsed: z.int(), text }).optional().meta({
    description:
      'The full period that follows upon a registration for a while, less the whole months that it took.',
  }),
  norms: z.array(norm),
  activities: z.array(activity),
  thresholds: z.array(threshold).meta({
    description: 'How far it is there what some activities, or a surplus, count only with.',
  }),
  surplus: surplus.optional().meta({
    description: 'What came along and what is left; absent where nothing ever goes along.',
  }),
  applicable: z.string().meta({ description: 'Why this version applies, in plain Dutch.' }),
  forecast: z
    .object({
      before: day,
      outcome: z.enum(['already-met', 'met-with-planned', 'not-met-with-planned', 'undetermined']),
      metOn: day.optional().meta({
        description: 'The first day on which the norms are met if all goes as planned.',
      }),
      needed: z
        .array(z.string())
        .meta({ description: 'The planned activities that are needed, earliest first.' }),
      text,
    })
    .optional()
    .meta({ description: 'Whether the norms will be met before a day, with what is planned.' }),
  toAsk: toAskAnswer.optional().meta({
    description: 'What has to be stated, given or done next; absent where it was filed already.',
  }),
  admissions: z
    .array(z.object({ category: z.string(), outcome, ...toAskAnswer.shape }))
    .optional()
    .meta({
      description: 'Of a first application: each category with what is still missing for it.',
    }),
  category: z.string().optional().meta({
    description: 'The category that is asked for or held; absent where there is none.',
  }),
  moves: z
    .array(z.object({ move: z.string(), category: z.string(), outcome, ...toAskAnswer.shape }))
    .optional()
    .meta({
      description:
        'From the category that is held: each change that one may ask for, with what is still missing for it.',
    }),
})

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
