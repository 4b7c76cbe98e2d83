/** Two ways to do the same, measured by turns. More is better. */
export interface Comparison {
  readonly name: string
  readonly unit: string
  readonly ours: readonly number[]
  readonly theirs: readonly number[]
  /** The least ratio that we want. */
  readonly goal?: number
  readonly note?: string
}

/** A time that stands for itself, in milliseconds. Less is better. */
export interface Timing {
  readonly name: string
  readonly milliseconds: readonly number[]
  readonly note?: string
}

/** The middle one of an odd number of measurements. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The ratio of the medians: above 1 we are faster. */
export function ratio({ ours, theirs }: Comparison): number {
  return median(ours) / median(theirs)
}

/** One comparison on a line. */
export function comparisonLine(comparison: Comparison): string {
  const { name, unit, ours, theirs, goal, note } = comparison
  const got = ratio(comparison)
  const judged =
    goal === undefined ? '' : got >= goal ? `, goal ${goal}: met` : `, goal ${goal}: MISSED`
  const figures = `${Math.round(median(ours))} against ${Math.round(median(theirs))} ${unit}`
  const spread = `ours ${range(ours)}, theirs ${range(theirs)}`
  return `${name}: ratio ${got.toFixed(2)}${judged} (${figures}; ${spread}${note ? `; ${note}` : ''})`
}

/** One timing on a line. */
export function timingLine({ name, milliseconds, note }: Timing): string {
  const all = milliseconds.map((value) => Math.round(value)).join(', ')
  return `${name}: ${Math.round(median(milliseconds))} ms (${all}${note ? `; ${note}` : ''})`
}

function range(values: readonly number[]): string {
  return `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}`
}
