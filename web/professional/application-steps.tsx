import type { Application, Return } from '#domain/certification/application/queries.ts'
import type { Register } from '#regulations/register.ts'
import { isPast } from '#web/due-day.ts'
import type { StatusStep } from '#web/kit/index.ts'
import { Alert, formatDay, StatusSteps } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { LateAnswer } from '#web/professional/late-answer.tsx'
import { applicationWord, expectation } from '#web/review/application-words.tsx'
import type { Visit } from '#web/route.ts'
import { speech, speechAbout } from '#web/speech.ts'

/** An application of whoever looks, with what was asked about it. */
export interface OwnApplication {
  readonly visit: Visit
  readonly application: Application
  readonly returns: readonly Return[]
}

/** That an application has to be completed, in these words, and where; nothing when it has not. */
export function ToComplete(props: OwnApplication & { readonly text: (open: Return) => string }) {
  const { visit, application, returns, text } = props
  const { register, your } = speech(visit)
  const open = openReturn(returns)
  if (application.status !== 'returned' || open === undefined) return null
  return (
    <Alert type="warning" title={`Vul ${your} aanvraag aan`}>
      <p>{text(open)}</p>
      <p>
        <a href={paths.applicationReturn(register.id, application.id)}>Bekijk wat we missen</a>
      </p>
    </Alert>
  )
}

function openReturn(returns: readonly Return[]): Return | undefined {
  return returns.find(({ answeredOn }) => answeredOn === undefined)
}

/** The four steps of an application, with the day of each or the day on which it is expected. */
export function ApplicationSteps(props: OwnApplication) {
  const { your } = speech(props.visit)
  return (
    <>
      <StatusSteps label={`Waar ${your} aanvraag staat`} steps={stepsOf(props)} />
      {takesLonger(props) && <LateAnswer visit={props.visit} />}
    </>
  )
}

// The day on which it would have been checked, or decided on, has gone by.
function takesLonger({ visit, application, returns }: OwnApplication): boolean {
  const { register, today } = visit.context
  switch (application.status) {
    case 'submitted':
      return isPast(checkExpected(register, application, returns), today)
    case 'with-committee':
      return expectation(visit.context, application, returns).late
    case 'returned':
    case 'granted':
    case 'refused':
    case 'withdrawn':
      return false
  }
}

function stepsOf({ visit, application, returns }: OwnApplication): readonly StatusStep[] {
  const { register, You, say, committee } = speechAbout(visit, application.kind)
  const { status, submittedOn, passedOn, decidedOn, endedOn } = application
  const expected = expectation(visit.context, application, returns)
  const sent = done('Ingestuurd', `Gedaan op ${formatDay(submittedOn)}`)
  if (status === 'withdrawn') {
    const when = endedOn === undefined ? '' : ` op ${formatDay(endedOn)}`
    return [sent, { label: 'Gestopt', state: 'stopped', date: `Ingetrokken${when}` }]
  }
  const open = openReturn(returns)
  const checkedBy = checkExpected(register, application, returns)
  const { today } = visit.context
  const complete: StatusStep =
    passedOn !== undefined
      ? done('Volledig', `Gedaan op ${formatDay(passedOn)}`)
      : status === 'returned' && open !== undefined
        ? {
            label: 'Aanvullen',
            state: 'current',
            date: `Uiterlijk op ${formatDay(open.answerBefore)}`,
            text: `Wij wachten op ${say('jouw', 'uw')} aanvulling.`,
          }
        : {
            label: 'Volledigheid controleren',
            state: 'current',
            date: isPast(checkedBy, today)
              ? `Had op ${formatDay(checkedBy)} klaar moeten zijn`
              : `Verwacht uiterlijk op ${formatDay(checkedBy)}`,
            text: `Wij kijken of we alles hebben. ${You} hoeft nu niets te doen.`,
          }
  const judging = applicationWord('with-committee', register)
  if (status === 'granted' || status === 'refused') {
    return [
      sent,
      complete,
      done(judging, `Gedaan op ${formatDay(decidedOn ?? expected.meetingOn)}`),
      done('Besluit', `Genomen op ${formatDay(decidedOn ?? expected.answerBy)}`),
    ]
  }
  return [
    sent,
    complete,
    {
      label: judging,
      state: status === 'with-committee' ? 'current' : 'todo',
      date: expected.met
        ? `${committee.The} vergaderde op ${formatDay(expected.meetingOn)}`
        : expected.decides === 'in-the-meeting'
          ? `${committee.The} beslist in de vergadering van ${formatDay(expected.meetingOn)}`
          : `${committee.The} beslist zodra genoeg leden hebben geoordeeld`,
    },
    {
      label: 'Besluit',
      state: 'todo',
      date: expected.late
        ? `Had er op ${formatDay(expected.answerBy)} moeten zijn`
        : `Uiterlijk op ${formatDay(expected.answerBy)}`,
    },
  ]
}

function done(label: string, date: string): StatusStep {
  return { label, state: 'done', date }
}

/** By when the back office will have checked whether an application is complete. */
export function checkExpected(
  { terms }: Pick<Register, 'terms'>,
  { submittedOn }: Pick<Application, 'submittedOn'>,
  returns: readonly Return[],
): Temporal.PlainDate {
  return afterWorkingDays(returns[0]?.answeredOn ?? submittedOn, terms.backOfficeDays)
}

// The day by which a number of working days have passed; weekends are none.
function afterWorkingDays(from: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let day = from
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left -= 1
  }
  return day
}
