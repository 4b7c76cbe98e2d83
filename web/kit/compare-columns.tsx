import type { Content, Props } from './content.ts'

export type CompareColumnsProps = Props<{
  leftLabel: string
  rightLabel: string
  left: Content
  right: Content
}>

/** Two things to see at once: the evidence on the left, the judgement on the right. Below each other on a phone. */
export function CompareColumns({ leftLabel, rightLabel, left, right }: CompareColumnsProps) {
  return (
    <div class="compare">
      <section class="compare-left" aria-label={leftLabel}>
        {left}
      </section>
      <section class="compare-right" aria-label={rightLabel}>
        {right}
      </section>
    </div>
  )
}
