import type { Props } from './content.ts'
import type { LabelledProps } from './question.tsx'
import { aria, LabelledControl } from './question.tsx'

export type SelectProps = LabelledProps &
  Props<{
    options: readonly { readonly value: string; readonly label: string }[]
    value?: string
    width?: 's' | 'm' | 'l' | 'full'
  }>

/** A choice out of many. For fewer than eight, Radios are easier. */
export function Select(props: SelectProps) {
  return (
    <LabelledControl {...props}>
      <select
        class={`input select width-${props.width ?? 'full'}`}
        id={props.id ?? props.name}
        name={props.name}
        {...aria(props)}
      >
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </LabelledControl>
  )
}
