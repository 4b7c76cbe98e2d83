import type { Content, Link, Props } from './content.ts'
import { idempotencyField } from './form.tsx'
import { useWords } from './words.ts'

export type DemoBannerProps = Props<{
  /** The demo's business date as text: "12 november 2026". */
  today: string
  links?: readonly Link[]
  note?: Content
  /** Who could act next in the story, with a link or a button that leads there. */
  turn?: DemoTurn | undefined
}>

export interface DemoTurn {
  readonly text: string
  readonly link?: Link
  readonly button?: {
    readonly label: string
    readonly action: string
    readonly hidden: Readonly<Record<string, string>>
    readonly idempotency: string
  }
}

/** The strip above every page of a demo: that it is one, and which day it is there. */
export function DemoBanner({ today, links = [], note, turn }: DemoBannerProps) {
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
      {turn && (
        <div class="container demo-row demo-turn">
          <span>{turn.text}</span>
          {turn.link && (
            <a class="demo-link" href={turn.link.href}>
              {turn.link.label}
            </a>
          )}
          {turn.button && (
            <form method="post" action={turn.button.action}>
              <input type="hidden" name={idempotencyField} value={turn.button.idempotency} />
              {Object.entries(turn.button.hidden).map(([name, value]) => (
                <input type="hidden" name={name} value={value} />
              ))}
              <button type="submit" class="link-button demo-link">
                {turn.button.label}
              </button>
            </form>
          )}
        </div>
      )}
    </aside>
  )
}
