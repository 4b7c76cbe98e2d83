import type { Props } from './content.ts'
import type { QuestionProps } from './question.tsx'
import { describedBy, LabelledControl } from './question.tsx'

export type FieldProps = QuestionProps &
  Props<{
    label: string
    labelHidden?: boolean
    /** A number is a text field with a numeric keyboard, because browsers change what people type in number fields. */
    type?: 'text' | 'email' | 'number' | 'decimal' | 'password' | 'tel' | 'url' | 'search'
    value?: string | number
    /** As wide as the answer: 4, 8, 16 or 28 characters, or the whole column. */
    width?: 'xs' | 's' | 'm' | 'l' | 'full'
    autocomplete?: string
    inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search'
    maxlength?: number
    /** Shown before or behind the field, such as "€" or "uur". The label has to make sense without it. */
    prefix?: string
    suffix?: string
    readonly?: boolean
    spellcheck?: boolean
  }>

const inputModes = {
  text: undefined,
  email: 'email',
  number: 'numeric',
  decimal: 'decimal',
  password: undefined,
  tel: 'tel',
  url: 'url',
  search: 'search',
} as const

/** A question with one line as its answer. */
export function Field(props: FieldProps) {
  const id = props.id ?? props.name
  const type = props.type ?? 'text'
  const input = (
    <input
      class={`input width-${props.width ?? 'full'}`}
      id={id}
      name={props.name}
      type={type === 'number' || type === 'decimal' ? 'text' : type}
      value={props.value}
      inputmode={props.inputmode ?? inputModes[type]}
      autocomplete={props.autocomplete}
      autocapitalize={type === 'email' || type === 'password' ? 'none' : undefined}
      spellcheck={props.spellcheck ?? (type === 'email' ? false : undefined)}
      maxlength={props.maxlength}
      readonly={props.readonly}
      aria-required={props.optional || props.readonly ? undefined : 'true'}
      aria-invalid={props.error ? 'true' : undefined}
      aria-describedby={describedBy(id, props)}
    />
  )
  return (
    <LabelledControl {...props}>
      {props.prefix || props.suffix ? (
        <div class="affixed">
          {props.prefix && <Affix text={props.prefix} />}
          {input}
          {props.suffix && <Affix text={props.suffix} />}
        </div>
      ) : (
        input
      )}
    </LabelledControl>
  )
}

function Affix({ text }: { readonly text: string }) {
  return (
    <span class="affix" aria-hidden="true">
      {text}
    </span>
  )
}
