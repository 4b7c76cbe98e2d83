import type { Question } from '#web/forms/form.tsx'
import { tick } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { readLinks } from '#web/sign-up/person.form.tsx'
import { speech } from '#web/speech.ts'

// The declarations that are asked anew with an application, as a text that they name has changed.

/** Which of them were made, by the name of the field of each. */
export interface RenewedDeclarations {
  readonly [declaration: `declared-${string}`]: boolean
}

/** A tick for each of these declarations, with a link to the text as it holds today. */
export function renewedDeclarations(
  visit: Visit,
  ids: readonly string[],
): { readonly [Name in keyof RenewedDeclarations]: Question<boolean> } {
  const { register, you } = speech(visit)
  return Object.fromEntries(
    register.declarations
      .filter(({ id }) => ids.includes(id))
      .map((declaration) => [
        fieldOf(declaration.id),
        tick(fieldOf(declaration.id), declaration.text, {
          required: `Zet een vinkje bij: ‘${declaration.text.replace(/\.$/, '')}’.`,
          hint: (
            <>
              Dit is veranderd sinds {you} het aannam. {readLinks(declaration)}
            </>
          ),
        }),
      ]),
  )
}

/** The declarations that were made, by their ids. */
export function declaredIn(
  answers: RenewedDeclarations,
  ids: readonly string[],
): readonly string[] {
  return ids.filter((id) => answers[fieldOf(id)])
}

/** What is said at those that became necessary while the form lay open. */
export function declarationsMissing(ids: readonly string[]): readonly FieldError[] {
  const message = 'Deze tekst is intussen veranderd. Lees die en zet een vinkje.'
  return ids.map((id) => ({ field: fieldOf(id), message }))
}

const fieldOf = (id: string) => `declared-${id}` as const
