import type { Content, Props } from './content.ts'
import type { NavItem } from './main-nav.tsx'

export type SideNavProps = Props<{ label: string; items: readonly NavItem[] }>

/** The pages of one section, beside its content. */
export function SideNav({ label, items }: SideNavProps) {
  return (
    <nav class="side-nav" aria-label={label}>
      <ul class="side-nav-list">
        {items.map((item) => (
          <li>
            <a
              class="side-nav-link"
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
            >
              {item.label}
              {item.count === undefined ? '' : ` (${item.count})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

export type WithSideProps = Props<{ side: Content; children?: Content }>

/** A narrow column (SideNav, Filter) before the content; above it on a phone. */
export function WithSide({ side, children }: WithSideProps) {
  return (
    <div class="with-side">
      <div class="with-side-narrow">{side}</div>
      <div class="with-side-wide">{children}</div>
    </div>
  )
}
