import { holdsOn, lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationInWords, countsInWords } from '#domain/courses/accreditation/in-words.ts'
import type { DecidedBy } from '#domain/dossier/activity/course-of-activity.ts'
import { isAsked, labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { KnownLabel } from '#domain/organisations/label/labels-held.ts'
import type { CompiledRegulation, LabelVerdict } from '#engine'
import { labelName } from '#engine'
import type { Register } from '#regulations/register.ts'
import type { Content, SummaryItem } from '#web/kit/index.ts'
import { Details, formatDay, formatQuantity, SummaryList } from '#web/kit/index.ts'
import { labelItem } from '#web/review/label-review.tsx'
import { labelDays } from '#web/review/label-words.tsx'

interface Basis {
  readonly register: Register
  readonly activity: PortfolioActivity
  readonly compiled: CompiledRegulation
  /** By which decision of the register it counts; undefined for none. */
  readonly decided: DecidedBy | undefined
}

/**
 * On what it rests that an activity is accredited, as a row of what is told of it: in a sentence, and all that the
 * decision or the label says behind that. It is open where something in it asks to be read.
 */
export function basisItem(basis: Basis): SummaryItem | false {
  const { register, activity, compiled, decided } = basis
  const item: SummaryItem | false =
    decided === undefined
      ? labelItem(activity, compiled)
      : {
          term: 'Accreditatie',
          value: `${accreditationInWords(register, decided.held, { course: decided.course, kind: activity.kind })}.`,
        }
  if (!item) return false
  const whole = wholeOf(basis)
  if (whole === undefined) return item
  return {
    ...item,
    value: (
      <>
        {item.value}
        <Details summary={whole.summary} open={whole.open}>
          <SummaryList items={whole.items} />
        </Details>
      </>
    ),
  }
}

interface Whole {
  readonly summary: string
  readonly open: boolean
  readonly items: readonly (SummaryItem | false)[]
}

function wholeOf({ register, activity, compiled, decided }: Basis): Whole | undefined {
  if (decided !== undefined) return decisionOf(register, activity, decided)
  const label = labelOfActivity(compiled, activity)
  if (label === undefined) return undefined
  if (label.verdict.is === 'by-decision') return ruleOf(activity, compiled)
  const known = labelBehind(activity, label.verdict)
  return known && { ...saidByLabel(compiled, known), open: isAsked(label) }
}

// The decision as it was given: what it counts for, how long, and under which conditions.
function decisionOf(
  register: Register,
  { completedOn }: PortfolioActivity,
  { held, course }: DecidedBy,
): Whole {
  const unit = { one: 'uur', many: 'uur' }
  const { counts, studyLoad, first, conditions, reason, ended, decidedOn } = held
  const holds = completedOn !== undefined && holdsOn(held, completedOn)
  return {
    summary: 'Het hele besluit',
    open: conditions !== '' || ended !== undefined || !holds,
    items: [
      { term: 'Nummer', value: course },
      { term: 'Besloten op', value: formatDay(decidedOn) },
      {
        term: 'Telt voor',
        value: lines(counts.map((one) => countsInWords(register, one, first))),
      },
      studyLoad !== undefined && {
        term: 'Voor een opleiding van',
        value: formatQuantity(studyLoad, unit),
      },
      {
        term: 'Geldig',
        value: `Van ${formatDay(first)} tot en met ${formatDay(lastDayOf(held))}${holds ? '' : '. Op de dag van deze activiteit gold het niet'}`,
      },
      ended !== undefined && {
        term: 'Geldt niet meer vanaf',
        value: `${formatDay(ended.from)}${ended.reason === '' ? '' : `. ${ended.reason}`}`,
      },
      { term: 'Voorwaarden', value: conditions === '' ? 'Geen' : text(conditions) },
      reason !== '' && { term: 'Reden', value: text(reason) },
    ],
  }
}

// What is accredited by a rule of the regulation itself.
function ruleOf(
  { kind }: PortfolioActivity,
  { regulation }: CompiledRegulation,
): Whole | undefined {
  const rule = regulation.accreditedByDecision.find((one) => one.kind === kind)
  return (
    rule && {
      summary: 'Het hele besluit',
      open: false,
      items: [
        { term: 'Besluit', value: rule.text },
        { term: 'Artikel', value: rule.article },
      ],
    }
  )
}

function labelBehind(
  { labels = [] }: PortfolioActivity,
  verdict: LabelVerdict,
): KnownLabel | undefined {
  return 'held' in verdict ? labels.find((one) => one === verdict.held) : undefined
}

// The label as it was seen, or stated.
function saidByLabel({ regulation }: CompiledRegulation, label: KnownLabel): Omit<Whole, 'open'> {
  const { called, number, about, first, last, seenOn } = label
  return {
    summary: 'Het hele keurmerk',
    items: [
      { term: 'Keurmerk', value: labelName(regulation, label) },
      { term: 'Op naam van', value: called },
      about !== '' && { term: 'Van', value: about },
      { term: 'Nummer', value: number === '' ? 'Niet bekend' : number },
      { term: 'Geldig', value: labelDays({ first, last }) },
      { term: 'Gezien op', value: seenOn === undefined ? 'Nog niet gezien' : formatDay(seenOn) },
    ],
  }
}

function text(typed: string): Content {
  return <span class="preserve">{typed}</span>
}

function lines(all: readonly string[]): Content {
  const [only] = all
  if (all.length === 1) return only ?? ''
  return (
    <ul class="flush">
      {all.map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  )
}
