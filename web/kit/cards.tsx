import type { Content, Props } from './content.ts'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'

/** Cards next to each other as far as they fit, such as the norms of a portfolio. */
export function Cards({ children }: { readonly children?: Content }) {
  return <div class="cards">{children}</div>
}

/** A frame around things that belong together, with a picture above them where that helps. */
export function Card({ icon, children }: Props<{ icon?: IconName; children?: Content }>) {
  return (
    <div class="card">
      {icon && (
        <span class="card-mark">
          <Icon name={icon} />
        </span>
      )}
      {children}
    </div>
  )
}

/** A place where there is work of one kind: its name, where it is, and what is done there. */
export interface Work {
  readonly title: string
  readonly href: string
  readonly text: Content
}

/** Cards that lead to the work that somebody has, each with its name as the link. */
export function WorkCards({ cards }: { readonly cards: readonly Work[] }) {
  return (
    <Cards>
      {cards.map(({ title, href, text }) => (
        <Card>
          <h2>
            <a href={href}>{title}</a>
          </h2>
          <p>{text}</p>
        </Card>
      ))}
    </Cards>
  )
}
