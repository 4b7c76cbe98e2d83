import { isAsked, labelOfActivity } from '#domain/dossier/activity/label-of-activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { CompiledRegulation } from '#engine'
import type { SummaryItem, TagColour } from '#web/kit/index.ts'
import { Tag } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'

/**
 * How the label of an activity stands, as a row of what is told of it; none where it claims no label. The sentence says
 * which of the answers it is: before it stands that somebody has to answer it, or what was answered.
 */
export function labelItem(
  activity: PortfolioActivity,
  compiled: Pick<CompiledRegulation, 'regulation'>,
): SummaryItem | false {
  const label = labelOfActivity(compiled, activity)
  if (label === undefined) return false
  const tag = judgedTag(activity) ?? (isAsked(label) ? question : undefined)
  return {
    term: compiled.regulation.labels.length === 0 ? 'Accreditatie' : 'Keurmerk',
    value: (
      <>
        {tag !== undefined && (
          <>
            <Tag colour={tag.colour}>{tag.label}</Tag>{' '}
          </>
        )}
        {label.text}.
      </>
    ),
  }
}

const question = { colour: 'yellow', label: 'Vraag' } as const satisfies LabelTag

interface LabelTag {
  readonly colour: TagColour
  readonly label: string
}

// Once people answered, that stands, whatever the label says.
function judgedTag({ state, accreditationRefused }: PortfolioActivity): LabelTag | undefined {
  if (state !== 'approved' && state !== 'partly') return undefined
  return accreditationRefused === undefined
    ? { colour: 'green', label: 'Erkend' }
    : { colour: 'red', label: 'Niet erkend' }
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
