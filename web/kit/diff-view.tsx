import type { Props } from './content.ts'
import { Tag } from './tag.tsx'
import { useWords } from './words.ts'

export type DiffRow = Props<{
  term: string
  /** Absent when the thing is new. */
  before?: string
  /** Absent when the thing lapses. */
  after?: string
}>

export type DiffViewProps = Props<{ caption: string; rows: readonly DiffRow[] }>

/** What changes between two versions, in words: what it was and what it becomes. */
export function DiffView({ caption, rows }: DiffViewProps) {
  const words = useWords()
  return (
    <dl class="diff" aria-label={caption}>
      {rows.map((row) => (
        <div class="diff-row">
          <dt class="diff-term">
            {row.term} <Change row={row} />
          </dt>
          {row.before !== undefined && row.before !== row.after && (
            <dd class="diff-before">
              <span class="diff-label">{words.was}</span> <del>{row.before}</del>
            </dd>
          )}
          {row.after !== undefined && row.before !== row.after && (
            <dd class="diff-after">
              <span class="diff-label">{words.becomes}</span> <ins>{row.after}</ins>
            </dd>
          )}
          {row.before !== undefined && row.before === row.after && <dd>{row.before}</dd>}
        </div>
      ))}
    </dl>
  )
}

function Change({ row }: { readonly row: DiffRow }) {
  const words = useWords()
  if (row.before === undefined) return <Tag colour="green">{words.added}</Tag>
  if (row.after === undefined) return <Tag colour="red">{words.removed}</Tag>
  if (row.before === row.after) return <Tag colour="grey">{words.unchanged}</Tag>
  return null
}
