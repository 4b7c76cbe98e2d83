import type { Content, Link, Props } from './content.ts'
import { useWords } from './words.ts'

export type FooterProps = Props<{ links: readonly Link[]; note?: Content }>

/** The foot of every page, with help at the same place everywhere. */
export function Footer({ links, note }: FooterProps) {
  return (
    <footer class="page-footer">
      <div class="container">
        {links.length > 0 && (
          <nav aria-label={useWords().footer}>
            <ul class="footer-list">
              {links.map((link) => (
                <li>
                  <a class="footer-link" href={link.href}>
                    {link.label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {note && <div class="footer-note">{note}</div>}
      </div>
    </footer>
  )
}
