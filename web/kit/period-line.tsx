import { useContext } from 'hono/jsx'
import { formatDay } from '#language/days.ts'
import type { Content, Props } from './content.ts'
import { LanguageContext, useWords } from './words.ts'

export type PeriodLineProps = Props<{
  /** Days as ISO text. */
  first: string
  last: string
  today: string
  /** Beside today's mark: "Vandaag. Je hebt nog 15 maanden." */
  text?: Content
  /** A day on the way, such as the first on which somebody can apply; `label` stands before its date. */
  marker?: { readonly day: string; readonly label: string }
  /** Before the first and the last day: "Begin", "Einde". */
  firstLabel?: string
  lastLabel?: string
}>

const HEIGHT = 20
const MIDDLE = HEIGHT / 2

/** A period as a line, with a mark for today; all of it in text below, in the order of the days. */
export function PeriodLine(props: PeriodLineProps) {
  const words = useWords()
  const language = useContext(LanguageContext)
  const today = share(props.today, props)
  const marker = props.marker && share(props.marker.day, props)
  const mark = (day: string, label?: string) =>
    `${label ? `${label} ` : ''}${formatDay(day, language)}`
  const texts: { readonly day: string; readonly kind: string; readonly text: Content }[] = [
    { day: props.today, kind: 'today', text: props.text ?? mark(props.today, words.today) },
  ]
  if (props.marker) {
    texts.push({
      ...props.marker,
      kind: 'marker',
      text: mark(props.marker.day, props.marker.label),
    })
  }
  texts.sort((a, b) => a.day.localeCompare(b.day))
  return (
    <div class="period">
      <svg class="period-line" width="100%" height={HEIGHT} aria-hidden="true" focusable="false">
        <rect class="period-ground" x="0" y={MIDDLE - 4} width="100%" height="8" rx="4" />
        <rect class="period-past" x="0" y={MIDDLE - 4} width={`${today}%`} height="8" rx="4" />
        {marker !== undefined && (
          <circle class="period-marker" cx={`${inside(marker)}%`} cy={MIDDLE} r="6" />
        )}
        <svg x={`${inside(today)}%`} y="0" overflow="visible" aria-hidden="true">
          <rect class="period-today" x="-3" y="0" width="6" height={HEIGHT} />
        </svg>
      </svg>
      <ul class="period-texts">
        <li>{mark(props.first, props.firstLabel)}</li>
        {texts.map(({ kind, text }) => (
          <li class={`period-text-${kind}`}>{text}</li>
        ))}
        <li>{mark(props.last, props.lastLabel)}</li>
      </ul>
    </div>
  )
}

function share(day: string, { first, last }: PeriodLineProps): number {
  const from = Temporal.PlainDate.from(first)
  const length = from.until(last).total('days')
  const done = from.until(day).total('days')
  return Math.round(Math.min(1, Math.max(0, length === 0 ? 1 : done / length)) * 1000) / 10
}

/** Keeps a mark within the drawing at both ends. */
function inside(percentage: number): number {
  return Math.min(99, Math.max(1, percentage))
}
