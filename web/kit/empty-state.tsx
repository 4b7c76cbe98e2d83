import type { Content, Props } from './content.ts'

export type EmptyStateProps = Props<{ title: string; headingLevel?: 2 | 3; children?: Content }>

/** Where a list would be: why it is empty and what to do. */
export function EmptyState({ title, headingLevel = 2, children }: EmptyStateProps) {
  const Heading = headingLevel === 2 ? 'h2' : 'h3'
  return (
    <div class="empty">
      <Heading class="empty-title">{title}</Heading>
      {children}
    </div>
  )
}
