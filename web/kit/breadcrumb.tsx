import type { Link, Props } from './content.ts'
import { useWords } from './words.ts'

export type BreadcrumbProps = Props<{
  /** The pages above this one, the nearest last; the page itself is not in it, its h1 says where you are. */
  links: readonly Link[]
}>

/** The way back up. On a phone only the nearest page remains. */
export function Breadcrumb({ links }: BreadcrumbProps) {
  return (
    <nav class="breadcrumb" aria-label={useWords().breadcrumb}>
      <ol class="breadcrumb-list">
        {links.map((link) => (
          <li class="breadcrumb-item">
            <a class="breadcrumb-link" href={link.href}>
              {link.label}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
