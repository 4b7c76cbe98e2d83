import type { Content, Props } from './content.ts'

export type AlertProps = Props<{
  type: 'info' | 'success' | 'warning' | 'error'
  title?: string
  headingLevel?: 2 | 3
  /** After a redirect: the alert says what just happened and receives the focus. */
  focus?: boolean
  children?: Content
}>

/** A message in the page: information, something that went well, something to do, something that went wrong. */
export function Alert({ type, title, headingLevel = 2, focus, children }: AlertProps) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <div
      class={`alert alert-${type}`}
      role={focus ? 'alert' : undefined}
      tabindex={focus ? -1 : undefined}
      data-focus={focus ? '' : undefined}
    >
      {title && <Heading class="alert-title">{title}</Heading>}
      {children}
    </div>
  )
}
