import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Engine } from 'json-rules-engine'
import type { Amount, ColumnPlan, Dossier, Portfolios, Signatures, Verdict } from '#engine'
import {
  assess,
  assessColumns,
  dayNumber,
  emptyDossier,
  noSignatures,
  prepareColumns,
  signatureOf,
  standingCodes,
  stateCodes,
  verdictFor,
} from '#engine'
import { loadRegisters } from '#regulations/load.ts'

/** Ours beside a peer's, in a unit of which less is better; the ratio says how many times better. */
export type BenchResult = {
  readonly name: string
  readonly ours: number
  readonly peer: number
  readonly ratio: number
  /** The least ratio that we want; absent where the figure is only shown. */
  readonly goal?: number
  readonly unit: string
}

// Portfolios of 40 activities under the KRSD's norm, in batches of a thousand.
const size = 40
const batch = 1_000

/**
 * The engine with its full explanation against a loop that somebody would write by hand for this
 * one norm, and against json-rules-engine, which only gets two ready sums to compare.
 */
export async function run(): Promise<BenchResult[]> {
  const compiled = (await loadRegisters()).get('krsd')?.versions.at(-1)
  if (compiled === undefined) throw new Error('The KRSD has no regulation')
  const kinds = [
    'training',
    'workshop',
    'webinar',
    'peer-consultation',
    'supervising',
    'study-book',
  ]
  const known = noSignatures(compiled)
  const signatures = kinds.flatMap((kind) =>
    [false, true].map((accredited) => ({
      number: signatureOf(known, kind, { accredited }),
      accredited,
    })),
  )
  const accredited = new Uint8Array(Math.max(...signatures.map((each) => each.number)) + 1)
  for (const each of signatures) accredited[each.number] = each.accredited ? 1 : 0
  const portfolios = generate(signatures.map((each) => each.number))
  const plan = prepareColumns(known, { kind: 'first' })
  const verdict = verdictFor(plan, size)
  checkAgreement(plan, portfolios, verdict, accredited)
  const results: BenchResult[] = []
  for (const count of [10_000, 100_000, 1_000_000]) {
    const [ours = 0, hand = 0] = fastest([
      () => runEngine(plan, portfolios, verdict, count),
      () => runByHand(portfolios, accredited, count),
    ])
    results.push({
      name: `${count.toLocaleString('en')} portfolios, full explanation, against a hand-written loop`,
      ours: perPortfolio(ours, count),
      peer: perPortfolio(hand, count),
      ratio: hand / ours,
      goal: 1 / 3,
      unit: 'µs',
    })
  }
  const few = 10_000
  const rules = await runRules(portfolios, accredited, few)
  const [ours = 0] = fastest([() => runEngine(plan, portfolios, verdict, few)])
  results.push({
    name: 'full explanation, against bare thresholds in json-rules-engine',
    ours: perPortfolio(ours, few),
    peer: perPortfolio(rules, few),
    ratio: rules / ours,
    goal: 15,
    unit: 'µs',
  })
  const dossier = dossierOf(known, portfolios)
  const on = Temporal.PlainDate.from('2022-12-15')
  const [written = 0] = fastest([
    () => times(500, () => assess(compiled, dossier, on).norms.length),
  ])
  results.push({
    name: 'one dossier through assess(), every sentence written, against the columns',
    ours: perPortfolio(written, 500),
    peer: perPortfolio(ours, few),
    ratio: ours / few / (written / 500),
    unit: 'µs',
  })
  stream(plan, portfolios, verdict, 10_000)
  const after = memory()
  stream(plan, portfolios, verdict, 1_000_000)
  const grown = memory()
  results.push({
    name: 'memory in use after streaming 1,000,000 portfolios, against after 10,000',
    ours: grown,
    peer: after,
    ratio: after / grown,
    goal: 0.9,
    unit: 'MB',
  })
  return results
}

function generate(signatures: readonly number[]): Portfolios {
  const rows = size * batch
  const window = ['2019-01-01', '2022-12-15'].map((day) => dayNumber(Temporal.PlainDate.from(day)))
  const [first = 0, last = 0] = window
  const random = numbers(7)
  return {
    starts: Int32Array.from({ length: batch + 1 }, (_, at) => at * size),
    first: new Int32Array(batch).fill(first),
    last: new Int32Array(batch).fill(last),
    signature: Int32Array.from({ length: rows }, () => signatures[random(signatures.length)] ?? 0),
    day: Int32Array.from({ length: rows }, () => first - 100 + random(last - first + 200)),
    amount: Int32Array.from({ length: rows }, () => 50 * (1 + random(10))),
    things: new Int32Array(rows).fill(1),
    state: Uint8Array.from({ length: rows }, () => {
      const roll = random(20)
      if (roll === 0) return stateCodes.planned
      if (roll === 1) return stateCodes.rejected
      return roll < 6 ? stateCodes.claimed : stateCodes.approved
    }),
  }
}

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * below)
  }
}

function runEngine(
  plan: ColumnPlan,
  portfolios: Portfolios,
  verdict: Verdict,
  count: number,
): number {
  let met = 0
  for (let at = 0; at < count; at++) {
    assessColumns(plan, portfolios, at % batch, verdict)
    if (verdict.outcome === standingCodes.met) met++
  }
  return met
}

/** Every batch is new, in the same columns: what a reader of a large table would do. */
function stream(plan: ColumnPlan, portfolios: Portfolios, verdict: Verdict, count: number): void {
  for (let done = 0; done < count; done += batch) {
    const random = numbers(done + 1)
    for (let row = 0; row < portfolios.amount.length; row++) {
      portfolios.amount[row] = 50 * (1 + random(10))
    }
    runEngine(plan, portfolios, verdict, batch)
  }
}

/** What somebody would write for this one norm: no explanation, no regulation as data. */
function runByHand(portfolios: Portfolios, accredited: Uint8Array, count: number): number {
  let met = 0
  for (let at = 0; at < count; at++) {
    if (byHand(portfolios, accredited, at % batch) === standingCodes.met) met++
  }
  return met
}

function byHand(portfolios: Portfolios, accredited: Uint8Array, at: number): number {
  const { starts, first, last, signature, day, amount, state } = portfolios
  let total = 0
  let totalClaimed = 0
  let special = 0
  let specialClaimed = 0
  for (let row = starts[at]!; row < starts[at + 1]!; row++) {
    const code = state[row]!
    if (code !== stateCodes.approved && code !== stateCodes.claimed) continue
    if (day[row]! < first[at]! || day[row]! > last[at]!) continue
    const value = amount[row]!
    const isAccredited = accredited[signature[row]!] === 1
    if (code === stateCodes.approved) {
      total += value
      if (isAccredited) special += value
    } else {
      totalClaimed += value
      if (isAccredited) specialClaimed += value
    }
  }
  if (total >= 9600 && special >= 2400) return standingCodes.met
  const possible = total + totalClaimed >= 9600 && special + specialClaimed >= 2400
  return possible ? standingCodes.undetermined : standingCodes['not-met']
}

/** The first portfolio as the dossier that a person would have. */
function dossierOf({ met }: Signatures, portfolios: Portfolios): Dossier {
  const epoch = Temporal.PlainDate.from('1970-01-01')
  const states = ['planned', 'claimed', 'approved', 'rejected'] as const
  return {
    ...emptyDossier,
    activities: Array.from({ length: size }, (_, row) => {
      const signature = met[portfolios.signature[row]!]!
      return {
        id: `activity-${row}`,
        kind: signature.kind,
        title: 'Activity',
        completedOn: epoch.add({ days: portfolios.day[row]! }),
        claimed: portfolios.amount[row]! as Amount,
        attributes: signature.attributes,
        details: {},
        state: states[portfolios.state[row]!]!,
      }
    }),
  }
}

function times(count: number, work: () => number): number {
  let sum = 0
  for (let at = 0; at < count; at++) sum += work()
  return sum
}

function checkAgreement(
  plan: ColumnPlan,
  portfolios: Portfolios,
  verdict: Verdict,
  accredited: Uint8Array,
): void {
  for (let at = 0; at < batch; at++) {
    assessColumns(plan, portfolios, at, verdict)
    if (verdict.outcome !== byHand(portfolios, accredited, at)) {
      throw new Error(`The engine and the loop disagree about portfolio ${at}`)
    }
  }
}

async function runRules(
  portfolios: Portfolios,
  accredited: Uint8Array,
  count: number,
): Promise<number> {
  const engine = new Engine()
  engine.addRule({
    conditions: {
      all: [
        { fact: 'total', operator: 'greaterThanInclusive', value: 9600 },
        { fact: 'accredited', operator: 'greaterThanInclusive', value: 2400 },
      ],
    },
    event: { type: 'met' },
  })
  const facts = Array.from({ length: batch }, (_, at) => {
    let total = 0
    let special = 0
    for (let row = portfolios.starts[at]!; row < portfolios.starts[at + 1]!; row++) {
      total += portfolios.amount[row]!
      if (accredited[portfolios.signature[row]!] === 1) special += portfolios.amount[row]!
    }
    return { total, accredited: special }
  })
  for (const each of facts) await engine.run(each)
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    for (let at = 0; at < count; at++) await engine.run(facts[at % batch])
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/** The fastest of some rounds of each, taken in turns so that a slow moment hits all alike. */
function fastest(works: readonly (() => number)[]): number[] {
  const best = works.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < 7; round++) {
    works.forEach((work, at) => {
      const start = performance.now()
      work()
      best[at] = Math.min(best[at] ?? 0, performance.now() - start)
    })
  }
  return best
}

function perPortfolio(milliseconds: number, count: number): number {
  return (milliseconds * 1000) / count
}

/** The heap in use once all that nobody needs is collected, in MB. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  return process.memoryUsage().heapUsed / 1_000_000
}
