import { formatCount } from '#language/numbers.ts'
import type { Content, Props } from './content.ts'

export type JobProgressProps = Props<{
  /** The state in words: "Wordt doorgerekend". */
  label: string
  /** Left out where nobody knows how far it is. */
  done?: number
  total?: number
  children?: Content
}>

/** How far a long task of the server is, in numbers and as a bar; or only that it runs. */
export function JobProgress({ label, done, total, children }: JobProgressProps) {
  const known = done !== undefined && total !== undefined
  const numbers = known ? `${formatCount(done)} van ${formatCount(total)}` : ''
  return (
    <div class="job" role="status">
      <p class="job-label">
        <strong>{label}</strong> {numbers}
      </p>
      <progress
        class="job-bar"
        {...(known ? { value: done, max: Math.max(1, total) } : {})}
        aria-label={label}
      >
        {numbers}
      </progress>
      {children}
    </div>
  )
}
