import type { Props } from './content.ts'
import type { NavItem } from './main-nav.tsx'

export type LinkTabsProps = Props<{ label: string; items: readonly NavItem[] }>

/** Lists next to each other, such as work queues, as links with their counts. */
export function LinkTabs({ label, items }: LinkTabsProps) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul class="tabs-list">
        {items.map((item) => (
          <li>
            <a class="tab" href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.label}
              {item.count === undefined ? '' : ` (${item.count})`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
