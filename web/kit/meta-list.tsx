import type { Content, Props } from './content.ts'
import { unbroken } from './unbroken.tsx'

export type MetaListProps = Props<{
  /** False where there is nothing to say. */
  items: readonly ({ readonly term: string; readonly value: Content } | false)[]
}>

/** A few facts about the thing on this page, on one line below its title. */
export function MetaList({ items }: MetaListProps) {
  if (items.every((item) => !item)) return null
  return (
    <dl class="meta-list">
      {items.map(
        (item) =>
          item && (
            <div class="meta-item">
              <dt>{item.term}</dt>
              <dd>{unbroken(item.value)}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
