import { formatDay } from '#language/days.ts'
import type { Content, Props } from './content.ts'

export type PeriodLineProps = Props<{
  /** Days as ISO text. */
  first: string
  last: string
  today: string
  /** Beside today's mark: "Vandaag. Je hebt nog 15 maanden." */
  text: Content
  /** A day on the way, such as the first on which somebody can apply; `label` stands before its date. */
  marker?: { readonly day: string; readonly label: string }
}>

const height = 20
const middle = height / 2

/**
 * A period as a line between its days, with a mark for today and its text above it. What happens on
 * the way has its mark and its text too, below the line.
 */
export function PeriodLine({ first, last, today, text, marker }: PeriodLineProps) {
  const from = Temporal.PlainDate.from(first)
  const length = from.until(last).total('days')
  // How far a day is, as a percentage.
  const share = (day: string) => {
    const done = length === 0 ? 1 : from.until(day).total('days') / length
    return Math.round(Math.min(1, Math.max(0, done)) * 1000) / 10
  }
  // Keeps a mark within the drawing at both ends.
  const inside = (day: string) => `${Math.min(99, Math.max(1, share(day)))}%`
  return (
    <div class="period">
      <AtDay kind="today" share={share(today)}>
        {text}
      </AtDay>
      <svg class="period-line" width="100%" height={height} aria-hidden="true" focusable="false">
        <rect class="period-ground" x="0" y={middle - 4} width="100%" height="8" rx="4" />
        <rect
          class="period-past"
          x="0"
          y={middle - 4}
          width={`${share(today)}%`}
          height="8"
          rx="4"
        />
        {marker && <circle class="period-marker" cx={inside(marker.day)} cy={middle} r="6" />}
        <svg x={inside(today)} y="0" overflow="visible" aria-hidden="true">
          <rect class="period-today" x="-3" y="0" width="6" height={height} />
        </svg>
      </svg>
      {marker && (
        <AtDay kind="marker" share={share(marker.day)}>
          {marker.label} {formatDay(marker.day)}
        </AtDay>
      )}
      <p class="period-ends">
        <span>{formatDay(first)}</span> <span>{formatDay(last)}</span>
      </p>
    </div>
  )
}

// A text that begins at its day, or ends where the line ends: what stands before it gives way.
function AtDay(props: {
  readonly kind: 'today' | 'marker'
  readonly share: number
  readonly children: Content
}) {
  return (
    <div class={`period-at period-at-${props.kind}`}>
      <svg width={`${props.share}%`} height="1" aria-hidden="true" focusable="false" />
      <p>{props.children}</p>
    </div>
  )
}
