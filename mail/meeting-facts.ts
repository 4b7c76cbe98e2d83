import { formatDay } from '#language/days.ts'

/** When the committee meets about an application, and by when its applicant hears; days in ISO text. */
export interface MailedMeeting {
  readonly on: string
  readonly answerBy: string
  /** Whether the decision falls there, or as soon as enough members judged. */
  readonly decides: 'in-the-meeting' | 'when-enough-votes'
}

/** The rows of a letter that say when the committee, called so, meets or decides. */
export function meetingFacts(
  committee: string,
  { on, answerBy, decides }: MailedMeeting,
): readonly (readonly [string, string])[] {
  return [
    [
      decides === 'in-the-meeting'
        ? `${committee} beslist in de vergadering van`
        : `${committee} vergadert op`,
      formatDay(on),
    ],
    ['Besluit uiterlijk op', formatDay(answerBy)],
  ]
}
