import type { Props } from './content.ts'

/** A mistake in an answer: the id of the control to go to (the name of its field) and the message shown there too. */
export type FieldError = { readonly field: string; readonly message: string }

/** Above the form: how many answers to change, each a link to its field. Nothing when there are none. */
export function ErrorSummary({ errors }: Props<{ errors: readonly FieldError[] }>) {
  const { length } = errors
  if (length === 0) return null
  return (
    <div class="alert alert-error" role="alert" tabindex={-1} data-focus="">
      <h2 class="alert-title">
        {length === 1 ? 'Pas 1 antwoord aan' : `Pas ${length} antwoorden aan`}
      </h2>
      <ul class="error-list">
        {errors.map((error) => (
          <li>
            <a href={`#${error.field}`}>{error.message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
