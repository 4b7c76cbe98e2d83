import type { Content, Props } from './content.ts'

/** Whether an answer may stay away, and whether that is said at the question or above several. */
export type Optional = boolean | 'said-above'

/** What every question of a form has. The id of its first control is `id`, or else `name`. */
export type QuestionProps = Props<{
  name: string
  id?: string
  hint?: Content
  error?: string
  /**
   * Adds "(niet verplicht)" to the question, unless the page says that above; every other answer is
   * required.
   */
  optional?: Optional
  /** The question is the title of its page, so it is the h1. */
  heading?: boolean
}>

export type LabelledProps = QuestionProps & Props<{ label: string; labelHidden?: boolean }>

export type GroupProps = QuestionProps &
  Props<{
    legend: string
    /** For a single answer that says it all by itself. */
    legendHidden?: boolean
    children?: Content
  }>

/** The question with its hint and its error, around a single control. */
export function LabelledControl(props: LabelledProps & { readonly children?: Content }) {
  const id = props.id ?? props.name
  const label = (
    <label class={props.labelHidden ? 'label visually-hidden' : 'label'} for={id}>
      {props.label} <OptionalMark {...props} />
    </label>
  )
  return (
    <div class={questionClass(props)}>
      {props.heading ? <h1 class="question-heading">{label}</h1> : label}
      <HintAndError {...props} />
      {props.children}
    </div>
  )
}

/** The question with its hint and its error, around several controls. */
export function GroupedControls(props: GroupProps & { readonly large?: boolean }) {
  const text = (
    <>
      {props.legend} <OptionalMark {...props} />
    </>
  )
  return (
    <fieldset class={questionClass(props)} aria-describedby={describedBy(props)}>
      <legend class={legendClass(props)}>
        {props.heading ? <h1 class="question-heading">{text}</h1> : text}
      </legend>
      <HintAndError {...props} />
      {props.children}
    </fieldset>
  )
}

function legendClass({
  large,
  legendHidden,
}: { large?: boolean | undefined } & Pick<GroupProps, 'legendHidden'>) {
  if (legendHidden) return 'visually-hidden'
  return large ? 'label label-large' : 'label'
}

/**
 * Questions that belong together, under one legend that stands above their labels. The link of an
 * error goes to the first field inside, by that field's name.
 */
export function Fieldset(props: GroupProps) {
  return <GroupedControls {...props} large />
}

/** Short questions beside each other where there is room, and below each other on a phone. */
export function QuestionRow({ children }: { readonly children?: Content }) {
  return <div class="question-row">{children}</div>
}

/** The look of a question, which shows when something is wrong with its answer. */
export function questionClass({ error }: Pick<QuestionProps, 'error'>): string {
  return error ? 'question question-wrong' : 'question'
}

/** What a control says to who cannot see its question: what is wrong, and what describes it. */
export function aria(props: QuestionProps, more?: string) {
  return {
    'aria-required': props.optional ? undefined : 'true',
    'aria-invalid': props.error ? 'true' : undefined,
    'aria-describedby': describedBy(props, more),
  } as const
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
export function ErrorMessage({ id, error }: Props<{ id: string; error?: string }>) {
  if (!error) return null
  return (
    <p class="error-message" id={`${id}-fout`}>
      <span class="visually-hidden">Fout: </span>
      {error}
    </p>
  )
}

function HintAndError({ name, id = name, hint, error }: QuestionProps) {
  return (
    <>
      <Hint id={id} hint={hint} />
      <ErrorMessage id={id} error={error} />
    </>
  )
}

function describedBy({ name, id = name, hint, error }: QuestionProps, more?: string) {
  const ids = [hint && `${id}-hint`, error && `${id}-fout`, more].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}

function OptionalMark({ optional }: QuestionProps) {
  return optional === true ? <span class="label-optional">(niet verplicht)</span> : null
}
