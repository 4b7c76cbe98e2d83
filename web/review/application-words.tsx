import type { Advice, ApplicationStatus } from '#domain/certification/application/application.ts'
import type {
  Application,
  ApplicationFile,
  Return,
} from '#domain/certification/application/queries.ts'
import type { Grant } from '#domain/certification/committee/judgement.ts'
import { askedAttributes, provingFiles } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { answerBy, expectedMeeting } from '#domain/platform/register/meeting-calendar.ts'
import type {
  CommitteeRules,
  CompiledRegulation,
  ExplainedNorm,
  Explanation,
  Regulation,
} from '#engine'
import { isMeasure } from '#engine'
import { voice } from '#language/voice.ts'
import { decidedBy } from '#regulations/bodies.ts'
import { pinnedVersion } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'
import { temporaryWording, wording } from '#regulations/wording.ts'
import { isPast } from '#web/due-day.ts'
import type { TagColour, Unit } from '#web/kit/index.ts'
import { formatDay, formatList, formatQuantity, Tag } from '#web/kit/index.ts'
import type { Units } from '#web/speech.ts'

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

/** Where an application stands, in a word and its colour; of one that was granted for a while, that. */
export function applicationTag(
  { status, temporary, kind }: Pick<Application, 'status' | 'temporary' | 'kind'>,
  register: Register,
) {
  const label = temporary
    ? temporaryWording(register).Certified
    : applicationWord(status, decidedBy(register, kind))
  return { colour: colours[status], label }
}

/** Where an application stands, as a tag. */
export function ApplicationTag(props: {
  readonly application: Pick<Application, 'status' | 'temporary' | 'kind'>
  readonly register: Register
}) {
  const { colour, label } = applicationTag(props.application, props.register)
  return <Tag colour={colour}>{label}</Tag>
}

/** What kind of application it is. */
export function kindWord(kind: Application['kind'], register: Register): string {
  if (kind === 'move') return 'Andere categorie'
  const { certification } = wording(register)
  return kind === 'first'
    ? `Eerste ${certification.name}`
    : `Opnieuw ${certification.certify} (${certification.renewal})`
}

/** What the category is called that an application asks for; undefined where it asks for none. */
export function categoryWord(
  { category }: Pick<Application, 'category'>,
  register: Register,
): string | undefined {
  return category === undefined ? undefined : labelOfCategory(register, category)
}

/** What is judged of an application: a portfolio of activities, or a dossier where no norm counts any. */
export function fileWord({ norms }: Pick<Explanation, 'norms'>): 'portfolio' | 'dossier' {
  return norms.some(({ measure }) => isMeasure(measure)) ? 'portfolio' : 'dossier'
}

/** How that stands, said to those who judge it. */
export function standingText(assessment: Explanation, register: Register): string {
  const { outcome, norms, temporary } = assessment
  const file = fileWord(assessment)
  const of = (wanted: ExplainedNorm['outcome']) =>
    formatList(norms.filter((norm) => norm.outcome === wanted).map(({ label }) => `‘${label}’`))
  switch (outcome) {
    case 'met':
      return `Het ${file} voldoet aan alle normen.`
    case 'exempt':
      return 'De aanvrager is vrijgesteld.'
    case 'undetermined':
      return temporary === undefined
        ? 'Nog niet alles is beoordeeld. Wordt alles goedgekeurd, dan zijn alle normen gehaald.'
        : `Nog niet alles is beoordeeld. Ook als alles wordt goedgekeurd, voldoet het ${file} niet aan ${of('not-met')}.${forAWhile(assessment, register)}`
    case 'for-the-committee': {
      const own = `${wording(register).committee.The} beslist zelf over ${of('for-the-committee')}.`
      return temporary === undefined
        ? own
        : `${own} Het ${file} voldoet nog niet aan ${of('not-met')}.${forAWhile(assessment, register)}`
    }
    case 'not-met':
      return `Het ${file} voldoet niet aan ${of('not-met')}.`
    case 'temporary':
      return `Het ${file} voldoet nog niet aan ${of('not-met')}.${forAWhile(assessment, register)}`
  }
}

// For how long somebody can be registered who falls short of no more than may still be open.
function forAWhile({ temporary }: Explanation, register: Register): string {
  if (temporary === undefined) return ''
  const { first, last } = temporary.period
  const { certified } = temporaryWording(register)
  return ` Dat mag nog open zijn: de aanvrager kan ${certified} worden, van ${formatDay(first)} tot en met ${formatDay(last)}.`
}

/** That somebody who applies is registered for a while now, as an item of a list; false where they are not. */
export function temporaryItem(
  { temporary, validity }: Pick<ApplicationFile['applicant'], 'temporary' | 'validity'>,
  register: Register,
) {
  return (
    temporary &&
    validity !== undefined && {
      term: temporaryWording(register).Certified,
      value: `${formatDay(validity.first)} tot en met ${formatDay(validity.last)}`,
    }
  )
}

/** When an application comes before the committee, and how and by when it is decided. */
export interface Expectation {
  readonly meetingOn: Temporal.PlainDate
  /** The day of the meeting has gone by, and what was decided there is still to be made known. */
  readonly met: boolean
  readonly answerBy: Temporal.PlainDate
  /** That day has gone by too, and its applicant still waits. */
  readonly late: boolean
  readonly decides: CommitteeRules['decides']
}

/** When an application comes before the committee, and by when its applicant hears. */
export function expectation(
  { register, today }: Context,
  application: Application,
  returns: readonly Return[],
): Expectation {
  const completeOn =
    application.status === 'returned' ? today : (returns[0]?.answeredOn ?? application.submittedOn)
  const meetingOn =
    application.meetingOn ?? expectedMeeting(register.terms.committee, completeOn, today).on
  const rules = pinnedVersion(register, application.regulationVersion)?.regulation.committee
  const decides = rules?.decides ?? 'when-enough-votes'
  const met = Temporal.PlainDate.compare(meetingOn, today) < 0
  const before = answerBy(register, meetingOn)
  return { meetingOn, met, answerBy: before, late: isPast(before, today), decides }
}

/** In a sentence, when the committee decides or met: in its meeting, or as soon as enough members judged. */
export function whenDecided(
  register: Register,
  {
    meetingOn,
    met = false,
    decides,
  }: Pick<Expectation, 'meetingOn' | 'decides'> & Partial<Pick<Expectation, 'met'>>,
): string {
  const { The, the } = wording(register).committee
  switch (decides) {
    case 'in-the-meeting':
      return met
        ? `De vergadering van ${the} was op ${formatDay(meetingOn)}.`
        : `${The} beslist in de vergadering van ${formatDay(meetingOn)}.`
    case 'when-enough-votes':
      return `${The} beslist zodra genoeg leden hebben geoordeeld.`
  }
}

/** In a sentence, by when an applicant hears, or that they should have heard by now. */
export function whenAnswered(
  register: Register,
  { answerBy, late }: Pick<Expectation, 'answerBy' | 'late'>,
): string {
  const { You, say } = voice(register.address)
  return late
    ? `${say('Je had', 'U had')} het besluit op ${formatDay(answerBy)} moeten hebben: het duurt langer dan we zeiden.`
    : `${You} hoort het besluit uiterlijk op ${formatDay(answerBy)}.`
}

/** The day that counts for whoever handles an application: of the meeting, or by which it is decided. */
export function decisionDay({ meetingOn, answerBy, late, decides }: Expectation) {
  return decides === 'in-the-meeting'
    ? { term: 'Vergadering', value: formatDay(meetingOn) }
    : { term: 'Besluit uiterlijk', value: `${formatDay(answerBy)}${late ? ': te laat' : ''}` }
}

/** How an activity is shown to be true, in a line: files, a referee, or an own statement. */
export function proofWords(activity: PortfolioActivity): string {
  const { referee, selfSignedOn } = activity
  const evidence = provingFiles(activity.evidence)
  const parts = [
    evidence.length === 0
      ? ''
      : evidence.length === 1
        ? '1 bestand'
        : `${evidence.length} bestanden`,
    referee?.answer === 'confirmed' ? `bevestigd door ${referee.name}` : '',
    selfSignedOn === undefined ? '' : 'zelf ondertekend',
    activity.listed === undefined ? '' : `bevestigd door een lijst (${activity.listed.label})`,
    activity.group?.proves === true
      ? `bevestigd door de groep (${activity.group.confirmed.length} ${activity.group.confirmed.length === 1 ? 'deelnemer' : 'deelnemers'})`
      : '',
    activity.attended?.proves === true
      ? `${activity.attended.joined ? 'bevestigd' : 'ingevoerd'} door ${activity.attended.organisation}`
      : '',
  ].filter((part) => part !== '')
  if (parts.length > 0) return parts.join(', ')
  return activity.state === 'awaiting-referee' && referee !== undefined
    ? `wacht op ${referee.name}`
    : 'geen bewijs'
}

/** By what an activity is accredited: a label, or its number and who gave it; undefined where unknown. */
export function accreditedBy(
  {
    accreditationLabel,
    accreditationNumber: number,
    accreditationProvider,
    form,
  }: PortfolioActivity,
  { regulation }: Pick<CompiledRegulation, 'regulation'>,
): string | undefined {
  if (regulation.labels.length > 0) {
    const label = regulation.labels.find(({ id }) => id === accreditationLabel)?.label
    return label === undefined || number === '' ? label : `${label}, nummer ${number}`
  }
  const { provider: given = '' } = form.details
  const provider = accreditationProvider || given
  const parts = [number === '' ? '' : `nummer ${number}`, provider === '' ? '' : `door ${provider}`]
  return parts.filter((part) => part !== '').join(', ') || undefined
}

/** What was told of an activity beside its kind, in the words of the regulation. */
export function attributeItems(
  { attributes, attributesRefused }: PortfolioActivity,
  regulation: Pick<Regulation, 'attributes'>,
): readonly { readonly id: string; readonly term: string; readonly value: string }[] {
  return askedAttributes(regulation).flatMap(({ id, label, options = [] }) => {
    const told = attributes[id]
    if (told === undefined) return []
    const chosen = options.find((one) => one.id === told)?.label ?? String(told)
    const value = typeof told === 'boolean' ? (told ? 'Ja' : 'Nee') : chosen
    const refused = attributesRefused.includes(id) ? ', maar niet erkend' : ''
    return [{ id, term: label, value: `${value}${refused}` }]
  })
}

/** What was granted or advised: "Goedgekeurd", "4 van 8 uur, accreditatie niet erkend". */
export function grantWords(
  grant: Pick<Grant, 'outcome' | 'amount' | 'second' | 'accreditation' | 'attributes'>,
  { claimed, claimedSecond }: Pick<PortfolioActivity, 'claimed' | 'claimedSecond'>,
  units: Units,
): string {
  const { outcome, amount, second, accreditation, attributes } = grant
  if (outcome === 'rejected') return 'Afgewezen'
  const without = [
    accreditation?.recognised === false ? ', accreditatie niet erkend' : '',
    attributes === undefined ? '' : ', niet alle kenmerken erkend',
  ].join('')
  if (outcome === 'approved') return `Goedgekeurd${without}`
  const part = (amount: number, of: number | undefined, unit: Unit) =>
    `${formatQuantity(amount, unit)}${of === undefined ? '' : ` van ${formatQuantity(of, unit)}`}`
  const also =
    second === undefined || units.second === undefined
      ? ''
      : ` en ${part(second, claimedSecond, units.second)}`
  return `Deels: ${part(amount ?? 0, claimed, units.first)}${also}${without}`
}

/** What the back office advises, in words. */
export function adviceWords(
  advice: Advice,
  activity: Pick<PortfolioActivity, 'claimed' | 'claimedSecond'>,
  units: Units,
): string {
  const outcomes = { approve: 'approved', partly: 'partly', reject: 'rejected' } as const
  return grantWords({ ...advice, outcome: outcomes[advice.advice] }, activity, units)
}
