import type { Unit } from '#language/numbers.ts'
import { formatNumber, isSingular } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { Content, Props } from './content.ts'
import { Tag } from './tag.tsx'

export type NormBarProps = Props<{
  name: string
  /** All quantities in hundredths. */
  needed: number
  approved: number
  /** Handed in, not judged: counts provisionally, so it is in the number. */
  pending?: number
  /** Not done yet: shown beside, never in the number. */
  planned?: number
  unit: Unit
  /** The conclusion in a sentence, below the parts: "Nog 22 uur toevoegen." */
  note?: Content
  /** Where the norm comes from: the article, with a link to it. */
  source?: Content
  /** Whether the norm is met. The bar does not decide that: rules may ask more than the number. */
  met?: boolean
  /** As long as nothing counts, says what is needed in place of nought: nothing has to be there yet. */
  begins?: boolean
  /** Leaves out what the number is made of, where nothing is judged yet, such as in a plan. */
  partsHidden?: boolean
  headingLevel?: 2 | 3 | 4
}>

/** How far somebody is with one norm: the number in text, then the bar, then what it is made of. */
export function NormBar(props: NormBarProps) {
  const { needed, approved, pending = 0, planned = 0, unit, headingLevel = 3 } = props
  const Heading = `h${headingLevel}` as const
  const parts = [
    { kind: 'approved', quantity: approved, word: 'goedgekeurd' },
    { kind: 'pending', quantity: pending, word: 'ingestuurd' },
    { kind: 'planned', quantity: planned, word: 'gepland' },
  ].filter((part) => part.quantity > 0)
  return (
    <div class="norm">
      <Heading class="norm-name">{props.name}</Heading>
      <p class="norm-value">
        {props.begins && approved + pending === 0 && !props.met ? (
          <span>
            <strong class="norm-number">{formatNumber(needed)}</strong>
            {'\u00a0'}
            {isSingular(needed) ? unit.one : unit.many} nodig
          </span>
        ) : (
          <span>
            <strong class="norm-number">{formatNumber(approved + pending)}</strong> van{' '}
            {formatNumber(needed)} {isSingular(needed) ? unit.one : unit.many}
          </span>
        )}{' '}
        {props.met && <Tag colour="green">Norm gehaald</Tag>}
      </p>
      <Bar {...{ needed, approved, pending, planned }} />
      {parts.length > 0 && !props.partsHidden && (
        <ul class="norm-parts">
          {parts.map((part) => (
            <li class={`norm-part norm-part-${part.kind}`}>
              {part.kind !== 'planned' && part.quantity === approved + pending
                ? sentenceCase(part.word)
                : `${formatNumber(part.quantity)} ${part.word}`}
            </li>
          ))}
        </ul>
      )}
      {props.note && <p class="norm-note">{props.note}</p>}
      {props.source && <p class="source">{props.source}</p>}
    </div>
  )
}

const height = 14
const labelled = height + 18

// The text before the bar says the same, so the drawing is for the eye alone.
function Bar(quantities: Record<'needed' | 'approved' | 'pending' | 'planned', number>) {
  const total = quantities.approved + quantities.pending + quantities.planned
  const full = Math.max(quantities.needed, total, 1)
  const share = (quantity: number) => Math.round((quantity / full) * 10_000) / 100
  const approved = share(quantities.approved)
  const pending = share(quantities.pending)
  const planned = share(quantities.planned)
  const norm = share(quantities.needed)
  const mark = { x1: `${norm}%`, x2: `${norm}%` }
  return (
    <svg class="bar" width="100%" height={labelled} aria-hidden="true" focusable="false">
      <rect class="bar-ground" x="0" y="0" width="100%" height={height} />
      <rect class="bar-approved" x="0" y="0" width={`${approved}%`} height={height} />
      {pending > 0 && (
        <rect
          class="bar-pending"
          x={`${approved}%`}
          y="1"
          width={`${pending}%`}
          height={height - 2}
        />
      )}
      {planned > 0 && (
        <line
          class="bar-planned"
          x1={`${approved + pending}%`}
          x2={`${approved + pending + planned}%`}
          y1={height / 2}
          y2={height / 2}
          stroke-width={height - 2}
          stroke-dasharray="2 3"
        />
      )}
      <rect class="bar-edge" x="0" y="0" width="100%" height={height} fill="none" />
      {norm < 100 && (
        <>
          <line class="bar-norm-halo" {...mark} y1="1" y2={height - 1} stroke-width="6" />
          <line class="bar-norm" {...mark} y1="0" y2={height} stroke-width="3" />
        </>
      )}
      <text
        class="bar-label"
        x={`${norm}%`}
        y={labelled - 3}
        text-anchor={norm > 10 ? 'end' : 'start'}
      >
        norm
      </text>
    </svg>
  )
}
