import type { Props } from './content.ts'
import { DataTable } from './data-table.tsx'
import { Details } from './details.tsx'
import { useWords } from './words.ts'

export type Bin = { readonly from: number; readonly count: number }

export type HistogramProps = Props<{
  /** Unique on the page. */
  id: string
  /** The conclusion, in text above the drawing and as its name. */
  summary: string
  bins: readonly Bin[]
  /** How wide a bin is, in the unit of `from`. */
  binWidth: number
  xLabel: string
  /** What is counted: "professionals". */
  countLabel: string
  /** At most two lines, such as the norm now and the new norm. */
  marks: readonly { readonly at: number; readonly label: string; readonly dashed?: boolean }[]
  /** The bins in between are hatched; those below are grey. */
  between?: { readonly from: number; readonly to: number }
}>

const TOP = 52
const PLOT = 200
const BASE = TOP + PLOT
const LEFT = 8

/** How many people have how much, with the lines of a norm; the numbers are in a table below. */
export function Histogram(props: HistogramProps) {
  const words = useWords()
  const highest = Math.max(1, ...props.bins.map((bin) => bin.count))
  const step = niceStep(highest)
  const top = Math.ceil(highest / step) * step
  const ticks = Array.from({ length: top / step + 1 }, (_, index) => index * step)
  const width = (100 - LEFT) / Math.max(1, props.bins.length)
  const first = props.bins[0]?.from ?? 0
  const x = (value: number) => LEFT + ((value - first) / props.binWidth) * width
  const y = (count: number) => BASE - (count / top) * PLOT
  const hatch = `${props.id}-arcering`
  return (
    <figure class="histogram">
      <figcaption class="histogram-summary">{props.summary}</figcaption>
      <svg class="chart" width="100%" height={BASE + 52} role="img" aria-label={props.summary}>
        <defs>
          <pattern
            id={hatch}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect class="chart-between" width="8" height="8" />
            <rect class="chart-between-line" width="2.5" height="8" />
          </pattern>
        </defs>
        {ticks.map((tick) => (
          <>
            <line class="chart-grid" x1={`${LEFT}%`} x2="100%" y1={y(tick)} y2={y(tick)} />
            <text class="chart-text" x={`${LEFT - 1.2}%`} y={y(tick) + 5} text-anchor="end">
              {tick}
            </text>
          </>
        ))}
        {props.bins.map((bin, index) => (
          <>
            <rect
              class={`chart-bar chart-bar-${place(bin, props)}`}
              x={`${round(x(bin.from) + width * 0.03)}%`}
              y={round(y(bin.count))}
              width={`${round(width * 0.94)}%`}
              height={round((bin.count / top) * PLOT)}
              fill={place(bin, props) === 'between' ? `url(#${hatch})` : undefined}
            />
            <text
              class={index % 3 === 0 ? 'chart-text' : 'chart-text chart-text-minor'}
              x={`${round(x(bin.from) + width / 2)}%`}
              y={BASE + 20}
              text-anchor="middle"
            >
              {bin.from}
            </text>
          </>
        ))}
        {labelled(props.marks.map((mark) => ({ ...mark, x: round(x(mark.at)) }))).map((mark) => (
          <>
            <line
              class="chart-mark"
              x1={`${mark.x}%`}
              x2={`${mark.x}%`}
              y1={mark.y - 14}
              y2={BASE}
              stroke-dasharray={mark.dashed ? '4 3' : undefined}
            />
            <svg x={`${mark.x}%`} y="0" overflow="visible" aria-hidden="true">
              <text
                class="chart-label"
                x={mark.anchor === 'end' ? -8 : 8}
                y={mark.y}
                text-anchor={mark.anchor}
              >
                {mark.label}
              </text>
            </svg>
          </>
        ))}
        <text
          class="chart-text"
          x={`${LEFT + (100 - LEFT) / 2}%`}
          y={BASE + 44}
          text-anchor="middle"
        >
          {props.xLabel}
        </text>
      </svg>
      <Details summary={words.viewNumbers}>
        <DataTable
          caption={props.xLabel}
          captionHidden
          columns={[
            {
              header: words.from,
              primary: true,
              cell: (bin: Bin) => `${bin.from}–${bin.from + props.binWidth - 1}`,
            },
            { header: props.countLabel, align: 'end', cell: (bin: Bin) => bin.count },
          ]}
          rows={props.bins}
          narrow="scroll"
        />
      </Details>
    </figure>
  )
}

/**
 * Where the names of the marks stand: all on the side with the most room, each on a line of its own, the mark furthest
 * to the other side on top. So no name meets another name or the line of another mark, however narrow the screen.
 */
function labelled<Mark extends { readonly x: number }>(marks: readonly Mark[]) {
  const middle = marks.reduce((sum, mark) => sum + mark.x, 0) / Math.max(1, marks.length)
  const anchor: 'start' | 'end' = middle > 50 ? 'end' : 'start'
  return marks
    .toSorted((a, b) => (anchor === 'end' ? b.x - a.x : a.x - b.x))
    .map((mark, row) => ({ ...mark, anchor, y: 15 + row * 22 }))
}

function place(bin: Bin, { between }: HistogramProps): 'below' | 'between' | 'above' {
  if (!between || bin.from >= between.to) return 'above'
  return bin.from < between.from ? 'below' : 'between'
}

/** A round number that gives three to five lines. */
function niceStep(highest: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(highest))
  const step = [0.2, 0.5, 1, 2].map((part) => part * magnitude).find((s) => highest / s <= 5)
  return Math.max(1, step ?? magnitude)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
