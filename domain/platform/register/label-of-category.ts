import type { Register } from '#regulations/register.ts'

/** What a category is called by the newest version of the regulation that knows it. */
export function labelOfCategory({ versions }: Register, id: string): string {
  const named = versions.flatMap(({ regulation }) => [
    ...regulation.categories,
    ...regulation.formerCategories,
  ])
  return named.findLast((category) => category.id === id)?.label ?? id
}
