import type { GrantProblem } from '#domain/certification/application/application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Amount } from '#engine'
import type { Register } from '#regulations/register.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FormOf, FormOptions, Wrong } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { amount, choice, text } from '#web/forms/questions.tsx'
import { formatQuantity } from '#web/kit/index.ts'
import type { FiledDossier } from '#web/review/reviewed-file.ts'
import { unitOf } from '#web/speech.ts'

// What somebody finds of one activity, asked in the same way of the back office, which advises, and
// of the committee, which grants.

/** What was found of one activity: all of it counts, a part, or nothing, and why. */
export interface GrantAnswers {
  readonly outcome: 'approve' | 'partly' | 'reject' | undefined
  readonly amount: Amount | undefined
  readonly reason: string
}

/** The question about each activity of a file, by its id. */
export type GrantForms = ReadonlyMap<string, FormOf<GrantAnswers>>

/** The most characters of a reason. */
export const mostReason = 2000

interface GrantTexts {
  readonly legend: string
  readonly reasonHint: string
}

/** The questions about the activities of a file; `check` looks at the answers about one of them. */
export function grantForms(
  register: Register,
  { activities }: Pick<FiledDossier, 'activities'>,
  texts: GrantTexts,
  check?: (activity: PortfolioActivity, answers: Partial<GrantAnswers>) => Wrong<GrantAnswers>,
): GrantForms {
  return new Map(
    activities.map((activity) => {
      const options: FormOptions<GrantAnswers> =
        check === undefined ? {} : { check: (answers) => check(activity, answers) }
      return [activity.id, grantForm(register, activity, texts, options)]
    }),
  )
}

function grantForm(
  register: Register,
  { id, title, claimed }: PortfolioActivity,
  { legend, reasonHint }: GrantTexts,
  options: FormOptions<GrantAnswers>,
): FormOf<GrantAnswers> {
  const all = claimed === undefined ? '' : `: ${formatQuantity(claimed, unitOf(register))}`
  const part = amount(`deel-${id}`, `Hoeveel ${register.unit.many} tellen mee?`, {
    optional: false,
    suffix: register.unit.counted,
  })
  return form<GrantAnswers>(
    {
      outcome: choice<'approve' | 'partly' | 'reject'>(`oordeel-${id}`, legend, {
        options: [
          { value: 'approve', label: `Goedkeuren${all}` },
          { value: 'partly', label: 'Deels goedkeuren' },
          { value: 'reject', label: 'Afwijzen' },
        ],
      }),
      // A part that cannot be read is a part that is missing, and is asked for as such.
      amount: under('outcome', 'partly', {
        ...part,
        read: (sent) => ({ ...part.read(sent), errors: [] }),
      }),
      reason: text(`reden-${id}`, 'Reden', {
        hint: reasonHint,
        rows: 2,
        most: mostReason,
        counted: false,
        tooLong: (over) => `De reden bij ‘${title}’ is ${over} tekens te lang.`,
      }),
    },
    options,
  )
}

/** What is wrong with what was found of an activity, and how to mend it, at its question. */
export function grantWrong(
  { title }: Pick<PortfolioActivity, 'title'>,
  is: GrantProblem | 'no-outcome',
): Wrong<GrantAnswers> {
  switch (is) {
    case 'no-outcome':
      return { outcome: `Kies bij ‘${title}’ of de activiteit meetelt.` }
    case 'no-amount':
      return { amount: `Vul bij ‘${title}’ in hoeveel er meetelt, bijvoorbeeld 4 of 1,5.` }
    case 'amount-not-less':
      return { amount: `Vul bij ‘${title}’ minder in dan is ingediend, of keur alles goed.` }
    case 'no-reason':
      return { reason: `Leg bij ‘${title}’ uit waarom niet alles meetelt.` }
  }
}

/** The questions about the activities of which nothing was found before. */
export function openOf(forms: GrantForms, { open }: Pick<FiledDossier, 'open'>): GrantForms {
  return new Map([...forms].filter(([id]) => open.has(id)))
}

/** What was chosen so far of each activity, complete or not. */
export function chosenIn(
  forms: GrantForms,
  typed: Answers,
): ReadonlyMap<string, GrantAnswers & { readonly outcome: 'approve' | 'partly' | 'reject' }> {
  return new Map(
    [...forms].flatMap(([id, one]) => {
      const { outcome, amount, reason = '' } = one.read(typed).answers
      return outcome === undefined ? [] : [[id, { outcome, amount, reason }]]
    }),
  )
}

/** The reasons that were typed, with the activities that they are about. */
export function reasonsIn(
  forms: GrantForms,
  { activities }: Pick<FiledDossier, 'activities'>,
  typed: Answers,
): readonly { readonly title: string; readonly reason: string }[] {
  return activities.flatMap(({ id, title }) => {
    const reason = forms.get(id)?.read(typed).answers.reason ?? ''
    return reason === '' ? [] : [{ title, reason }]
  })
}
