import type { Content, Props } from './content.ts'
import type { GroupProps, QuestionProps } from './question.tsx'
import { aria, ErrorMessage, GroupedControls, Hint, questionClass } from './question.tsx'

/** One answer to choose. `reveal` holds the questions that come with it and shows only when it is chosen. */
export type Choice = Props<{ value: string; label: Content; hint?: Content; reveal?: Content }>

type ChoicesProps = GroupProps &
  Props<{
    options: readonly Choice[]
    /** Side by side, for two short answers. */
    inline?: boolean
  }>

export type RadiosProps = ChoicesProps & Props<{ value?: string }>

/** One answer out of a few. The id of the first is `name`. */
export function Radios({ value, ...question }: RadiosProps) {
  return <Choices {...question} type="radio" chosen={value === undefined ? [] : [value]} />
}

export type CheckboxesProps = ChoicesProps & Props<{ values?: readonly string[] }>

/** Any number of answers. The id of the first is `name`. */
export function Checkboxes({ values = [], ...question }: CheckboxesProps) {
  return <Choices {...question} type="checkbox" chosen={values} />
}

export type CheckboxProps = QuestionProps &
  Props<{
    label: Content
    value?: string
    checked?: boolean
  }>

/** A single statement to tick. Sends "ja" unless told otherwise; an optional one is not announced as required. */
export function Checkbox(props: CheckboxProps) {
  const { name, id = name } = props
  return (
    <div class={questionClass(props)}>
      <ErrorMessage id={id} error={props.error} />
      <div class="choice">
        <input
          class="choice-input"
          type="checkbox"
          id={id}
          name={name}
          value={props.value ?? 'ja'}
          checked={props.checked}
          {...aria(props)}
        />
        <label class="choice-label" for={id}>
          {props.label}
        </label>
        <Hint id={id} hint={props.hint} />
      </div>
    </div>
  )
}

function Choices(
  props: ChoicesProps & {
    readonly type: 'radio' | 'checkbox'
    readonly chosen: readonly string[]
  },
) {
  const { name, id: firstId = name, options, inline, type, chosen } = props
  return (
    <GroupedControls {...props}>
      <div class={inline ? 'choices choices-inline' : 'choices'}>
        {options.map(({ value, label, hint, reveal }, index) => {
          const id = index === 0 ? firstId : `${firstId}-${index + 1}`
          // The hint of the first answer must not take the id of the hint of the question.
          const hintId = `${firstId}-keuze-${index + 1}`
          return (
            <>
              <div class="choice">
                <input
                  class="choice-input"
                  type={type}
                  id={id}
                  name={name}
                  value={value}
                  checked={chosen.includes(value)}
                  aria-describedby={hint ? `${hintId}-hint` : undefined}
                />
                <label class="choice-label" for={id}>
                  {label}
                </label>
                <Hint id={hintId} hint={hint} />
              </div>
              {reveal && <div class="choice-reveal">{reveal}</div>}
            </>
          )
        })}
      </div>
    </GroupedControls>
  )
}
