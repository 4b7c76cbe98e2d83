import type { CompiledRegulation, Norm, Outcome } from '#engine'
import { assess } from '#engine'
import { readDossier } from '../dossier.ts'
import type { Path } from '../mistakes.ts'

export type ExampleResult = {
  readonly norm: string
  readonly title: string
  readonly path: Path
  /** What differs from what was expected; empty when the example holds. */
  readonly differences: readonly string[]
}

/** Runs every example of every norm, as a test of the file. */
export function runExamples(compiled: CompiledRegulation): ExampleResult[] {
  return compiled.regulation.norms.flatMap((norm, at) =>
    norm.examples.map((example, number) => {
      const path = ['norms', at, 'examples', number]
      return {
        norm: norm.id,
        title: example.title,
        path,
        differences: runExample(compiled, norm, example),
      }
    }),
  )
}

function runExample(
  compiled: CompiledRegulation,
  norm: Norm,
  { dossier, on, expect }: Norm['examples'][number],
): string[] {
  const read = readDossier(dossier, compiled)
  if (read.is === 'mistaken') {
    return read.mistakes.map(({ path, message }) => `dossier.${path.join('.')}: ${message}`)
  }
  const day = on ?? read.dossier.submittedOn
  if (day === undefined) return ['geef een dag: on of submittedOn (which day?)']
  const answer = assess(compiled, read.dossier, day)
  const finding = answer.norms.find((each) => each.id === (expect.norm ?? norm.id))
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['outcome', expect.outcome, finding?.outcome],
    ['counted', amountOf(expect.counted), amountOf(finding?.counted)],
    ['provisional', amountOf(expect.provisional), amountOf(finding?.provisional)],
    ['shortfall', amountOf(expect.shortfall), amountOf(finding?.shortfall)],
    ['whole', expect.whole, answer.outcome satisfies Outcome],
  ]
  return pairs.flatMap(([name, expected, found]) =>
    expected === undefined || expected === found
      ? []
      : [`${name}: verwacht ${expected}, gevonden ${found ?? 'niets'} (expected, found)`],
  )
}

function amountOf(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value / 100
}
