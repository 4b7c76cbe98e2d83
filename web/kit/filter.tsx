import { Button } from './button.tsx'
import { Checkboxes, Radios } from './choices.tsx'
import type { Content, Props } from './content.ts'
import { useWords } from './words.ts'

export type FilterGroup = Props<{
  name: string
  legend: string
  /** One choice (radios) or several (checkboxes, the default). */
  single?: boolean
  options: readonly { readonly value: string; readonly label: string }[]
  values: readonly string[]
}>

export type FilterProps = Props<{
  action: string
  groups: readonly FilterGroup[]
  /** What is chosen now, each with the address without it. */
  chips?: readonly { readonly label: string; readonly removeHref: string }[]
  clearHref?: string
  /** What else the address has to keep: the search, the sorting. */
  hidden?: Readonly<Record<string, string>>
  title?: string
  submitLabel?: string
  /** More questions, such as a date or a place. */
  children?: Content
}>

/** Narrows a list. A form with a button, so it works without JavaScript; what is chosen can be taken away by links. */
export function Filter(props: FilterProps) {
  const words = useWords()
  const chips = props.chips ?? []
  return (
    <div class="filter">
      {chips.length > 0 && (
        <>
          <ul class="chips" aria-label={words.chosenFilters}>
            {chips.map((chip) => (
              <li>
                <a class="chip" href={chip.removeHref}>
                  <span class="visually-hidden">{words.removeFilter} </span>
                  {chip.label} <span aria-hidden="true">×</span>
                </a>
              </li>
            ))}
          </ul>
          {props.clearHref && (
            <p class="filter-clear">
              <a href={props.clearHref}>{words.clearFilters}</a>
            </p>
          )}
        </>
      )}
      <details class="filter-box">
        <summary class="filter-title">{props.title ?? words.filters}</summary>
        {/* On a wide screen the filters are always open, so the summary makes way for a plain title. */}
        <p class="filter-title filter-title-wide">{props.title ?? words.filters}</p>
        <form method="get" action={props.action} novalidate>
          {Object.entries(props.hidden ?? {}).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {props.groups.map((group) =>
            group.single ? (
              <Radios
                name={group.name}
                legend={group.legend}
                options={group.options}
                value={group.values[0]}
              />
            ) : (
              <Checkboxes
                name={group.name}
                legend={group.legend}
                options={group.options}
                values={group.values}
              />
            ),
          )}
          {props.children}
          <Button variant="secondary">{props.submitLabel ?? words.showResults}</Button>
        </form>
      </details>
    </div>
  )
}
