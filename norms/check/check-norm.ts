import { answersTo } from '#engine'
import { checkArticlesIn } from '#regulations/check/check-articles.ts'
import type { Mistake, Path, Say } from '#regulations/mistakes.ts'
import type { NormFile } from '../norm.ts'
import { dimensionIds, headIds, outcomeIds } from '../norm.ts'
import { answersIn, indicatorOf, namedIn, tableOf } from '../table.ts'
import { checkTable } from './check-table.ts'

/** Checks what one key of a norm asks of another, and that its table says one thing of every case. */
export function checkNorm(norm: NormFile): Mistake[] {
  const mistakes: Mistake[] = []
  const say: Say = (path, message) => mistakes.push({ path, message })
  checkSources(norm, say)
  checkNames(norm, say)
  checkWhole(norm, say)
  checkAdoption(norm, say)
  checkGrowthPath(norm, say)
  checkAnswers(norm, say)
  checkExpectations(norm, say)
  // What is asked of a table that names what is not there, would only say the same in another way.
  if (mistakes.length === 0) checkTable(tableOf(norm), say)
  return mistakes
}

function checkSources(norm: NormFile, say: Say): void {
  const visit = (value: unknown, path: Path): void => {
    if (typeof value !== 'object' || value === null || value instanceof Temporal.PlainDate) return
    for (const [key, part] of Object.entries(value)) {
      const here = [...path, Array.isArray(value) ? Number(key) : key]
      if (key === 'source' && typeof part === 'string' && !Object.hasOwn(norm.sources, part)) {
        say(here, `onbekende bron ${part} (unknown source)`)
      } else visit(part, here)
    }
  }
  visit(norm, [])
  checkArticlesIn(norm, norm.sources, say)
}

/** Names are there once. */
function checkNames(norm: NormFile, say: Say): void {
  const lists: (readonly [Path, readonly { readonly id: string }[]])[] = [
    [['dimensions'], norm.dimensions],
    [['indicators'], norm.indicators],
    ...norm.indicators.map(
      ({ options }, at) => [['indicators', at, 'options'], options ?? []] as const,
    ),
    [['outcomes'], norm.outcomes],
    ...norm.outcomes.map(
      ({ conditions }, at) => [['outcomes', at, 'conditions'], conditions] as const,
    ),
    [['table', 'rules'], norm.table.rules],
    [['unless', 'heads'], norm.unless.heads],
    [['registers'], norm.registers],
    ...norm.registers.map(
      ({ professions }, at) => [['registers', at, 'professions'], professions ?? []] as const,
    ),
    [['growthPath', 'conditions'], norm.growthPath?.conditions ?? []],
    [['growthPath', 'steps'], norm.growthPath?.steps ?? []],
    [['growthPath', 'sectors'], norm.growthPath?.sectors ?? []],
  ]
  for (const [path, list] of lists) {
    list.forEach(({ id }, at) => {
      if (list.findIndex((other) => other.id === id) === at) return
      say([...path, at, 'id'], `de naam ${id} staat er twee keer (used twice)`)
    })
  }
  // A record names a ground without its head, and a register without saying whether it qualifies.
  const grounds = new Set<string>()
  norm.unless.heads.forEach(({ grounds: own }, head) => {
    own.forEach(({ id }, at) => {
      if (grounds.has(id)) {
        say(
          ['unless', 'heads', head, 'grounds', at, 'id'],
          `de naam ${id} staat er twee keer (used twice)`,
        )
      }
      grounds.add(id)
    })
  })
  const registers = new Set(norm.registers.map(({ id }) => id))
  norm.supports.forEach(({ register }, at) => {
    if (registers.has(register)) {
      say(
        ['supports', at, 'register'],
        `${register} staat er twee keer: een register maakt iemand geregistreerd, of ondersteunt een reden (used twice)`,
      )
    }
    registers.add(register)
  })
}

/** All dimensions, outcomes and heads are there, and each dimension has something to ask. */
function checkWhole(
  { dimensions, indicators, outcomes, unless, answerable }: NormFile,
  say: Say,
): void {
  const wanted = [
    [['dimensions'], dimensionIds, dimensions],
    [['outcomes'], outcomeIds, outcomes],
    [['unless', 'heads'], headIds, unless.heads],
    [['answerable'], ['norm', 'registration'], answerable.map((one) => ({ id: one.for }))],
  ] as const
  for (const [path, all, there] of wanted) {
    const missing = all.filter((id) => !there.some((one) => one.id === id))
    if (missing.length > 0) say([...path], `ontbreekt: ${missing.join(', ')} (missing)`)
  }
  dimensions.forEach(({ id }, at) => {
    if (indicators.some(({ dimension }) => dimension === id)) return
    say(
      ['dimensions', at],
      `geen indicator hoort bij ${id}: er is niets te vragen (nothing to ask)`,
    )
  })
}

function checkAdoption({ adoption, version }: NormFile, say: Say): void {
  if (adoption.is === 'adopted' && Temporal.PlainDate.compare(adoption.on, version) > 0) {
    say(
      ['adoption', 'on'],
      'vastgesteld na de eerste dag waarop de norm geldt (adopted after its first day)',
    )
  }
}

function checkGrowthPath({ growthPath, version }: NormFile, say: Say): void {
  growthPath?.sectors.forEach(({ until }, at) => {
    if (Temporal.PlainDate.compare(until, version) >= 0) return
    say(
      ['growthPath', 'sectors', at, 'until'],
      'het ingroeitraject is al voorbij als de norm ingaat: kies een latere dag, of laat de sector weg (over before it begins)',
    )
  })
}

/** Wherever answers stand, the indicator is there and has that answer. */
function checkAnswers(norm: NormFile, say: Say): void {
  const indicators = new Map(norm.indicators.map((one) => [one.id, indicatorOf(one)]))
  const check = (when: Readonly<Record<string, Parameters<typeof namedIn>[0]>>, path: Path) => {
    for (const [id, cell] of Object.entries(when)) {
      const indicator = indicators.get(id)
      if (indicator === undefined) {
        say(
          [...path, id],
          `onbekende indicator ${id}: zet hem bij indicators, of laat hem hier weg (unknown indicator)`,
        )
        continue
      }
      const all = answersTo(indicator)
      for (const [place, answer] of namedIn(cell)) {
        if (all.includes(answer)) continue
        say(
          [...path, id, ...place],
          `${id} kent dit antwoord niet; kies uit ${all.join(', ')} (unknown answer)`,
        )
      }
      const none =
        namedIn(cell).every(([, answer]) => all.includes(answer)) &&
        answersIn(cell, all).length === 0
      if (none)
        say(
          [...path, id],
          `zo past geen enkel antwoord: deze regel kan nooit gelden (never applies)`,
        )
    }
  }
  norm.table.rules.forEach(({ when }, at) => {
    check(when, ['table', 'rules', at, 'when'])
  })
  norm.notTogether.forEach(({ answers }, at) => {
    check(answers, ['notTogether', at, 'answers'])
    if (Object.keys(answers).length < 2) {
      say(['notTogether', at, 'answers'], 'noem er minstens twee (name two at least)')
    }
  })
  norm.examples.forEach(({ answers }, at) => {
    check(answers, ['examples', at, 'answers'])
  })
}

function checkExpectations({ examples }: NormFile, say: Say): void {
  examples.forEach(({ expect: { outcome, open } }, at) => {
    if ((outcome === undefined) !== (open === undefined)) return
    say(
      ['examples', at, 'expect'],
      'schrijf outcome of open, een van de twee (outcome or open, one of the two)',
    )
  })
}
