/** Whether an activity of a day has lapsed by one of the rules that hold for it. */
export function hasLapsed(
  lapses: readonly number[] = [],
  day: number,
  notLapsedFrom: readonly number[],
): boolean {
  return lapses.some((at) => day < (notLapsedFrom[at] ?? day))
}
