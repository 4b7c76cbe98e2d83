import { decide } from '#engine'
import type { Path } from '#regulations/mistakes.ts'
import type { Norm } from '../load.ts'

/** How an example of a norm came out. */
export interface ExampleResult {
  readonly title: string
  readonly path: Path
  /** What differs from what was expected; empty when the example holds. */
  readonly differences: readonly string[]
}

/** Decides every example of a norm, as a test of the file. */
export function runExamples({ examples, compiled }: Norm): ExampleResult[] {
  return examples.map(({ title, answers, expect }, at) => {
    const decision = decide(compiled, answers)
    const found =
      decision.is === 'decided'
        ? { outcome: decision.outcome, by: decision.by.join(', '), open: undefined }
        : { outcome: undefined, by: undefined, open: decision.outcomes.join(', ') }
    const pairs: readonly (readonly [string, string | undefined, string | undefined])[] = [
      ['outcome', expect.outcome, found.outcome],
      ['by', expect.by?.join(', '), found.by],
      ['open', expect.open?.join(', '), found.open],
    ]
    return {
      title,
      path: ['examples', at],
      differences: pairs.flatMap(([name, expected, is]) =>
        expected === undefined || expected === is
          ? []
          : [`${name}: verwacht ${expected}, gevonden ${is ?? 'niets'} (expected, found)`],
      ),
    }
  })
}
