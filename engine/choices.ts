/** Every way to choose so many out of a list, in the order of the list; all of it where it is shorter. */
export function choicesOf<Each>(
  list: readonly Each[],
  count: number,
): readonly (readonly Each[])[] {
  if (count <= 0) return [[]]
  const [first, ...rest] = list
  if (first === undefined || list.length <= count) return [list]
  return [...choicesOf(rest, count - 1).map((more) => [first, ...more]), ...choicesOf(rest, count)]
}
