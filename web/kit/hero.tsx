import type { Content, Props } from './content.ts'

export type HeroProps = Props<{
  title: string
  /** One or two sentences below the title. */
  lead: Content
  /** What to do now: buttons and links. */
  actions?: Content
  /** Beside the text on a large screen, such as an example of what one gets. */
  aside?: Content
}>

/** The opening of a home page, over the whole width. Holds the h1. */
export function Hero({ title, lead, actions, aside }: HeroProps) {
  return (
    <div class="hero">
      <div class="hero-text">
        <h1 tabindex={-1}>{title}</h1>
        <p class="lead">{lead}</p>
        {actions}
      </div>
      {aside && <div class="hero-aside">{aside}</div>}
    </div>
  )
}
