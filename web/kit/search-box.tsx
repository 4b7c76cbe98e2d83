import { Icon } from './icon.tsx'
import type { LabelledProps } from './question.tsx'
import { aria, LabelledControl } from './question.tsx'

export type SearchBoxProps = Pick<LabelledProps, 'name' | 'label' | 'hint' | 'error'> & {
  readonly action: string
  readonly value?: string | undefined
  readonly buttonLabel?: string
  /** What goes on being asked of the page. */
  readonly keep?: Readonly<Record<string, string>>
}

/** One field and a button; the answer is a page with its own address. */
export function SearchBox(props: SearchBoxProps) {
  return (
    <search class="search">
      <form method="get" action={props.action} novalidate>
        {Object.entries(props.keep ?? {}).map(([name, value]) => (
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
              {...aria({ ...props, optional: true })}
            />
            <button class="button button-primary" type="submit">
              <Icon name="search" />
              {props.buttonLabel ?? 'Zoeken'}
            </button>
          </div>
        </LabelledControl>
      </form>
    </search>
  )
}
