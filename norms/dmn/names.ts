// An indicator is called by words with hyphens, which FEEL takes for a subtraction.

/** The name of an indicator in FEEL: danger_to_life. */
export function feelName(id: string): string {
  return id.replaceAll('-', '_')
}

/** A text as FEEL writes it. Ids have no character that would need more than quotes. */
export function feelText(id: string): string {
  return `"${id}"`
}

/** What stands in the columns of remarks: on what each rule rests. */
export const remarks = ['bron', 'artikel'] as const
