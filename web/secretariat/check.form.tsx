import {
  claimsAccreditation,
  completenessOf,
  grantProblem,
} from '#domain/certification/application/application.ts'
import { findingOf } from '#domain/certification/application/filed-claims.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { ClaimFinding } from '#domain/dossier/statement/statement.ts'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { FormOf } from '#web/forms/form.tsx'
import { each, form } from '#web/forms/form.tsx'
import { checks, text } from '#web/forms/questions.tsx'
import type { ClaimAnswers, ClaimForms } from '#web/review/claim.form.tsx'
import { claimAnswersOf, claimForms } from '#web/review/claim.form.tsx'
import type { GrantAnswers, GrantForms } from '#web/review/grant.form.tsx'
import { answersOf, chosenOf, grantForms, grantWrong, openOf } from '#web/review/grant.form.tsx'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'

/** What the back office says of an application. */
export interface CheckAnswers {
  readonly advice: ReadonlyMap<string, GrantAnswers>
  readonly claims: ReadonlyMap<string, ClaimAnswers>
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
      const { claimed, claimedSecond } = activity
      const problem =
        chosen &&
        grantProblem(chosen, {
          claimed,
          claimedSecond,
          claimsAccreditation: claimsAccreditation(activity, compiled),
          labelAsks: labelOfActivity(compiled, activity)?.asks === true,
        })
      return problem === undefined ? {} : grantWrong(activity, problem)
    },
  )
}

/** What the back office finds of each claim of a file. */
export function findingForms(register: Register, loaded: FileToCheck): ClaimForms {
  return claimForms(loaded, {
    legend: `Wat ${voice(register.address).say('vind je', 'vindt u')}?`,
    reasonHint: `${wording(register).committee.The} leest dit, en de aanvrager als het zo blijft.`,
    despite: true,
  })
}

/** The form of a check: an advice about each activity, what is found of each claim, the list to tick off, and a note. */
export function checkForm(register: Register, loaded: FileToCheck): FormOf<CheckAnswers> {
  const { you, Your } = voice(register.address)
  return form<CheckAnswers>({
    advice: each(openOf(adviceForms(register, loaded), loaded)),
    claims: each(findingForms(register, loaded)),
    checklist: checks('compleet', `Vink af wat ${you} hebt gezien`, {
      options: Object.entries(
        completenessOf({
          activities: loaded.activities.length > 0,
          claims: loaded.claims.length > 0,
        }),
      ).map(([value, label]) => ({ value, label })),
    }),
    note: text('toelichting', `Toelichting voor ${wording(register).committee.the}`, {
      rows: 4,
      most: 4000,
      tooLong: (over) => `${Your} toelichting is ${over} tekens te lang.`,
    }),
  })
}

/** What was saved; the first time nothing is chosen yet. */
export function checkSoFar({ file, filed, openClaims }: FileToCheck): CheckAnswers {
  return {
    claims: new Map(
      openClaims.flatMap((claim): [string, ClaimAnswers][] => {
        const finding: ClaimFinding | undefined = findingOf(claim, file.application.id)
        return finding === undefined ? [] : [[claim.id, claimAnswersOf(finding)]]
      }),
    ),
    advice: new Map(
      [...filed].flatMap(([id, { advice }]) =>
        advice === undefined ? [] : [[id, answersOf({ ...advice, outcome: advice.advice })]],
      ),
    ),
    checklist: file.application.checklist,
    note: file.application.advice,
  }
}
