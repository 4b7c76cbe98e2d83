import type { Regulation } from '#engine'
import type { Say } from '../mistakes.ts'

/** A sample says how large it is. */
export function checkReview({ review }: Regulation, say: Say): void {
  if (review.samplePercentage !== undefined) return
  for (const what of ['application', 'lines', 'selfSigned'] as const) {
    if (review[what] !== 'sample') continue
    say(
      ['review', what],
      'een steekproef heeft een percentage nodig: samplePercentage (samplePercentage is missing)',
    )
  }
}
