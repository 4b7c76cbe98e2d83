import type { LabelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import { labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { CompiledRegulation, LabelVerdict } from '#engine'
import type { SummaryItem, TagColour } from '#web/kit/index.ts'
import { Tag } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

const tags: Readonly<
  Record<LabelVerdict['is'], { readonly colour: TagColour; readonly label: string }>
> = {
  valid: { colour: 'green', label: 'Geldig' },
  'by-decision': { colour: 'green', label: 'Door een besluit' },
  expired: { colour: 'yellow', label: 'Verlopen' },
  'wrong-scope': { colour: 'yellow', label: 'Andere soort' },
  unknown: { colour: 'yellow', label: 'Onbekend' },
}

/** Which of the answers it is, in a word and its colour: a question is amber only where labels ask on that day. */
export function labelVerdictTag({ verdict, asks, undecided }: LabelOfActivity) {
  const { colour, label } = tags[verdict.is]
  const question = verdict.is !== 'valid' && verdict.is !== 'by-decision'
  return { colour: question && !asks && !undecided ? ('grey' as const) : colour, label }
}

/** How the label of an activity stands, as a row of what is told of it; none where it claims no label. */
export function labelItem(
  activity: PortfolioActivity,
  compiled: Pick<CompiledRegulation, 'regulation'>,
): SummaryItem | false {
  const label = labelOfActivity(compiled, activity)
  if (label === undefined) return false
  const { colour, label: word } = judgedTag(activity) ?? labelVerdictTag(label)
  return {
    term: compiled.regulation.labels.length === 0 ? 'Accreditatie' : 'Keurmerk',
    value: (
      <>
        <Tag colour={colour}>{word}</Tag> {label.text}.
      </>
    ),
  }
}

// Once people answered, that stands, whatever the label says.
function judgedTag({ state, accreditationRefused }: PortfolioActivity) {
  if (state !== 'approved' && state !== 'partly') return undefined
  return accreditationRefused === undefined
    ? ({ colour: 'green', label: 'Erkend' } as const)
    : ({ colour: 'red', label: 'Niet erkend' } as const)
}

/** Where whoever looks at an activity can write down the label that they saw themselves. */
export function SeeLabelYourself(props: {
  readonly visit: Visit
  readonly activity: PortfolioActivity
  readonly compiled: CompiledRegulation
  /** Where whoever looks came from: an application as the back office or the committee has it, or what is judged apart. */
  readonly from: { readonly is: 'check' | 'judgement' | 'interim'; readonly id: string }
}) {
  const { visit, activity, compiled, from } = props
  const label = labelOfActivity(compiled, activity)
  if (label === undefined || !label.asks) return null
  const { register } = visit.context
  const { verdict } = label
  if (verdict.is === 'by-decision' || verdict.is === 'valid') return null
  const provider = activity.accreditationProvider || activity.organiser
  const number = activity.accreditationNumber
  const href = paths.seeLabel(register.id, {
    naam: provider === '' ? undefined : provider,
    keurmerk: activity.accreditationLabel,
    nummer: number === '' ? undefined : number,
    aanvraag: from.id,
    ...(from.is === 'check'
      ? {}
      : { bij: from.is === 'judgement' ? 'beoordeling' : 'tussentijds' }),
  })
  return (
    <p>
      Gezien dat het keurmerk wel gold? <a href={href}>Leg het keurmerk vast</a>. Dan geldt het ook
      voor andere activiteiten van deze opleider.
    </p>
  )
}
