import type { Content, Props } from './content.ts'
import { unbroken } from './unbroken.tsx'

export type PageTitleProps = Props<{
  /** A short line above the title: the step, or what the page belongs to. */
  caption?: string
  /** Beside the title, such as a status tag. */
  aside?: Content
  children?: Content
}>

/** The one h1 of a page. */
export function PageTitle({ caption, aside, children }: PageTitleProps) {
  return (
    <div class="page-title">
      {caption && <p class="page-title-caption">{unbroken(caption)}</p>}
      <h1 tabindex={-1}>{unbroken(children)}</h1>
      {aside}
    </div>
  )
}
