import type { Content, Props } from './content.ts'

export type Figure = Props<{ value: string; label: Content }>

/** A few numbers that matter, large, each with what it is. */
export function Figures({ items }: { readonly items: readonly Figure[] }) {
  return (
    <dl class="figures">
      {items.map((item) => (
        <div class="figure">
          <dt class="figure-label">{item.label}</dt>
          <dd class="figure-value">{item.value}</dd>
        </div>
      ))}
    </dl>
  )
}
