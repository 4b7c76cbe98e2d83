import type { Props } from './content.ts'
import { useWords } from './words.ts'

/** One of at most five main items; `count` is shown behind the label, such as unread messages. */
export type NavItem = Props<{ label: string; href: string; current?: boolean; count?: number }>

export type MainNavProps = Props<{ items: readonly NavItem[]; label?: string }>

/** The main navigation: always visible, wraps on a phone. */
export function MainNav({ items, label }: MainNavProps) {
  const words = useWords()
  return (
    <nav class="main-nav" aria-label={label ?? words.mainNav}>
      <ul class="container main-nav-list">
        {items.map((item) => (
          <li>
            <a
              class="main-nav-link"
              href={item.href}
              aria-current={item.current ? 'page' : undefined}
            >
              {item.label}
              {item.count ? ` (${item.count})` : ''}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
