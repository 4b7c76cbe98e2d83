import type { IndicatorAnswers } from '#engine'
import { decideMany } from '#engine'
import { loadNorms } from '#norms/load.ts'
import type { EngineFigure } from './engine.ts'
import { randomOf } from './random.ts'
import { median } from './report.ts'

const records = 100_000
const rounds = 15

/**
 * The whole table of the youth norm over 100,000 records, against a function that somebody would write by hand for
 * this one table and that gives only the outcome. Both take turns in one run; figures are medians.
 */
export async function run(): Promise<EngineFigure[]> {
  const norm = (await loadNorms()).get('jeugd')?.at(-1)
  if (norm === undefined) throw new Error('there is no norm for youth')
  const random = randomOf(13)
  // Little is the matter in most records, so that both look at nearly all of the table.
  const cases = Array.from(
    { length: records },
    (): IndicatorAnswers =>
      Object.fromEntries(
        norm.indicators.map(({ id, speaks }) => [
          id,
          random() < (speaks === 'for-registered' ? 0.08 : 0.5),
        ]),
      ),
  )
  const { compiled } = norm
  const outcomes = [...decideMany(compiled, cases)].map((at) => compiled.rules[at]?.rule.outcome)
  const wrong = cases.findIndex((one, at) => byHand(one as ByHand) !== outcomes[at])
  if (wrong >= 0) throw new Error(`record ${wrong} is ${outcomes[wrong]}, and by hand another`)
  const times = { data: [] as number[], hand: [] as number[] }
  for (let round = -3; round < rounds; round++) {
    for (const [name, work] of [
      ['data', () => decideMany(compiled, cases).length],
      ['hand', () => allByHand(cases as readonly unknown[] as readonly ByHand[])],
    ] as const) {
      const start = performance.now()
      work()
      // The first rounds are for the compiler.
      if (round >= 0) times[name].push(((performance.now() - start) * 1000) / records)
    }
  }
  return [
    {
      name: `a record decided by the table, of ${records.toLocaleString('en')}`,
      unit: 'µs',
      ours: median(times.data),
      peer: { name: 'a hand-written function', figure: median(times.hand) },
      goal: { is: 'at-most-times', than: 10 },
    },
  ]
}

type ByHand = Readonly<
  Record<
    | 'danger-to-life'
    | 'crisis'
    | 'unsafe-surroundings'
    | 'high-risk'
    | 'predictable-and-safe'
    | 'several-problems-unclear'
    | 'complex-unknown-cause'
    | 'changing-course'
    | 'final-responsibility'
    | 'decisive-say'
    | 'in-training'
    | 'practical-support'
    | 'mbo-level',
    boolean
  >
>

function byHand(one: ByHand): string {
  if (one['danger-to-life'] || one.crisis || one['unsafe-surroundings'] || one['high-risk']) {
    return 'registered'
  }
  if (!one['predictable-and-safe']) return 'registered'
  if (one['several-problems-unclear'] || one['complex-unknown-cause']) return 'registered'
  if (one['changing-course'] || one['final-responsibility'] || one['decisive-say']) {
    return 'registered'
  }
  if (one['in-training']) return 'under-responsibility'
  return one['practical-support'] || one['mbo-level'] ? 'not-registered' : 'under-responsibility'
}

// With the outcome kept, as the table keeps it.
function allByHand(cases: readonly ByHand[]): number {
  const kept = new Array<string>(cases.length)
  for (let at = 0; at < cases.length; at++) kept[at] = byHand(cases[at] as ByHand)
  return kept.length
}
