import type {
  Advice,
  ApplicationStatus,
  GrantProblem,
} from '#domain/certification/application/application.ts'
import type { Application, Return } from '#domain/certification/application/queries.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { shown } from '#domain/dossier/referee/referee.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { answerBy, expectedMeeting } from '#domain/platform/register/meeting-calendar.ts'
import type { Assessment, CompiledRegulation, NormFinding } from '#engine'
import { voice } from '#language/voice.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import type { StatusStep, SummaryItem, TagColour, Unit } from '#web/kit/index.ts'
import {
  formatDay,
  formatList,
  formatQuantity,
  StatusSteps,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'

// What an application looks like in words, for whoever sees it: the applicant, the back office and
// the committee.

const colours = {
  submitted: 'blue',
  returned: 'yellow',
  'with-committee': 'blue',
  granted: 'green',
  refused: 'red',
  withdrawn: 'grey',
} as const satisfies Record<ApplicationStatus, TagColour>

/** The word for where an application stands. */
export function applicationWord(status: ApplicationStatus, register: Register): string {
  switch (status) {
    case 'submitted':
      return 'Volledigheid controleren'
    case 'returned':
      return 'Aanvullen'
    case 'with-committee':
      return `Bij ${wording(register).committee.the}`
    case 'granted':
      return 'Toegekend'
    case 'refused':
      return 'Afgewezen'
    case 'withdrawn':
      return 'Ingetrokken'
  }
}

/** Where an application stands, in a word and its colour. */
export function applicationTag(status: ApplicationStatus, register: Register) {
  return { colour: colours[status], label: applicationWord(status, register) }
}

/** Where an application stands, as a tag. */
export function ApplicationTag(props: {
  readonly status: ApplicationStatus
  readonly register: Register
}) {
  const { colour, label } = applicationTag(props.status, props.register)
  return <Tag colour={colour}>{label}</Tag>
}

/** What kind of application it is. */
export function kindWord(kind: 'first' | 'renewal', register: Register): string {
  const { certification } = wording(register)
  return kind === 'first'
    ? `Eerste ${certification.name}`
    : `Opnieuw ${certification.certify} (${certification.renewal})`
}

/** The register's unit as it stands behind a number. */
export function unitOf(register: Register): Unit {
  return { one: register.unit.one, many: register.unit.counted }
}

/** How a portfolio stands, said to those who judge it. */
export function standingText(assessment: Assessment, register: Register): string {
  const { outcome, norms } = assessment
  const of = (wanted: NormFinding['outcome']) =>
    formatList(norms.filter((norm) => norm.outcome === wanted).map(({ label }) => `‘${label}’`))
  switch (outcome) {
    case 'met':
      return 'Het portfolio voldoet aan alle normen.'
    case 'exempt':
      return 'De aanvrager is vrijgesteld.'
    case 'undetermined':
      return 'Als alles wordt goedgekeurd, voldoet het portfolio aan alle normen.'
    case 'for-the-committee':
      return `${wording(register).committee.The} beslist zelf over ${of('for-the-committee')}.`
    case 'not-met':
      return `Het portfolio voldoet niet aan ${of('not-met')}.`
  }
}

/** The day by which a number of working days have passed; weekends are none. */
export function afterWorkingDays(from: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let day = from
  for (let left = days; left > 0; ) {
    day = day.add({ days: 1 })
    if (day.dayOfWeek <= 5) left -= 1
  }
  return day
}

/** When an application comes before the committee, and by when its applicant hears. */
export function expectation(
  { register, today }: Context,
  application: Application,
  returns: readonly Return[],
): { readonly meetingOn: Temporal.PlainDate; readonly answerBy: Temporal.PlainDate } {
  const completeOn =
    application.status === 'returned' ? today : (returns[0]?.answeredOn ?? application.submittedOn)
  const meetingOn =
    application.meetingOn ?? expectedMeeting(register.terms.committee, completeOn, today).on
  return { meetingOn, answerBy: answerBy(register, meetingOn) }
}

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

/** What somebody claims with an activity: everything that was filled in, as a list. */
export function ClaimSummary(props: {
  readonly activity: PortfolioActivity
  readonly register: Register
  readonly compiled: CompiledRegulation
}) {
  const { activity, register, compiled } = props
  const { regulation } = compiled
  const kind = regulation.kinds.find(({ id }) => id === activity.kind)
  const details = (kind?.fields ?? []).flatMap((field): SummaryItem[] => {
    const value = activity.form.details[field.id]
    if (value === undefined || value === '') return []
    return [{ term: field.label, value: shown(field, value) }]
  })
  const label = regulation.labels.find(({ id }) => id === activity.accreditationLabel)?.label
  return (
    <SummaryList
      items={[
        { term: 'Soort', value: kind?.label ?? 'Onbekend' },
        {
          term: 'Datum',
          value: activity.completedOn === undefined ? '–' : formatDay(activity.completedOn),
        },
        {
          term: 'Ingediend',
          value:
            activity.claimed === undefined
              ? '–'
              : formatQuantity(activity.claimed, unitOf(register)),
        },
        {
          term: 'Geaccrediteerd',
          value: activity.accredited ? (label === undefined ? 'Ja' : `Ja, ${label}`) : 'Nee',
        },
        ...details,
      ]}
    />
  )
}

/** How an activity is shown to be true, in a line: files, a referee, or an own statement. */
export function proofWords(activity: PortfolioActivity): string {
  const { evidence, referee, selfSignedOn } = activity
  const parts = [
    evidence.length === 0
      ? ''
      : evidence.length === 1
        ? '1 bestand'
        : `${evidence.length} bestanden`,
    referee?.answer === 'confirmed' ? `bevestigd door ${referee.name}` : '',
    selfSignedOn === undefined ? '' : 'zelf ondertekend',
  ].filter((part) => part !== '')
  if (parts.length > 0) return parts.join(', ')
  return activity.state === 'awaiting-referee' && referee !== undefined
    ? `wacht op ${referee.name}`
    : 'geen bewijs'
}

/** What was granted or advised, in words: "Goedgekeurd", "4 van 8 uur", "Afgewezen". */
export function grantWords(
  grant: Pick<Grant, 'outcome' | 'amount'>,
  claimed: number | undefined,
  unit: Unit,
): string {
  if (grant.outcome === 'approved') return 'Goedgekeurd'
  if (grant.outcome === 'rejected') return 'Afgewezen'
  const part = formatQuantity(grant.amount ?? 0, unit)
  return claimed === undefined
    ? `Deels: ${part}`
    : `Deels: ${part} van ${formatQuantity(claimed, unit)}`
}

/** What the back office advises, in words. */
export function adviceWords(advice: Advice, claimed: number | undefined, unit: Unit): string {
  const outcomes = { approve: 'approved', partly: 'partly', reject: 'rejected' } as const
  return grantWords({ outcome: outcomes[advice.advice], amount: advice.amount }, claimed, unit)
}

/** What is wrong with what was granted or advised, and how to mend it. */
export function grantProblemText(problem: GrantProblem | 'no-outcome', title: string): string {
  switch (problem) {
    case 'no-outcome':
      return `Kies bij ‘${title}’ of de activiteit meetelt.`
    case 'no-amount':
      return `Vul bij ‘${title}’ in hoeveel er meetelt, bijvoorbeeld 4 of 1,5.`
    case 'amount-not-less':
      return `Vul bij ‘${title}’ minder in dan is ingediend, of keur alles goed.`
    case 'no-reason':
      return `Leg bij ‘${title}’ uit waarom niet alles meetelt.`
  }
}
