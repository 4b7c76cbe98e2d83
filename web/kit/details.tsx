import type { Content, Props } from './content.ts'

export type DetailsProps = Props<{
  summary: Content
  open?: boolean
  id?: string
  children?: Content
}>

/** Something that only some readers want to know, behind one click. */
export function Details({ summary, open, id, children }: DetailsProps) {
  return (
    <details class="details" open={open} id={id}>
      <summary class="details-summary">{summary}</summary>
      <div class="details-body">{children}</div>
    </details>
  )
}
