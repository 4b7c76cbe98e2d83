import type { Props } from './content.ts'
import type { QuestionProps } from './question.tsx'
import { describedBy, LabelledControl } from './question.tsx'
import { useWords } from './words.ts'

export type TextareaProps = QuestionProps &
  Props<{
    label: string
    labelHidden?: boolean
    value?: string
    rows?: number
    /** The most characters. The field accepts more, the counter says how many to take away. */
    most?: number
    /** Numbers, codes or rows to paste: letters of one width. */
    mono?: boolean
  }>

/** A question with a longer answer, with a counter when its length is limited. */
export function Textarea(props: TextareaProps) {
  const id = props.id ?? props.name
  const words = useWords()
  const counterId = `${id}-teller`
  return (
    <LabelledControl {...props}>
      <textarea
        class={props.mono ? 'input mono' : 'input'}
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        aria-required={props.optional ? undefined : 'true'}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(id, props, props.most ? counterId : undefined)}
        data-most={props.most}
      >
        {props.value}
      </textarea>
      {props.most && (
        <p
          class="hint counter"
          id={counterId}
          data-left-one={words.charactersLeft(1)}
          data-left={words.charactersLeft(0)}
          data-over-one={words.charactersOver(1)}
          data-over={words.charactersOver(0)}
        >
          {words.charactersMost(props.most)}
        </p>
      )}
    </LabelledControl>
  )
}
