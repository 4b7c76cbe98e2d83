import type { Content, Props } from './content.ts'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'

export type NextStepProps = Props<{
  /** What to do, or what has just happened: "Vul je portfolio". */
  title: string
  icon: IconName
  /** Something to be glad about instead of something to do. */
  glad?: boolean
  /** A sentence, and the button that does it. */
  children?: Content
}>

/** The one thing on a page that comes next. It stands first, and a page has one at most. */
export function NextStep({ title, icon, glad, children }: NextStepProps) {
  return (
    <section class={glad ? 'next-step next-step-glad' : 'next-step'} aria-label={title}>
      <span class="next-step-mark">
        <Icon name={icon} />
      </span>
      <div class="next-step-text">
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  )
}
