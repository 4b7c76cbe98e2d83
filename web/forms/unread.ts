import type { Answers } from '#web/forms/answers.ts'
import type { FormOf } from '#web/forms/form.tsx'
import type { FieldError } from '#web/kit/index.ts'

/** What was typed into a field and cannot be read. */
export interface Unread extends FieldError {
  /** As it was typed; a day with dashes between its parts. */
  readonly typed: string
}

/**
 * Of a form that was kept as it was typed, such as a draft: what of it cannot be read. What was left empty is
 * not among it, asked or not.
 */
export function unreadIn<Values>(form: FormOf<Values>, kept: Answers): readonly Unread[] {
  const read = form.read(kept)
  if (read.outcome === 'read') return []
  return read.errors.flatMap((error) => {
    const typed = typedAt(kept, error.field)
    return typed === '' ? [] : [{ ...error, typed }]
  })
}

function typedAt(kept: Answers, name: string): string {
  const parts = ['dag', 'maand', 'jaar'].map((part) => kept.value(`${name}-${part}`).trim())
  if (parts.every((part) => part === '')) return kept.values(name).join(', ').trim()
  return parts.map((part) => part || '…').join('-')
}
