import type { DetailValue, Field } from '#engine'
import { formatAmount, hundredthsOf } from '#engine'
import { dayIn } from '#language/days.ts'
import { compact } from '#language/typed.ts'
import type { Question } from '#web/forms/form.tsx'
import { reshaped } from '#web/forms/form.tsx'
import { amount, choice, day, line, text, yesNo } from '#web/forms/questions.tsx'

/** The question that a field of a regulation asks, under the name that it has in the form. */
export function regulationField(field: Field, name: string): Question<DetailValue | undefined> {
  const { label, hint } = field
  const optional = !field.required && field.neededUnless === undefined
  const tooLong = (most: number) => `Maak ‘${label}’ korter. Er passen hoogstens ${most} tekens.`
  const tooLarge = `Vul bij ‘${label}’ hoogstens ${formatAmount(hundredthsOf(999_900))} in. Is het echt meer? Splits de activiteit.`
  switch (field.type) {
    case 'text':
      return asDetail(
        line(name, label, {
          hint,
          optional,
          most: 500,
          tooLong: tooLong(500),
          ...(field.digits === undefined ? {} : onlyDigits(label, field.digits)),
        }),
      )
    case 'long-text': {
      const folded = isFolded(field)
      const rows = folded ? 3 : 4
      const look = { hint, optional, rows, labelHidden: folded }
      return asDetail(text(name, label, { ...look, most: 4000, tooLong: () => tooLong(4000) }))
    }
    case 'hours':
      return amount(name, label, { hint, optional, tooLarge, suffix: 'uur' })
    case 'whole-number':
      return amount(name, label, { hint, optional, tooLarge, whole: true })
    case 'day':
      return reshaped<Temporal.PlainDate | undefined, DetailValue>(
        day(name, label, { hint, optional }),
        (answer) => answer?.toString(),
        dayIn,
      )
    case 'yes-no':
      return yesNo(name, label, { hint, optional })
    case 'choice':
      return choice<string>(name, label, {
        hint,
        optional,
        options: (field.options ?? []).map(({ id, label }) => ({ value: id, label })),
      })
  }
}

// A number is typed with spaces and points as well; kept are its digits.
function onlyDigits(label: string, digits: number) {
  return {
    inputmode: 'numeric' as const,
    width: 'm' as const,
    read: (typed: string) => {
      const text = compact(typed)
      if (text === '' || (/^\d+$/.test(text) && text.length === digits)) return { text }
      return { message: `Vul bij ‘${label}’ een nummer van ${digits} cijfers in.` }
    },
  }
}

// A text that is empty says nothing.
function asDetail(asked: Question<string>): Question<DetailValue | undefined> {
  return reshaped<string, DetailValue>(
    asked,
    (answer) => answer || undefined,
    (value) => String(value ?? ''),
  )
}

/** Whether a field stands folded away until it is needed. */
export function isFolded({ id, type, required }: Field): boolean {
  return type === 'long-text' && id === 'reason' && !required
}
