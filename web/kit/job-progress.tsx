import { formatCount } from '#language/numbers.ts'
import type { Content, Props } from './content.ts'

export type JobProgressProps = Props<{
  /** The state in words: "Wordt doorgerekend". */
  label: string
  /** Left out where nobody knows how far it is. */
  done?: number
  total?: number
  /** In the place of how many of how many, where only that is known: 0 to 100. */
  percent?: number
  children?: Content
}>

/** How far a long task of the server is, in numbers and as a bar; or only that it runs. */
export function JobProgress({ label, done, total, percent, children }: JobProgressProps) {
  const of = percent === undefined ? total : 100
  const value = percent ?? done
  const known = value !== undefined && of !== undefined
  const counted = known ? `${formatCount(value)} van ${formatCount(of)}` : ''
  const numbers = percent === undefined ? counted : `${percent}%`
  return (
    <div class="job" role="status">
      <p class="job-label">
        <strong>{label}</strong> {numbers}
      </p>
      <progress
        class="job-bar"
        {...(known ? { value, max: Math.max(1, of) } : {})}
        aria-label={label}
      >
        {numbers}
      </progress>
      {children}
    </div>
  )
}
