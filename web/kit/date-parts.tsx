import type { Props } from './content.ts'
import type { GroupProps } from './question.tsx'
import { aria, GroupedControls } from './question.tsx'
import type { DateAnswer } from './read.ts'

export type DatePartsProps = GroupProps &
  Props<{
    /** What was typed, also when it is no date. */
    value?: DateAnswer
  }>

const parts = [
  { part: 'day', label: 'Dag', suffix: 'dag', size: 'xs' },
  { part: 'month', label: 'Maand', suffix: 'maand', size: 's' },
  { part: 'year', label: 'Jaar', suffix: 'jaar', size: 'xs' },
] as const

/**
 * A date in three fields, named `name-dag`, `name-maand` and `name-jaar`. The id of the day is `name`, of the others
 * their own names. The month may be typed as a word; `readDate` reads the answer.
 */
export function DateParts(props: DatePartsProps) {
  const { name, id = name } = props
  return (
    <GroupedControls {...props}>
      <div class="date-parts">
        {parts.map(({ part, label, suffix, size }) => {
          const partId = part === 'day' ? id : `${id}-${suffix}`
          return (
            <div class="date-part">
              <label class="date-part-label" for={partId}>
                {label}
              </label>
              <input
                class={`input width-${size}`}
                id={partId}
                name={`${name}-${suffix}`}
                type="text"
                // Letters are welcome in the month, so only the other two ask for the numeric keyboard.
                inputmode={part === 'month' ? undefined : 'numeric'}
                autocomplete="off"
                value={props.value?.[part]}
                {...aria({ ...props, hint: undefined })}
              />
            </div>
          )
        })}
      </div>
    </GroupedControls>
  )
}
