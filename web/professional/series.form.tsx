import type { MeetingAnswer } from '#domain/dossier/series/answer-series.ts'
import type { LineProblem } from '#domain/dossier/series/read-lines.ts'
import type { Series, SeriesMeeting } from '#domain/dossier/series/series.ts'
import {
  calledIn,
  isIn,
  meetingsToAnswer,
  mostHours,
  mostMeetings,
  mostMembers,
  presenceOf,
} from '#domain/dossier/series/series.ts'
import { formatAmount } from '#engine'
import type { Answers } from '#web/forms/answers.ts'
import type { FormOf, Question } from '#web/forms/form.tsx'
import { form, under } from '#web/forms/form.tsx'
import { checks, choice } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import { formatDay } from '#web/kit/index.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// What a member of a group is asked of its meetings, with an account and by a link alike.

/** What is said of each meeting, and who was not there. */
export interface PresenceAnswers {
  readonly [was: `was-${string}`]: string | undefined
  readonly [away: `weg-${string}`]: readonly string[] | undefined
}

/** Of each meeting that has been: whether this member was there, and who of the others was not. */
export function presenceForm(
  visit: Visit,
  series: Series,
  memberId: string,
): FormOf<PresenceAnswers> {
  const { say, your } = speech(visit)
  const meetings = meetingsToAnswer(series, visit.context.today)
  const others = othersOf(series, memberId)
  const questions = meetings.flatMap((meeting): [string, Question<unknown>][] => {
    const was = `was-${meeting.id}` as const
    const away = `weg-${meeting.id}`
    return [
      [
        was,
        choice(was, meetingText(meeting), {
          optional: true,
          options: [
            { value: 'allen', label: 'Ik was erbij, en de anderen ook' },
            { value: 'deels', label: 'Ik was erbij, maar niet iedereen' },
            { value: 'nee', label: 'Ik was er niet' },
          ],
        }) as Question<unknown>,
      ],
      [
        away,
        under(
          was,
          'deels',
          checks(away, `Wie was er niet op ${formatDay(meeting.heldOn)}?`, {
            required: 'Kies wie er niet was.',
            options: others.map((member) => ({
              value: member.id,
              label: calledIn(series, member),
            })),
          }),
        ) as Question<unknown>,
      ],
    ]
  })
  const first = meetings[0]
  return form<PresenceAnswers>(
    Object.fromEntries(questions) as {
      readonly [Name in keyof PresenceAnswers]: Question<PresenceAnswers[Name]>
    },
    {
      check: (answers) =>
        first === undefined || meetings.some(({ id }) => answers[`was-${id}`] !== undefined)
          ? {}
          : {
              [`was-${first.id}`]: `Zeg van minstens één bijeenkomst wat ${your} antwoord is. ${say('Weet je', 'Weet u')} het van een andere niet, sla die dan over.`,
            },
    },
  )
}

/** What this member said before, to change. */
export function presenceKnown(
  series: Series,
  memberId: string,
  today: Temporal.PlainDate,
): PresenceAnswers {
  return Object.fromEntries(
    meetingsToAnswer(series, today).flatMap((meeting) => {
      const said = presenceOf(series, meeting, memberId)
      if (said === undefined) return []
      const was = !said.present ? 'nee' : said.absent.length > 0 ? 'deels' : 'allen'
      return [
        [`was-${meeting.id}`, was],
        [`weg-${meeting.id}`, said.absent],
      ]
    }),
  )
}

/** The revisions of the meetings that are asked about, for the form to send along. */
export function revisionsOf(series: Series, today: Temporal.PlainDate): Record<string, string> {
  return Object.fromEntries(
    meetingsToAnswer(series, today).map(({ id, revision }) => [`_gezien-${id}`, String(revision)]),
  )
}

/** The answers as the use case takes them, with the revision that was seen of each meeting. */
export function presencesIn(
  series: Series,
  answers: PresenceAnswers,
  sent: Answers,
): readonly MeetingAnswer[] {
  return series.meetings.flatMap(({ id }) => {
    const was = answers[`was-${id}`]
    if (was === undefined) return []
    return [
      {
        meetingId: id,
        revision: Number(sent.value(`_gezien-${id}`)) || 0,
        present: was !== 'nee',
        absent: was === 'deels' ? (answers[`weg-${id}`] ?? []) : [],
      },
    ]
  })
}

/** The others in a group: who was asked or takes part, and who left but said something. */
export function othersOf({ members, presences }: Series, memberId: string) {
  return members.filter(
    (member) =>
      member.id !== memberId &&
      (isIn(member) || presences.some((said) => said.memberId === member.id)),
  )
}

/** A meeting in a line: its day, and its hours where the kind asks any. */
export function meetingText({ heldOn, hours }: SeriesMeeting): string {
  return hours === undefined
    ? formatDay(heldOn)
    : `${formatDay(heldOn)}, ${formatAmount(hours)} uur`
}

/** What is wrong with lines that were typed, at their fields, each with its line. */
export function lineErrors(visit: Visit, problems: readonly LineProblem[]): readonly FieldError[] {
  const fields = Map.groupBy(problems, ({ field }) => field)
  return [...fields].map(([field, all]) => ({
    field,
    message: [
      ...all.slice(0, mostTold).map((problem) => {
        const said = lineProblemText(visit, problem)
        return problem.line === undefined ? said : `Regel ${problem.line}: ${said}`
      }),
      ...(all.length > mostTold ? [`Er zijn nog ${all.length - mostTold} regels niet goed.`] : []),
    ].join('\n'),
  }))
}

const mostTold = 10

/** What is wrong with one line, or with the one that is asked. */
export function lineProblemText(visit: Visit, { field, is }: LineProblem): string {
  const { You, your, say } = speech(visit)
  switch (is) {
    case 'empty':
      return field === 'meetings'
        ? 'Vul minstens één bijeenkomst in.'
        : 'Vul minstens één deelnemer in.'
    case 'too-many':
      return field === 'meetings'
        ? `Een reeks heeft hoogstens ${mostMeetings} bijeenkomsten.`
        : `Een groep heeft hoogstens ${mostMembers} andere deelnemers.`
    case 'no-day':
      return 'Begin met een datum die bestaat, bijvoorbeeld 14-1-2026.'
    case 'no-hours':
      return 'Vul achter de datum in hoeveel uur het was, bijvoorbeeld 2 of 2,5.'
    case 'too-many-hours':
      return `Een bijeenkomst duurt hoogstens ${mostHours.meeting / 100} uur.`
    case 'too-many-in-week':
      return `In één week komt dit op meer dan ${mostHours.week / 100} uur. Kijk de uren na.`
    case 'too-long-ago':
      return 'Vul een datum in vanaf 1 januari 1950.'
    case 'too-far-ahead':
      return 'Deze datum ligt meer dan 3 jaar vooruit. Klopt het jaar?'
    case 'same-day':
      return 'Deze dag staat er al.'
    case 'no-name':
      return 'Vul voor het e-mailadres een naam in.'
    case 'no-address':
      return 'Vul achter de naam een e-mailadres in, of een registratienummer.'
    case 'own-address':
      return `Dit ${say('ben je', 'bent u')} zelf. ${You} hoeft ${say('jezelf', 'uzelf')} niet te noemen.`
    case 'twice':
      return 'Deze deelnemer staat er al.'
    case 'unknown-number':
      return `Dit nummer staat niet in het openbare register. Vul ${your} collega met naam en e-mailadres in.`
    case 'too-long':
      return 'Maak de naam korter: hoogstens 200 tekens.'
  }
}
