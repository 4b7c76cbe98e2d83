import type { Content, Props } from './content.ts'
import { useWords } from './words.ts'

/** What every question of a form has. The id of its first control is `id`, or else `name`. */
export type QuestionProps = Props<{
  name: string
  id?: string
  hint?: Content
  error?: string
  /** Adds "(niet verplicht)" to the question; every other answer is required. */
  optional?: boolean
  /** The question is the title of its page, so it is the h1. */
  heading?: boolean
}>

/** The question with its hint and its error, around a single control. */
export function LabelledControl(
  props: QuestionProps & Props<{ label: string; labelHidden?: boolean; children?: Content }>,
) {
  const id = props.id ?? props.name
  const label = (
    <label class={props.labelHidden ? 'label visually-hidden' : 'label'} for={id}>
      {props.label} <Optional optional={props.optional} />
    </label>
  )
  return (
    <div class={props.error ? 'question question-wrong' : 'question'}>
      {props.heading ? <h1 class="question-heading">{label}</h1> : label}
      <Hint id={id} hint={props.hint} />
      <ErrorMessage id={id} error={props.error} />
      {props.children}
    </div>
  )
}

/** The question with its hint and its error, around several controls. */
export function GroupedControls(
  props: QuestionProps &
    Props<{
      legend: string
      legendHidden?: boolean
      /** The legend of a group of questions, which stands above the labels inside. */
      large?: boolean
      children?: Content
    }>,
) {
  const id = props.id ?? props.name
  const text = (
    <>
      {props.legend} <Optional optional={props.optional} />
    </>
  )
  const look = props.large ? 'label label-large' : 'label'
  return (
    <fieldset
      class={props.error ? 'question question-wrong' : 'question'}
      aria-describedby={describedBy(id, props)}
    >
      <legend class={props.legendHidden ? 'visually-hidden' : look}>
        {props.heading ? <h1 class="question-heading">{text}</h1> : text}
      </legend>
      <Hint id={id} hint={props.hint} />
      <ErrorMessage id={id} error={props.error} />
      {props.children}
    </fieldset>
  )
}

/** The hint below a question. */
export function Hint({ id, hint }: { readonly id: string; readonly hint: Content }) {
  if (!hint) return null
  return (
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
  )
}

/** The error below a question, announced as one. */
export function ErrorMessage(props: Props<{ id: string; error?: string }>) {
  const words = useWords()
  if (!props.error) return null
  return (
    <p class="error-message" id={`${props.id}-fout`}>
      <span class="visually-hidden">{words.errorPrefix} </span>
      {props.error}
    </p>
  )
}

/** The ids of hint, error and more, for aria-describedby. */
export function describedBy(
  id: string,
  { hint, error }: { readonly hint?: Content; readonly error?: string | undefined },
  more?: string,
): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-fout`, more].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

function Optional({ optional }: { readonly optional: boolean | undefined }) {
  return optional ? <span class="label-optional">{useWords().optional}</span> : null
}
