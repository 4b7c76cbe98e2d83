import type { Advice } from '#domain/certification/application/application.ts'
import { grantProblem } from '#domain/certification/application/application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { voice } from '#language/voice.ts'
import { Answers } from '#web/forms/answers.ts'
import { grantError, grantTyped, longReasons, readGrant } from '#web/grants.tsx'
import type { FieldError } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import type { FileToCheck } from '#web/secretariat/file-to-check.ts'

/** The first time everything is prefilled with what is claimed; after that with what was saved. */
export function typedBefore({ file, filed, activities }: FileToCheck): Answers {
  const fields: Record<string, readonly string[]> = {
    compleet: file.application.checklist,
    toelichting: [file.application.advice],
  }
  for (const { id } of activities) {
    const advice = filed.get(id)?.advice
    Object.assign(
      fields,
      grantTyped(id, {
        outcome: advice?.advice ?? 'approve',
        amount: advice?.amount,
        reason: advice?.reason ?? '',
      }),
    )
  }
  return new Answers(fields)
}

/** What is missing in the advice, or too long. */
export function errorsIn(visit: Visit, open: readonly PortfolioActivity[]): FieldError[] {
  const { form } = visit
  const { Your } = voice(visit.context.register.address)
  const errors = open.flatMap((activity): FieldError[] => {
    const { outcome, amount, reason } = readGrant(form, activity.id)
    if (outcome === undefined) return [grantError(activity, 'no-outcome')]
    const problem = grantProblem(outcome, amount, reason, activity.claimed)
    return problem === undefined ? [] : [grantError(activity, problem)]
  })
  const over = noteIn(form).length - mostNote
  return [
    ...errors,
    ...longReasons(form, open),
    ...(over > 0
      ? [{ field: 'toelichting', message: `${Your} toelichting is ${over} tekens te lang.` }]
      : []),
  ]
}

/** The advice that was typed, for each activity that is still to be judged. */
export function adviceIn(
  form: Answers,
  open: readonly PortfolioActivity[],
): ReadonlyMap<string, Advice> {
  return new Map(
    open.flatMap(({ id }): [string, Advice][] => {
      const { outcome, amount, reason } = readGrant(form, id)
      return outcome === undefined ? [] : [[id, { advice: outcome, amount, reason }]]
    }),
  )
}

/** The note that was typed. */
export function noteIn(form: Answers): string {
  return form.value('toelichting').replace(/\r\n/g, '\n').trim()
}

/** The most characters of a note. */
export const mostNote = 4000
