import type { Context } from '#domain/platform/context/context.ts'
import type { FollowUpRule } from '#engine'
import { formatDay } from '#language/days.ts'
import { versionInForce } from '#regulations/load.ts'

/** What is asked of somebody who has been in a category for so long. */
export interface FollowUp {
  readonly id: string
  readonly registrationId: string
  readonly category: string
  readonly dueOn: Temporal.PlainDate
  readonly askedOn: Temporal.PlainDate
  readonly answer: FollowUpAnswer | undefined
  /** What came of it; absent as long as the back office has not settled it. */
  readonly settled:
    | {
        readonly on: Temporal.PlainDate
        readonly note: string
        /** The day on which it is asked once more. */
        readonly next: Temporal.PlainDate | undefined
      }
    | undefined
  readonly version: number
}

/** What they say: that it is done, or why not yet and when it will be. */
export type FollowUpAnswer = { readonly on: Temporal.PlainDate } & (
  | { readonly is: 'done' }
  | { readonly is: 'later'; readonly explanation: string; readonly again: Temporal.PlainDate }
)

/** What the regulation in force asks of who is in a category for so long, if it does. */
export function followUpRule(
  { register, today }: Pick<Context, 'register' | 'today'>,
  category: string | undefined,
): FollowUpRule | undefined {
  const version = versionInForce(register, today) ?? register.versions[0]
  return version?.regulation.categories.find(({ id }) => id === category)?.followUp
}

/** The day on which it is asked: so long after the category began, or on a day that was agreed since. */
export function followUpDay(
  { after }: Pick<FollowUpRule, 'after'>,
  since: Temporal.PlainDate,
  asked: readonly Pick<FollowUp, 'settled'>[],
): Temporal.PlainDate | undefined {
  const [latest] = asked
  if (latest === undefined) return since.add(after)
  return latest.settled?.next
}

/** What somebody said and what came of it, in sentences. */
export function followUpWords({ askedOn, answer, settled }: FollowUp): string {
  const said =
    answer === undefined
      ? 'Er is nog geen antwoord.'
      : answer.is === 'done'
        ? `Antwoord op ${formatDay(answer.on)}: gedaan.`
        : `Antwoord op ${formatDay(answer.on)}: nog niet, wel voor ${formatDay(answer.again)}.`
  const done =
    settled === undefined
      ? ''
      : ` Afgehandeld op ${formatDay(settled.on)}.${settled.next === undefined ? '' : ` Opnieuw gevraagd op ${formatDay(settled.next)}.`}`
  return `Gevraagd op ${formatDay(askedOn)}. ${said}${done}`
}
