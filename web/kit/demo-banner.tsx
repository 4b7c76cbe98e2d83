import type { Content, Link, Props } from './content.ts'
import { useWords } from './words.ts'

export type DemoBannerProps = Props<{
  /** The demo's business date as text: "12 november 2026". */
  today: string
  links?: readonly Link[]
  note?: Content
}>

/** The strip above every page of a demo: that it is one, and which day it is there. */
export function DemoBanner({ today, links = [], note }: DemoBannerProps) {
  const words = useWords()
  return (
    <aside class="demo" aria-label={words.demo}>
      <div class="container demo-row">
        <span class="demo-mark" aria-hidden="true">
          {words.demo}
        </span>
        <span>
          {words.demoToday} <strong>{today}</strong>.{note && ' '}
          {note}
        </span>
        {links.map((link) => (
          <a class="demo-link" href={link.href}>
            {link.label}
          </a>
        ))}
      </div>
    </aside>
  )
}
