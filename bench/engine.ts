import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { Engine } from 'json-rules-engine'
import type { Amount, Answer, CompiledRegulation, Dossier, Portfolios, Prepared } from '#engine'
import {
  answerFor,
  assess,
  compileRegulation,
  dayNumber,
  emptyDossier,
  explain,
  prepare,
  signatureOf,
  signaturesOf,
  stateCodes,
  weighPortfolio,
} from '#engine'
import { loadRegisters } from '#regulations/load.ts'
import { median } from './report.ts'

/** A median, beside that of a peer where there is one. Less is better. */
export type EngineFigure = {
  readonly name: string
  readonly unit: 'µs' | 'MB'
  readonly ours: number
  readonly peer?: { readonly name: string; readonly figure: number }
  /** What we want: no more than so many times the peer, so many times as fast, or so much. */
  readonly goal?: {
    readonly is: 'at-most-times' | 'times-as-fast' | 'at-most'
    readonly than: number
  }
}

// Portfolios of 40 activities under the KRSD's norm, a thousand of them, again and again.
const size = 40
const batch = 1_000
const rounds = 15

const total = 9_600
const special = 2_400

/**
 * The engine, with its reasons as data, against a loop that somebody would write by hand for this
 * one norm and that gives only verdicts, and against json-rules-engine, which only gets two ready
 * sums to compare. All take turns in one run; figures are medians.
 */
export async function run(): Promise<EngineFigure[]> {
  const compiled = (await loadRegisters()).get('krsd')?.versions.at(-1)
  if (compiled === undefined) throw new Error('The KRSD has no regulation')
  const plain = subjectOf(compiled, undefined)
  const capped = subjectOf(compiled, limitThatBinds(plain))
  for (const subject of [plain, capped]) checkAgreement(subject)
  const rules = rulesFor(plain)
  const dossier = dossierOf(plain)
  const on = Temporal.PlainDate.from('2022-12-15')
  const times = await medians({
    data: [20_000, () => weighAll(plain, 20_000)],
    hand: [20_000, () => handAll(plain, 20_000)],
    rules: [500, () => rulesAll(rules, 500)],
    dataCapped: [20_000, () => weighAll(capped, 20_000)],
    handCapped: [20_000, () => handAll(capped, 20_000)],
    one: [500, () => repeat(500, () => assess(compiled, dossier, on).norms.length)],
    told: [500, () => repeat(500, () => toldLength(compiled, dossier, on))],
  })
  const hand = { name: 'a hand-written loop that only gives verdicts', figure: times.hand }
  return [
    {
      name: 'assessment with its reasons as data, many portfolios',
      unit: 'µs',
      ours: times.data,
      peer: hand,
      goal: { is: 'at-most-times', than: 10 },
    },
    {
      name: 'the same, against bare thresholds',
      unit: 'µs',
      ours: times.data,
      peer: { name: 'json-rules-engine', figure: times.rules },
      goal: { is: 'times-as-fast', than: 3 },
    },
    {
      name: `the same where a cap binds in ${capped.binding} of ${batch} portfolios`,
      unit: 'µs',
      ours: times.dataCapped,
      peer: { name: 'a hand-written loop with that cap', figure: times.handCapped },
      goal: { is: 'at-most-times', than: 25 },
    },
    {
      name: 'one dossier of 40 activities through assess(), as data',
      unit: 'µs',
      ours: times.one,
    },
    {
      name: 'the same with all its sentences',
      unit: 'µs',
      ours: times.told,
      goal: { is: 'at-most', than: 100 },
    },
    memoryFigure(plain),
  ]
}

/** Portfolios with the regulation that they are weighed by, and what a loop by hand reads. */
type Subject = {
  readonly compiled: CompiledRegulation
  readonly prepared: Prepared
  readonly portfolios: Portfolios
  readonly answer: Answer
  readonly byHand: ByHand
  /** In how many portfolios the cap binds. */
  readonly binding: number
}

/** The columns as a loop likes them best, with a mask of all ones or none for each property. */
type ByHand = {
  readonly amount: Int32Array
  readonly approved: Int32Array
  readonly claimed: Int32Array
  readonly accredited: Int32Array
  readonly study: Int32Array
  readonly limit: number | undefined
}

const kinds = ['training', 'workshop', 'webinar', 'peer-consultation', 'supervising', 'study-book']

function subjectOf(krsd: CompiledRegulation, limit: number | undefined): Subject {
  const caps =
    limit === undefined
      ? []
      : [
          {
            id: 'books',
            article: 'artikel 1',
            source: Object.keys(krsd.regulation.sources)[0] ?? '',
            label: 'Studieboeken',
            text: 'Studieboeken tellen voor een deel mee.',
            of: 'study-book',
            atMost: limit as Amount,
            in: 'amount',
            each: 'window',
          } as const,
        ]
  const compiled = compileRegulation({ ...krsd.regulation, caps }, krsd.words)
  const signatures = signaturesOf(compiled)
  const numbers = kinds.flatMap((kind) =>
    [false, true].map((accredited) => signatureOf(signatures, kind, { accredited })),
  )
  const portfolios = generate(numbers)
  const prepared = prepare(compiled, emptyDossier, Temporal.PlainDate.from('2022-12-15'))
  const mask = (holds: (number: number) => boolean) =>
    Int32Array.from({ length: Math.max(...numbers) + 1 }, (_, at) => (holds(at) ? -1 : 0))
  const byHand: ByHand = {
    amount: Int32Array.from(portfolios.amount),
    approved: Int32Array.from([0, 0, -1, 0]),
    claimed: Int32Array.from([0, -1, 0, 0]),
    accredited: mask((at) => signatures.met[at]?.attributes.accredited === true),
    study: mask((at) => signatures.met[at]?.kind === 'study-book'),
    limit,
  }
  const subject = { compiled, prepared, portfolios, answer: answerFor(prepared), byHand }
  const full = limit === undefined ? [] : bookSums(portfolios, byHand)
  return { ...subject, binding: full.filter((sum) => sum > (limit ?? 0)).length }
}

/** The limit that a tenth of the portfolios are above. */
function limitThatBinds({ portfolios, byHand }: Subject): number {
  return bookSums(portfolios, byHand).toSorted((a, b) => b - a)[batch / 10] ?? 0
}

function bookSums(portfolios: Portfolios, { amount, study, approved, claimed }: ByHand): number[] {
  const { starts, day, first, last, signature, state } = portfolios
  return Array.from({ length: batch }, (_, at) => {
    let sum = 0
    for (let row = starts[at]!; row < starts[at + 1]!; row++) {
      if (day[row]! < first[at]! || day[row]! > last[at]!) continue
      const counts = approved[state[row]!]! | claimed[state[row]!]!
      sum += amount[row]! & study[signature[row]!]! & counts
    }
    return sum
  })
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
    plannedLast: new Int32Array(batch).fill(last),
    signature: Int32Array.from({ length: rows }, () => signatures[random(signatures.length)] ?? 0),
    day: Int32Array.from({ length: rows }, () => first - 100 + random(last - first + 200)),
    amount: Float64Array.from({ length: rows }, () => 50 * (1 + random(10))),
    things: new Float64Array(rows).fill(1),
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

function weighAll({ prepared, portfolios, answer }: Subject, count: number): number {
  let met = 0
  for (let at = 0; at < count; at++) {
    weighPortfolio(prepared, portfolios, at % batch, answer)
    if (answer.outcome === 3) met++
  }
  return met
}

/** What somebody would write for this one norm: no reasons, no regulation as data, no branches. */
function handAll(subject: Subject, count: number): number {
  const verdict = subject.byHand.limit === undefined ? byHand : byHandWithCap
  let met = 0
  for (let at = 0; at < count; at++) {
    if (verdict(subject, at % batch) === 3) met++
  }
  return met
}

function byHand({ portfolios, byHand: columns }: Subject, at: number): number {
  const { signature, day, state } = portfolios
  const { amount, approved, claimed, accredited } = columns
  const first = portfolios.first[at]!
  const last = portfolios.last[at]!
  const to = portfolios.starts[at + 1]!
  let sure = 0
  let awaited = 0
  let sureSpecial = 0
  let awaitedSpecial = 0
  for (let row = portfolios.starts[at]!; row < to; row++) {
    const date = day[row]!
    const code = state[row]!
    // All ones where the day lies outside.
    const value = amount[row]! & ~(((date - first) | (last - date)) >> 31)
    const isSpecial = accredited[signature[row]!]!
    const own = value & approved[code]!
    const open = value & claimed[code]!
    sure += own
    awaited += open
    sureSpecial += own & isSpecial
    awaitedSpecial += open & isSpecial
  }
  if (sure >= total && sureSpecial >= special) return 3
  return sure + awaited >= total && sureSpecial + awaitedSpecial >= special ? 2 : 0
}

/** The same with a cap on books: of these, accredited ones go first, as they serve both norms. */
function byHandWithCap({ portfolios, byHand: columns }: Subject, at: number): number {
  const { signature, day, state } = portfolios
  const { amount, approved, claimed, accredited, study } = columns
  const limit = columns.limit ?? 0
  const first = portfolios.first[at]!
  const last = portfolios.last[at]!
  const to = portfolios.starts[at + 1]!
  let sure = 0
  let all = 0
  let sureSpecial = 0
  let allSpecial = 0
  let books = 0
  let allBooks = 0
  let specialBooks = 0
  let allSpecialBooks = 0
  for (let row = portfolios.starts[at]!; row < to; row++) {
    const date = day[row]!
    const code = state[row]!
    const number = signature[row]!
    const value = amount[row]! & ~(((date - first) | (last - date)) >> 31)
    const isSpecial = accredited[number]!
    const isBook = study[number]!
    const own = value & approved[code]!
    const some = own | (value & claimed[code]!)
    sure += own & ~isBook
    all += some & ~isBook
    sureSpecial += own & isSpecial & ~isBook
    allSpecial += some & isSpecial & ~isBook
    books += own & isBook
    allBooks += some & isBook
    specialBooks += own & isBook & isSpecial
    allSpecialBooks += some & isBook & isSpecial
  }
  const met =
    sure + Math.min(books, limit) >= total && sureSpecial + Math.min(specialBooks, limit) >= special
  if (met) return 3
  const open =
    all + Math.min(allBooks, limit) >= total &&
    allSpecial + Math.min(allSpecialBooks, limit) >= special
  return open ? 2 : 0
}

function checkAgreement(subject: Subject): void {
  const { prepared, portfolios, answer } = subject
  const verdict = subject.byHand.limit === undefined ? byHand : byHandWithCap
  for (let at = 0; at < batch; at++) {
    weighPortfolio(prepared, portfolios, at, answer)
    if (answer.outcome !== verdict(subject, at)) {
      throw new Error(`The engine and the loop disagree about portfolio ${at}`)
    }
  }
}

/** The first portfolio as the dossier that a person would have. */
function dossierOf({ prepared, portfolios }: Subject): Dossier {
  const { met } = prepared.plan.signatures
  const epoch = Temporal.PlainDate.from('1970-01-01')
  const states = ['planned', 'claimed', 'approved', 'rejected'] as const
  return {
    ...emptyDossier,
    activities: Array.from({ length: size }, (_, row) => {
      const signature = met[portfolios.signature[row]!]!
      return {
        id: `activity-${String(row).padStart(2, '0')}`,
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

function toldLength(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): number {
  return explain(compiled, assess(compiled, dossier, on)).sentence.length
}

function repeat(count: number, work: () => number): number {
  let sum = 0
  for (let at = 0; at < count; at++) sum += work()
  return sum
}

type Rules = {
  readonly engine: Engine
  readonly facts: readonly { readonly total: number; readonly accredited: number }[]
}

function rulesFor({ portfolios, byHand: { accredited } }: Subject): Rules {
  const engine = new Engine()
  engine.addRule({
    conditions: {
      all: [
        { fact: 'total', operator: 'greaterThanInclusive', value: total },
        { fact: 'accredited', operator: 'greaterThanInclusive', value: special },
      ],
    },
    event: { type: 'met' },
  })
  const facts = Array.from({ length: batch }, (_, at) => {
    let all = 0
    let some = 0
    for (let row = portfolios.starts[at]!; row < portfolios.starts[at + 1]!; row++) {
      all += portfolios.amount[row]!
      if (accredited[portfolios.signature[row]!] !== 0) some += portfolios.amount[row]!
    }
    return { total: all, accredited: some }
  })
  return { engine, facts }
}

async function rulesAll({ engine, facts }: Rules, count: number): Promise<number> {
  let met = 0
  for (let at = 0; at < count; at++) {
    const { events } = await engine.run(facts[at % batch])
    met += events.length
  }
  return met
}

/** The median of some rounds of each, in µs for one, taken in turns so that a slow moment hits all. */
async function medians<Name extends string>(
  works: Readonly<Record<Name, readonly [count: number, work: () => number | Promise<number>]>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const found = Object.fromEntries(names.map((name): [string, number[]] => [name, []]))
  for (let round = -2; round < rounds; round++) {
    for (const name of names) {
      const [count, work] = works[name]
      const start = performance.now()
      await work()
      // The first rounds are for the compiler.
      if (round >= 0) found[name]?.push(((performance.now() - start) * 1000) / count)
    }
  }
  return Object.fromEntries(
    names.map((name): [string, number] => [name, median(found[name] ?? [])]),
  ) as Record<Name, number>
}

/** Every batch is new, in the same columns: what a reader of a large table would do. */
function memoryFigure(subject: Subject): EngineFigure {
  stream(subject, 10_000)
  const before = memory()
  stream(subject, 1_000_000)
  return {
    name: 'memory in use after streaming 1,000,000 portfolios',
    unit: 'MB',
    ours: memory(),
    peer: { name: 'after 10,000', figure: before },
    goal: { is: 'at-most-times', than: 1.1 },
  }
}

function stream(subject: Subject, count: number): void {
  const { amount } = subject.portfolios
  for (let done = 0; done < count; done += batch) {
    const random = numbers(done + 1)
    for (let row = 0; row < amount.length; row++) amount[row] = 50 * (1 + random(10))
    weighAll(subject, batch)
  }
}

/** The heap in use once all that nobody needs is collected, in MB. */
function memory(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  return process.memoryUsage().heapUsed / 1_000_000
}
