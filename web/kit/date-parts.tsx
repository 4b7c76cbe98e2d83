import type { Props } from './content.ts'
import type { QuestionProps } from './question.tsx'
import { GroupedControls } from './question.tsx'
import type { DateAnswer } from './read.ts'
import { useWords } from './words.ts'

export type DatePartsProps = QuestionProps &
  Props<{
    legend: string
    /** What was typed, also when it is no date. */
    value?: DateAnswer
    /** For a date of birth. */
    birthday?: boolean
  }>

/**
 * A date in three fields, named `name-dag`, `name-maand` and `name-jaar`. The id of the day is `name`, of the others
 * their own names. The month may be typed as a word; `readDate` reads the answer.
 */
export function DateParts(props: DatePartsProps) {
  const words = useWords()
  const id = props.id ?? props.name
  const parts = [
    { part: 'day', label: words.day, suffix: 'dag', size: 'xs', auto: 'bday-day' },
    { part: 'month', label: words.month, suffix: 'maand', size: 's', auto: 'bday-month' },
    { part: 'year', label: words.year, suffix: 'jaar', size: 'xs', auto: 'bday-year' },
  ] as const
  return (
    <GroupedControls {...props}>
      <div class="date-parts">
        {parts.map(({ part, label, suffix, size, auto }) => {
          const partId = part === 'day' ? id : `${id}-${suffix}`
          return (
            <div class="date-part">
              <label class="date-part-label" for={partId}>
                {label}
              </label>
              <input
                class={`input width-${size}`}
                id={partId}
                name={`${props.name}-${suffix}`}
                type="text"
                // Letters are welcome in the month, so only the other two ask for the numeric keyboard.
                inputmode={part === 'month' ? undefined : 'numeric'}
                autocomplete={props.birthday ? auto : 'off'}
                value={props.value?.[part]}
                aria-required={props.optional ? undefined : 'true'}
                aria-invalid={props.error ? 'true' : undefined}
                aria-describedby={props.error ? `${id}-fout` : undefined}
              />
            </div>
          )
        })}
      </div>
    </GroupedControls>
  )
}
