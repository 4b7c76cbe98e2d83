import type { WorkProperty } from '../terms.ts'

/** Whether a spell of work has something, has it not, or nobody said so. */
export type Has = 'yes' | 'no' | 'unsaid'

/** What was answered about a spell of work, by its field. */
type Answered = { readonly details?: Readonly<Record<string, unknown>> }

/** Whether a spell of work has all of these properties. */
export function whetherHas(
  spell: Answered,
  only: readonly string[],
  properties: readonly WorkProperty[],
): Has {
  const each = only.map((id) => hasOne(spell, id, properties))
  return each.includes('no') ? 'no' : each.includes('unsaid') ? 'unsaid' : 'yes'
}

/** The first of these properties that a spell has not, or of which nobody said so; undefined where it has all. */
export function firstLacking(
  spell: Answered,
  only: readonly string[],
  properties: readonly WorkProperty[],
): { readonly property: string; readonly has: 'no' | 'unsaid' } | undefined {
  for (const wanted of ['no', 'unsaid'] as const) {
    const property = only.find((id) => hasOne(spell, id, properties) === wanted)
    if (property !== undefined) return { property, has: wanted }
  }
  return undefined
}

/** The words for these properties, as they stand behind "werk". */
export function labelsOf(
  only: readonly string[],
  properties: readonly WorkProperty[],
): readonly string[] {
  return only.map((id) => properties.find((each) => each.id === id)?.label ?? id)
}

// One of several answers is enough; as long as some are not known, none may be it.
function hasOne({ details = {} }: Answered, id: string, properties: readonly WorkProperty[]): Has {
  const answers = properties.find((each) => each.id === id)?.anyOf ?? []
  if (answers.some(({ field, is }) => details[field] === is)) return 'yes'
  return answers.some(({ field }) => details[field] === undefined) ? 'unsaid' : 'no'
}
