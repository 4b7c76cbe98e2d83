import type { CompiledTable } from './compile-table.ts'
import type { IndicatorAnswers } from './decision-table.ts'

/** What stands for a case of which not all is known, in the place of a rule. */
export const notKnown = -1

/**
 * Decides many cases at once, by rule: of each the place in `compiled.rules` of the one that decides, or `notKnown`
 * where an answer is missing or none that there is. For whoever asks why, `decide` says so of one.
 */
export function decideMany(
  compiled: CompiledTable,
  cases: readonly IndicatorAnswers[],
): Int32Array {
  const deciding = new Int32Array(cases.length)
  const readers = readersOf(compiled)
  const answered = new Uint32Array(compiled.space.words)
  for (let at = 0; at < cases.length; at++) {
    const one = cases[at]
    deciding[at] =
      one !== undefined && read(readers, one, answered) ? firstRule(compiled, answered) : notKnown
  }
  return deciding
}

// Where the bit of each answer lies, by indicator; yes and no are found without looking them up.
interface Reader {
  readonly id: string
  readonly yes: number
  readonly no: number
  /** By option, with 32 bits to a word. */
  readonly options: ReadonlyMap<string, number> | undefined
}

function readersOf({ space, table }: CompiledTable): readonly Reader[] {
  return table.indicators.map(({ id, options }, at) => {
    const { word, bits } = space.places[at] ?? { word: 0, bits: new Map<never, number>() }
    const places = [...bits.values()].map((bit) => word * 32 + (31 - Math.clz32(bit)))
    const [yes = 0, no = 0] = places
    return {
      id,
      yes,
      no,
      options: options && new Map(options.map((option, place) => [option, places[place] ?? 0])),
    }
  })
}

function read(readers: readonly Reader[], one: IndicatorAnswers, answered: Uint32Array): boolean {
  answered.fill(0)
  for (let at = 0; at < readers.length; at++) {
    const reader = readers[at] as Reader
    const answer = one[reader.id]
    const place =
      reader.options === undefined
        ? answer === true
          ? reader.yes
          : answer === false
            ? reader.no
            : undefined
        : reader.options.get(answer as string)
    if (place === undefined) return false
    answered[place >>> 5] = (answered[place >>> 5] ?? 0) | (1 << (place & 31))
  }
  return true
}

function firstRule({ rules, refused, space }: CompiledTable, answered: Uint32Array): number {
  const { words } = space
  for (let rule = 0; rule < rules.length; rule++) {
    let applies = true
    for (let word = 0; word < words && applies; word++) {
      applies = ((refused[rule * words + word] ?? 0) & (answered[word] ?? 0)) === 0
    }
    if (applies) return rule
  }
  return notKnown
}
