import type { Props } from './content.ts'
import type { QuestionProps } from './question.tsx'
import { describedBy, LabelledControl } from './question.tsx'

export type SelectProps = QuestionProps &
  Props<{
    label: string
    labelHidden?: boolean
    options: readonly { readonly value: string; readonly label: string }[]
    value?: string
    /** The first, empty option, such as "Kies een opleiding". */
    empty?: string
    width?: 's' | 'm' | 'l' | 'full'
  }>

/** A choice out of many. For fewer than eight, Radios are easier. */
export function Select(props: SelectProps) {
  const id = props.id ?? props.name
  return (
    <LabelledControl {...props}>
      <select
        class={`input select width-${props.width ?? 'full'}`}
        id={id}
        name={props.name}
        aria-required={props.optional ? undefined : 'true'}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(id, props)}
      >
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </LabelledControl>
  )
}
