import { z } from 'zod'
import { Answers } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'

/** What was typed, read by a schema: the values, or what is wrong with which field. */
export type ReadAnswers<Data> =
  | { readonly outcome: 'read'; readonly data: Data }
  | { readonly outcome: 'wrong'; readonly errors: readonly FieldError[] }

/** Reads a form by a schema that names its fields; a field that was not sent is an empty text. */
export function readAnswers<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  form: Answers,
): ReadAnswers<z.output<z.ZodObject<Shape>>> {
  const typed = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, form.value(name)]),
  )
  const read = schema.safeParse(typed)
  if (read.success) return { outcome: 'read', data: read.data }
  const first = new Map<string, string>()
  for (const { path, message } of read.error.issues) {
    const field = String(path[0] ?? '')
    if (!first.has(field)) first.set(field, message)
  }
  // In the order of the form, so that the summary reads as the page does.
  const errors = Object.keys(schema.shape).flatMap((field) => {
    const message = first.get(field)
    return message === undefined ? [] : [{ field, message }]
  })
  return { outcome: 'wrong', errors }
}

/** A line of text, without the characters that cannot be seen; empty text is fine. */
export function line(most: number) {
  return z
    .string()
    .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
    .pipe(z.string().max(most, `Dit is te lang. Gebruik hoogstens ${most} tekens.`))
}

/** A line of text that has to be there; `message` says what to fill in. */
export function requiredLine(message: string, most = 200) {
  return line(most).pipe(z.string().min(1, message))
}

/** The message at a field, if there is one. */
export function errorAt(errors: readonly FieldError[], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.message
}

/** Values as a form that was typed, to fill fields with. */
export function filled(values: Readonly<Record<string, string>>): Answers {
  return new Answers(
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, [value]])),
  )
}

/** The hidden tokens of a form on this page: sent twice it is done once, and kept files come along. */
export function formTokens(visit: Visit, hidden: Readonly<Record<string, string>> = {}) {
  const kept = visit.keptId ?? visit.form.value('_kept')
  return {
    idempotency: visit.once(),
    hidden: kept === '' ? hidden : { ...hidden, _kept: kept },
  }
}
