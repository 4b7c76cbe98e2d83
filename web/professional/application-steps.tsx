import type { Application, Return } from '#domain/certification/application/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { voice } from '#language/voice.ts'
import { wording } from '#regulations/wording.ts'
import type { StatusStep } from '#web/kit/index.ts'
import { formatDay, StatusSteps } from '#web/kit/index.ts'
import { applicationWord, expectation } from '#web/review/application-words.tsx'

/** The four steps of an application, with the day of each or the day on which it is expected. */
export function ApplicationSteps(props: {
  readonly context: Context
  readonly application: Application
  readonly returns: readonly Return[]
}) {
  const { your } = voice(props.context.register.address)
  return (
    <StatusSteps
      label={`Waar ${your} aanvraag staat`}
      steps={stepsOf(props.context, props.application, props.returns)}
    />
  )
}

function stepsOf(
  context: Context,
  application: Application,
  returns: readonly Return[],
): readonly StatusStep[] {
  const { You, say } = voice(context.register.address)
  const { status, submittedOn, passedOn, decidedOn, endedOn } = application
  const expected = expectation(context, application, returns)
  const { backOfficeDays } = context.register.terms
  const sent: StatusStep = {
    label: 'Ingestuurd',
    state: 'done',
    date: `Gedaan op ${formatDay(submittedOn)}`,
  }
  if (status === 'withdrawn') {
    const when = endedOn === undefined ? '' : ` op ${formatDay(endedOn)}`
    return [sent, { label: 'Gestopt', state: 'stopped', date: `Ingetrokken${when}` }]
  }
  const open = returns.find(({ answeredOn }) => answeredOn === undefined)
  const checkFrom = returns[0]?.answeredOn ?? submittedOn
  const complete: StatusStep =
    passedOn !== undefined
      ? { label: 'Volledig', state: 'done', date: `Gedaan op ${formatDay(passedOn)}` }
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
            date: `Verwacht uiterlijk op ${formatDay(afterWorkingDays(checkFrom, backOfficeDays))}`,
            text: `Wij kijken of we alles hebben. ${You} hoeft nu niets te doen.`,
          }
  const decided = status === 'granted' || status === 'refused'
  return [
    sent,
    complete,
    {
      label: applicationWord('with-committee', context.register),
      state: decided ? 'done' : status === 'with-committee' ? 'current' : 'todo',
      date: decided
        ? `Gedaan op ${formatDay(decidedOn ?? expected.meetingOn)}`
        : `${wording(context.register).committee.The} vergadert op ${formatDay(expected.meetingOn)}`,
    },
    {
      label: 'Besluit',
      state: decided ? 'done' : 'todo',
      date: decided
        ? `Genomen op ${formatDay(decidedOn ?? expected.answerBy)}`
        : `Uiterlijk op ${formatDay(expected.answerBy)}`,
    },
  ]
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
