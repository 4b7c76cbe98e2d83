import { formatCount } from '#language/numbers.ts'
import type { Content, Props } from './content.ts'

export type JobProgressProps = Props<{
  /** The state in words: "Wordt doorgerekend". */
  label: string
  done: number
  total: number
  children?: Content
}>

/** How far a long task of the server is, in numbers and as a bar. */
export function JobProgress({ label, done, total, children }: JobProgressProps) {
  const numbers = `${formatCount(done)} van ${formatCount(total)}`
  return (
    <div class="job" role="status">
      <p class="job-label">
        <strong>{label}</strong> {numbers}
      </p>
      <progress class="job-bar" value={done} max={Math.max(1, total)} aria-label={label}>
        {numbers}
      </progress>
      {children}
    </div>
  )
}
