import { useContext } from 'hono/jsx'
import type { Unit } from '#language/numbers.ts'
import { formatNumber } from '#language/numbers.ts'
import type { Content, Props } from './content.ts'
import { Tag } from './tag.tsx'
import { LanguageContext, useWords } from './words.ts'

export type NormBarProps = Props<{
  name: string
  /** All quantities in hundredths. */
  needed: number
  approved: number
  /** Handed in, not yet judged: counts provisionally, so it is in the number. */
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
  /** Leaves out what the number is made of, where nothing is judged yet, such as in a plan. */
  partsHidden?: boolean
  headingLevel?: 2 | 3 | 4
}>

/** How far somebody is with one norm: the number in text, then the bar, then what it is made of. */
export function NormBar(props: NormBarProps) {
  const words = useWords()
  const language = useContext(LanguageContext)
  const pending = props.pending ?? 0
  const planned = props.planned ?? 0
  const Heading = `h${props.headingLevel ?? 3}` as const
  const number = (quantity: number) => formatNumber(quantity, language)
  const parts = [
    { kind: 'approved', quantity: props.approved, word: words.approved },
    { kind: 'pending', quantity: pending, word: words.pending },
    { kind: 'planned', quantity: planned, word: words.planned },
  ].filter((part) => part.quantity > 0)
  return (
    <div class="norm">
      <Heading class="norm-name">{props.name}</Heading>
      <p class="norm-value">
        <span>
          <strong class="norm-number">{number(props.approved + pending)}</strong> {words.of}{' '}
          {number(props.needed)} {props.needed === 100 ? props.unit.one : props.unit.many}
        </span>{' '}
        {props.met && <Tag colour="green">{words.normMet}</Tag>}
      </p>
      <Bar {...props} />
      {parts.length > 0 && !props.partsHidden && (
        <ul class="norm-parts">
          {parts.map((part) => (
            <li class={`norm-part norm-part-${part.kind}`}>
              {number(part.quantity)} {part.word}
            </li>
          ))}
        </ul>
      )}
      {props.note && <p class="norm-note">{props.note}</p>}
      {props.source && <p class="source">{props.source}</p>}
    </div>
  )
}

const HEIGHT = 14

function Bar(props: Pick<NormBarProps, 'needed' | 'approved' | 'pending' | 'planned'>) {
  const total = props.approved + (props.pending ?? 0) + (props.planned ?? 0)
  const full = Math.max(props.needed, total, 1)
  const share = (quantity: number) => Math.round((quantity / full) * 10_000) / 100
  const approved = share(props.approved)
  const pending = share(props.pending ?? 0)
  const planned = share(props.planned ?? 0)
  const norm = share(props.needed)
  // The text before the bar says the same, so the drawing is for the eye alone.
  return (
    <svg class="bar" width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
      <rect class="bar-ground" x="0" y="0" width="100%" height={HEIGHT} />
      <rect class="bar-approved" x="0" y="0" width={`${approved}%`} height={HEIGHT} />
      {pending > 0 && (
        <rect
          class="bar-pending"
          x={`${approved}%`}
          y="1"
          width={`${pending}%`}
          height={HEIGHT - 2}
        />
      )}
      {planned > 0 && (
        <line
          class="bar-planned"
          x1={`${approved + pending}%`}
          x2={`${approved + pending + planned}%`}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          stroke-width={HEIGHT - 2}
          stroke-dasharray="2 3"
        />
      )}
      <rect class="bar-edge" x="0" y="0" width="100%" height={HEIGHT} fill="none" />
      {norm < 100 && (
        <line
          class="bar-norm-halo"
          x1={`${norm}%`}
          x2={`${norm}%`}
          y1="1"
          y2={HEIGHT - 1}
          stroke-width="6"
        />
      )}
      {norm < 100 && (
        <line
          class="bar-norm"
          x1={`${norm}%`}
          x2={`${norm}%`}
          y1="0"
          y2={HEIGHT}
          stroke-width="3"
        />
      )}
    </svg>
  )
}
