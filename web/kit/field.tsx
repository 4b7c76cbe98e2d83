import type { Props } from './content.ts'
import type { LabelledProps } from './question.tsx'
import { aria, LabelledControl } from './question.tsx'

export type FieldProps = LabelledProps &
  Props<{
    /** A number is a text field with a numeric keyboard, because browsers change what people type in number fields. */
    type?: 'text' | 'email' | 'number' | 'decimal' | 'password' | 'tel'
    value?: string | number
    /** As wide as the answer: 4, 8, 16 or 28 characters, or the whole column. */
    width?: 'xs' | 's' | 'm' | 'l' | 'full'
    autocomplete?: string
    inputmode?: 'numeric'
    maxlength?: number
    /** Shown before or behind the field, such as "€" or "uur". The label has to make sense without it. */
    prefix?: string
    suffix?: string
    spellcheck?: boolean
  }>

const inputModes = {
  text: undefined,
  email: 'email',
  number: 'numeric',
  decimal: 'decimal',
  password: undefined,
  tel: 'tel',
} as const

/** A question with one line as its answer. */
export function Field(props: FieldProps) {
  const { type = 'text', prefix, suffix } = props
  const input = (
    <input
      class={`input width-${props.width ?? 'full'}`}
      id={props.id ?? props.name}
      name={props.name}
      type={type === 'number' || type === 'decimal' ? 'text' : type}
      value={props.value}
      inputmode={props.inputmode ?? inputModes[type]}
      autocomplete={props.autocomplete}
      autocapitalize={type === 'email' || type === 'password' ? 'none' : undefined}
      spellcheck={props.spellcheck ?? (type === 'email' ? false : undefined)}
      maxlength={props.maxlength}
      {...aria(props)}
    />
  )
  return (
    <LabelledControl {...props}>
      {prefix || suffix ? (
        <div class="affixed">
          {prefix && <Affix text={prefix} />}
          {input}
          {suffix && <Affix text={suffix} />}
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
