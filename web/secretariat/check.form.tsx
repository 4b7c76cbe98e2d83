import { completeness, grantProblem } from '#domain/certification/application/application.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { each, form } from '#web/forms/form.tsx'
import { checks, text } from '#web/forms/questions.tsx'
import type { GrantAnswers, GrantForms } from '#web/review/grant.form.tsx'
import { grantForms, grantWrong, openOf } from '#web/review/grant.form.tsx'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'

/** What the back office says of an application. */
export interface CheckAnswers {
  readonly advice: ReadonlyMap<string, GrantAnswers>
  readonly checklist: readonly string[]
  readonly note: string
}

/** What the back office advises about each activity of a file. */
export function adviceForms(register: Register, loaded: FileToCheck): GrantForms {
  const { you, Your } = voice(register.address)
  return grantForms(
    register,
    loaded,
    {
      legend: `${Your} advies`,
      reasonHint: `Nodig als ${you} niet alles goedkeurt. ${wording(register).committee.The} leest dit.`,
    },
    (activity, { outcome, amount, reason = '' }) => {
      const problem =
        outcome === undefined
          ? 'no-outcome'
          : grantProblem(outcome, amount, reason, activity.claimed)
      return problem === undefined ? {} : grantWrong(activity, problem)
    },
  )
}

/** The form of a check: an advice about each activity, the list to tick off, and a note. */
export function checkForm(register: Register, loaded: FileToCheck): FormOf<CheckAnswers> {
  const { you, Your } = voice(register.address)
  return form<CheckAnswers>({
    advice: each(openOf(adviceForms(register, loaded), loaded)),
    checklist: checks('compleet', `Vink af wat ${you} hebt gezien`, {
      options: Object.entries(completeness).map(([value, label]) => ({ value, label })),
    }),
    note: text('toelichting', `Toelichting voor ${wording(register).committee.the}`, {
      rows: 4,
      most: 4000,
      tooLong: (over) => `${Your} toelichting is ${over} tekens te lang.`,
    }),
  })
}

/** The first time everything that is claimed is approved; after that it is what was saved. */
export function checkSoFar({ file, filed, activities }: FileToCheck): CheckAnswers {
  return {
    advice: new Map(
      activities.map(({ id }) => {
        const { advice = 'approve', amount, reason = '' } = filed.get(id)?.advice ?? {}
        return [id, { outcome: advice, amount, reason }]
      }),
    ),
    checklist: file.application.checklist,
    note: file.application.advice,
  }
}
