import type { Content, Props } from './content.ts'
import { GroupedControls } from './question.tsx'

export type FieldsetProps = Props<{
  /** Names the hint and the error; the link of an error goes to the first field inside, by that field's name. */
  name: string
  legend: string
  legendHidden?: boolean
  hint?: Content
  error?: string
  optional?: boolean
  heading?: boolean
  children?: Content
}>

/** Questions that belong together, under one legend. */
export function Fieldset(props: FieldsetProps) {
  return <GroupedControls {...props} large />
}
