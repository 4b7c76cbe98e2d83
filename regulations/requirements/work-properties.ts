import type { Place } from './condition-shape.ts'

/** Says which properties of work a condition names that the regulation does not have. */
export function checkProperties(
  only: readonly string[] | undefined,
  { regulation, path, say }: Place,
): void {
  only?.forEach((property, at) => {
    if (regulation.workProperties.some((each) => each.id === property)) return
    say([...path, 'only', at], `${property} staat niet bij workProperties (unknown property)`)
  })
}
