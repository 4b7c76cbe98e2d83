import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Amount } from '#engine'
import { parseAmount } from '#engine'
import type { Register } from '#regulations/register.ts'
import { errorAt } from '#web/answers.ts'
import type { Answers } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import { Field, formatNumber, formatQuantity, Radios, Textarea } from '#web/kit/index.ts'
import { grantProblemText, unitOf } from '#web/review/application-words.tsx'

// What somebody finds of one activity, asked in the same way of the back office, which advises, and
// of the committee, which grants.

/** What was chosen of one activity. */
export interface GrantAnswer {
  readonly outcome: 'approve' | 'partly' | 'reject' | undefined
  readonly amount: Amount | undefined
  readonly reason: string
}

/** The most characters of a reason. */
export const mostReason = 2000

/** The names of the fields about one activity. */
export function grantFields(id: string) {
  return { outcome: `oordeel-${id}`, amount: `deel-${id}`, reason: `reden-${id}` }
}

/** What was typed about one activity. */
export function readGrant(form: Answers, id: string): GrantAnswer {
  const fields = grantFields(id)
  const chosen = form.value(fields.outcome)
  const outcome =
    chosen === 'approve' || chosen === 'partly' || chosen === 'reject' ? chosen : undefined
  const parsed = parseAmount(form.value(fields.amount).replace(/\s/g, ''))
  return {
    outcome,
    amount: outcome === 'partly' && parsed.is === 'amount' ? parsed.amount : undefined,
    reason: form.value(fields.reason).replace(/\r\n/g, '\n').trim(),
  }
}

/** A problem with what was found of an activity, at its field. */
export function grantError(
  { id, title }: Pick<PortfolioActivity, 'id' | 'title'>,
  is: Parameters<typeof grantProblemText>[0],
): FieldError {
  const fields = grantFields(id)
  const field = { 'no-outcome': fields.outcome, 'no-reason': fields.reason } as const
  const at = is === 'no-outcome' || is === 'no-reason' ? field[is] : fields.amount
  return { field: at, message: grantProblemText(is, title) }
}

/** Reasons that are longer than fits. */
export function longReasons(
  form: Answers,
  activities: readonly Pick<PortfolioActivity, 'id' | 'title'>[],
): FieldError[] {
  return activities.flatMap(({ id, title }) => {
    const { reason } = readGrant(form, id)
    const over = reason.length - mostReason
    if (over <= 0) return []
    return [
      {
        field: grantFields(id).reason,
        message: `De reden bij ‘${title}’ is ${over} tekens te lang.`,
      },
    ]
  })
}

/** What there was before, as a form that was typed. */
export function grantTyped(
  id: string,
  found: { readonly outcome: string; readonly amount: Amount | undefined; readonly reason: string },
): Record<string, readonly string[]> {
  const fields = grantFields(id)
  return {
    [fields.outcome]: [found.outcome],
    [fields.amount]: [found.amount === undefined ? '' : formatNumber(found.amount)],
    [fields.reason]: [found.reason],
  }
}

/** The question about one activity: all of it, a part, or nothing, and why. */
export function GrantQuestion(props: {
  readonly register: Register
  readonly activity: PortfolioActivity
  readonly typed: Answers
  readonly errors: readonly FieldError[]
  readonly legend: string
  readonly reasonHint: string
}) {
  const { register, activity, typed, errors } = props
  const fields = grantFields(activity.id)
  const unit = unitOf(register)
  const claimed = activity.claimed === undefined ? '' : formatQuantity(activity.claimed, unit)
  return (
    <>
      <Radios
        name={fields.outcome}
        legend={props.legend}
        {...(typed.value(fields.outcome) === '' ? {} : { value: typed.value(fields.outcome) })}
        error={errorAt(errors, fields.outcome)}
        options={[
          { value: 'approve', label: `Goedkeuren${claimed === '' ? '' : `: ${claimed}`}` },
          {
            value: 'partly',
            label: 'Deels goedkeuren',
            reveal: (
              <Field
                name={fields.amount}
                label={`Hoeveel ${register.unit.many} tellen mee?`}
                type="decimal"
                width="xs"
                suffix={register.unit.counted}
                value={typed.value(fields.amount)}
                error={errorAt(errors, fields.amount)}
              />
            ),
          },
          { value: 'reject', label: 'Afwijzen' },
        ]}
      />
      <Textarea
        name={fields.reason}
        label="Reden"
        hint={props.reasonHint}
        optional
        rows={2}
        value={typed.value(fields.reason)}
        error={errorAt(errors, fields.reason)}
      />
    </>
  )
}
