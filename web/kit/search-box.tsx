import type { Content, Props } from './content.ts'
import { describedBy, LabelledControl } from './question.tsx'
import { useWords } from './words.ts'

export type SearchBoxProps = Props<{
  action: string
  name: string
  label: string
  value?: string
  hint?: Content
  error?: string
  buttonLabel?: string
  /** What else the address has to keep: the filters, the sorting. */
  hidden?: Readonly<Record<string, string>>
}>

/** One field and a button; the answer is a page with its own address. */
export function SearchBox(props: SearchBoxProps) {
  const words = useWords()
  return (
    <search class="search">
      <form method="get" action={props.action} novalidate>
        {Object.entries(props.hidden ?? {}).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <LabelledControl {...props}>
          <div class="search-row">
            <input
              class="input"
              id={props.name}
              name={props.name}
              type="search"
              value={props.value}
              autocomplete="off"
              spellcheck={false}
              aria-invalid={props.error ? 'true' : undefined}
              aria-describedby={describedBy(props.name, props)}
            />
            <button class="button button-primary" type="submit">
              {props.buttonLabel ?? words.search}
            </button>
          </div>
        </LabelledControl>
      </form>
    </search>
  )
}
