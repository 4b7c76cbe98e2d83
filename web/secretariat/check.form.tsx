import {
  claimsAccreditation,
  completeness,
  grantProblem,
} from '#domain/certification/application/application.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { each, form } from '#web/forms/form.tsx'
import { checks, text } from '#web/forms/questions.tsx'
import type { GrantAnswers, GrantForms } from '#web/review/grant.form.tsx'
import { answersOf, chosenOf, grantForms, grantWrong, openOf } from '#web/review/grant.form.tsx'
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
    (activity, answers) => {
      const chosen = chosenOf(answers)
      const { compiled } = loaded.dossier
      const { claimed } = activity
      const problem =
        chosen &&
        grantProblem(chosen, {
          claimed,
          claimsAccreditation: claimsAccreditation(activity, compiled),
        })
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

/** What was saved; the first time nothing is chosen yet. */
export function checkSoFar({ file, filed }: FileToCheck): CheckAnswers {
  return {
    advice: new Map(
      [...filed].flatMap(([id, { advice }]) =>
        advice === undefined ? [] : [[id, answersOf({ ...advice, outcome: advice.advice })]],
      ),
    ),
    checklist: file.application.checklist,
    note: file.application.advice,
  }
}
