import type { Content, Props } from './content.ts'
import { unbroken } from './unbroken.tsx'

export type SummaryItem = Props<{
  term: string
  value: Content
  /** Where the answer is changed; that page returns here. */
  changeHref?: string
}>

export type SummaryListProps = Props<{
  title?: string
  /** False where there is nothing to say. */
  items: readonly (SummaryItem | false)[]
  /** Changes the whole group at once, beside its title. */
  changeHref?: string
}>

/** Answers to check, or the facts of a thing, each with "Wijzig" where it can be changed. */
export function SummaryList({ title, items, changeHref }: SummaryListProps) {
  const list = (
    <dl class="summary-list">
      {items.map(
        (item) =>
          item && (
            <div class="summary-row">
              <dt>{item.term}</dt>
              <dd class="summary-value">{unbroken(item.value)}</dd>
              {item.changeHref && (
                <dd class="summary-change">
                  <ChangeLink href={item.changeHref} about={item.term} />
                </dd>
              )}
            </div>
          ),
      )}
    </dl>
  )
  if (!title) return list
  return (
    <div class="summary">
      <div class="summary-head">
        <h2>{title}</h2>
        {changeHref && <ChangeLink href={changeHref} about={title} />}
      </div>
      {list}
    </div>
  )
}

function ChangeLink({ href, about }: { readonly href: string; readonly about: string }) {
  return (
    <a href={href}>
      Wijzig
      <span class="visually-hidden"> {about}</span>
    </a>
  )
}
