import type { Props } from './content.ts'
import type { LabelledProps } from './question.tsx'
import { aria, LabelledControl } from './question.tsx'

export type TextareaProps = LabelledProps &
  Props<{
    value?: string
    rows?: number
    /** The most characters. The field accepts more, the counter says how many to take away. */
    most?: number
    /** Numbers, codes or rows to paste: letters of one width. */
    mono?: boolean
  }>

/** A question with a longer answer, with a counter when its length is limited. */
export function Textarea(props: TextareaProps) {
  const { name, id = name, most } = props
  const counterId = `${id}-teller`
  return (
    <LabelledControl {...props}>
      <textarea
        class={props.mono ? 'input mono' : 'input'}
        id={id}
        name={name}
        rows={props.rows ?? 5}
        {...aria(props, most ? counterId : undefined)}
        data-most={most}
      >
        {props.value}
      </textarea>
      {most && (
        <p
          class="hint counter"
          id={counterId}
          data-left-one="Nog 1 teken"
          data-left="Nog 0 tekens"
          data-over-one="1 teken te veel"
          data-over="0 tekens te veel"
        >
          Hoogstens {most} tekens.
        </p>
      )}
    </LabelledControl>
  )
}
