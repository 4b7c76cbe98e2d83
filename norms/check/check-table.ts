import type { Box, DecisionTable, IndicatorAnswer, Patience, Space, TableRule } from '#engine'
import {
  answersInBox,
  both,
  boxOf,
  everything,
  findOutside,
  meet,
  patience,
  spaceOf,
  TooTangled,
} from '#engine'
import type { Say } from '#regulations/mistakes.ts'

interface Table {
  readonly table: DecisionTable
  readonly space: Space
  readonly laid: readonly Laid[]
  /** For the whole of the table together. */
  readonly left: Patience
}

interface Laid {
  readonly rule: TableRule
  readonly at: number
  readonly box: Box
}

/**
 * Checks that a table says one thing of every case: nothing is left open, no rules contradict each other where
 * the hit policy does not say which of them holds, and every rule can decide something. Exact, by the answers
 * themselves; each mistake says for which answers, and how to mend it.
 */
export function checkTable(table: DecisionTable, say: Say, left: Patience = patience()): void {
  const space = spaceOf(table)
  const laid = table.rules.map((rule, at): Laid => ({ rule, at, box: boxOf(space, rule.when) }))
  const whole: Table = { table, space, laid, left }
  try {
    checkGap(whole, say)
    if (table.hitPolicy === 'unique' || table.hitPolicy === 'any') checkOverlaps(whole, say)
    else checkReach(whole, say)
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error
    say(
      ['table', 'rules'],
      'deze tabel is te verstrengeld om helemaal na te gaan: maak de regels minder, of laat ze minder indicatoren tegelijk noemen (too tangled to check)',
    )
  }
}

function checkGap({ space, laid, left }: Table, say: Say): void {
  const boxes = laid.map(({ box }) => box)
  const gap = findOutside(space, everything(space), boxes, left)
  if (gap === undefined) return
  say(
    ['table', 'rules'],
    `er is geen regel voor ${inWords(space, gap)}: voeg een regel toe met when: ${written(space, gap)} (a gap)`,
  )
}

// Where two rules apply at once, the hit policy has to allow what then happens.
function checkOverlaps({ table: { hitPolicy }, space, laid }: Table, say: Say): void {
  for (const { rule, at, box } of laid) {
    const other = laid.find(
      (one) =>
        one.at < at &&
        (hitPolicy === 'unique' || one.rule.outcome !== rule.outcome) &&
        meet(space, one.box, box),
    )
    if (other === undefined) continue
    const cases = inWords(space, both(other.box, box))
    const why =
      hitPolicy === 'unique'
        ? 'bij unique geldt er altijd maar één: maak ze verschillend, of kies een andere hitPolicy'
        : `bij any leiden ze naar hetzelfde, en hier naar ${other.rule.outcome} en ${rule.outcome}: geef ze dezelfde uitkomst, of kies first of priority`
    say(
      ['table', 'rules', at],
      `deze regel en ${other.rule.id} gelden allebei voor ${cases}; ${why} (an overlap)`,
    )
  }
}

// A rule decides nothing where those that go before it take all of its cases.
function checkReach({ table: { hitPolicy, outcomes }, space, laid, left }: Table, say: Say): void {
  for (const { rule, at, box } of laid) {
    const earlier = laid.filter((one) =>
      hitPolicy === 'first'
        ? one.at < at
        : outcomes.indexOf(one.rule.outcome) < outcomes.indexOf(rule.outcome),
    )
    const before = earlier.filter((one) => meet(space, one.box, box))
    const boxes = before.map((one) => one.box)
    if (findOutside(space, box, boxes, left) !== undefined) continue
    const names = before.map((one) => one.rule.id).join(', ')
    const why =
      hitPolicy === 'first'
        ? `de regels erboven gaan voor (${names}): zet hem hoger, of laat hem weg`
        : `regels naar een uitkomst die voorgaat, zijn er altijd ook (${names}): maak hem ruimer, of laat hem weg`
    say(['table', 'rules', at], `deze regel kan nooit gelden: ${why} (never applies)`)
  }
}

/** The cases of a box in words: crisis nee, sector onderwijs of zorg. */
export function inWords(space: Space, box: Box): string {
  const answers = Object.entries(answersInBox(space, box))
  if (answers.length === 0) return 'welke antwoorden ook'
  return answers.map(([id, some]) => `${id} ${some.map(said).join(' of ')}`).join(', ')
}

function said(answer: IndicatorAnswer): string {
  return answer === true ? 'ja' : answer === false ? 'nee' : answer
}

// As it would stand in the file.
function written(space: Space, box: Box): string {
  const answers = Object.entries(answersInBox(space, box)).map(
    ([id, some]) => `${id}: ${some.length === 1 ? some[0] : `[${some.join(', ')}]`}`,
  )
  return answers.length === 0 ? '{}' : `{ ${answers.join(', ')} }`
}
