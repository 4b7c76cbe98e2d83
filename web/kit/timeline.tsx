import type { Content, Props } from './content.ts'
import { unbroken } from './unbroken.tsx'

export type TimelineItem = Props<{
  title: Content
  by?: string
  /** As shown, and as ISO text for machines. */
  at: string
  iso?: string
  children?: Content
}>

export type TimelineProps = Props<{ items: readonly TimelineItem[]; label: string }>

/** Who did what and when, the newest first. HTML knows moments to the thousandth of a second. */
export function Timeline({ items, label }: TimelineProps) {
  return (
    <ol class="timeline" aria-label={label}>
      {items.map((item) => (
        <li class="timeline-item">
          <p class="timeline-title">{unbroken(item.title)}</p>
          <p class="timeline-meta">
            <time datetime={item.iso?.replace(/(\.\d{3})\d+/, '$1')}>{item.at}</time>
            {item.by && `, ${item.by}`}
          </p>
          {item.children && <div class="timeline-body">{item.children}</div>}
        </li>
      ))}
    </ol>
  )
}
