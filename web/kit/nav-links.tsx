import type { Props } from './content.ts'

/** A link of a navigation; `count` is shown behind the label, such as how much waits there. */
export type NavItem = Props<{ label: string; href: string; current?: boolean; count?: number }>

export type NavLinksProps = Props<{
  /** Across the top or above it, beside what it leads to, as tabs above a list, or at the foot. */
  look: 'main-nav' | 'switch' | 'side-nav' | 'tabs' | 'footer'
  label: string
  items: readonly NavItem[]
}>

/** Links to pages that belong together; the page that one is on is marked. */
export function NavLinks({ look, label, items }: NavLinksProps) {
  return (
    <nav class={look} aria-label={label}>
      <ul
        class={look === 'main-nav' || look === 'switch' ? `container ${look}-list` : `${look}-list`}
      >
        {items.map((item) => (
          <li>
            <a
              class={`${look}-link`}
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
