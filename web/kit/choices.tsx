import type { Content, Props } from './content.ts'
import type { QuestionProps } from './question.tsx'
import { describedBy, ErrorMessage, GroupedControls, Hint } from './question.tsx'

/** One answer to choose. `reveal` holds the questions that come with it and shows only when it is chosen. */
export type Choice = Props<{ value: string; label: Content; hint?: Content; reveal?: Content }>

export type RadiosProps = QuestionProps &
  Props<{
    legend: string
    legendHidden?: boolean
    options: readonly Choice[]
    value?: string
    /** Side by side, for two short answers. */
    inline?: boolean
  }>

/** One answer out of a few. The id of the first is `name`. */
export function Radios(props: RadiosProps) {
  return (
    <GroupedControls {...props}>
      <Choices
        type="radio"
        question={props}
        chosen={props.value === undefined ? [] : [props.value]}
      />
    </GroupedControls>
  )
}

export type CheckboxesProps = QuestionProps &
  Props<{
    legend: string
    legendHidden?: boolean
    options: readonly Choice[]
    values?: readonly string[]
    inline?: boolean
  }>

/** Any number of answers. The id of the first is `name`. */
export function Checkboxes(props: CheckboxesProps) {
  return (
    <GroupedControls {...props}>
      <Choices type="checkbox" question={props} chosen={props.values ?? []} />
    </GroupedControls>
  )
}

export type CheckboxProps = Props<{
  name: string
  id?: string
  label: Content
  value?: string
  checked?: boolean
  hint?: Content
  error?: string
  /** A tick that may stay away without an error, so it is not announced as required. */
  optional?: boolean
}>

/** A single statement to tick. Sends "ja" unless told otherwise. */
export function Checkbox(props: CheckboxProps) {
  const id = props.id ?? props.name
  return (
    <div class={props.error ? 'question question-wrong' : 'question'}>
      <ErrorMessage id={id} error={props.error} />
      <div class="choice">
        <input
          class="choice-input"
          type="checkbox"
          id={id}
          name={props.name}
          value={props.value ?? 'ja'}
          checked={props.checked}
          aria-required={props.optional ? undefined : 'true'}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy(id, props)}
        />
        <label class="choice-label" for={id}>
          {props.label}
        </label>
        <Hint id={id} hint={props.hint} />
      </div>
    </div>
  )
}

function Choices(props: {
  readonly type: 'radio' | 'checkbox'
  readonly question: RadiosProps | CheckboxesProps
  readonly chosen: readonly string[]
}) {
  const { name, options, inline } = props.question
  const firstId = props.question.id ?? name
  return (
    <div class={inline ? 'choices choices-inline' : 'choices'}>
      {options.map((option, index) => {
        const id = index === 0 ? firstId : `${firstId}-${index + 1}`
        // The hint of the first answer must not take the id of the hint of the question.
        const hintId = `${firstId}-keuze-${index + 1}`
        return (
          <>
            <div class="choice">
              <input
                class="choice-input"
                type={props.type}
                id={id}
                name={name}
                value={option.value}
                checked={props.chosen.includes(option.value)}
                aria-describedby={option.hint ? `${hintId}-hint` : undefined}
              />
              <label class="choice-label" for={id}>
                {option.label}
              </label>
              <Hint id={hintId} hint={option.hint} />
            </div>
            {option.reveal && <div class="choice-reveal">{option.reveal}</div>}
          </>
        )
      })}
    </div>
  )
}
