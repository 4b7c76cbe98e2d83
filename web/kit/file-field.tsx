import type { Props } from './content.ts'
import type { QuestionProps } from './question.tsx'
import { describedBy, LabelledControl } from './question.tsx'

export type FileFieldProps = QuestionProps &
  Props<{
    label: string
    /** What the file dialog offers: ".pdf,.jpg,.jpeg,.png". */
    accept?: string
    multiple?: boolean
  }>

/** A file to add. Choosing it and sending the form uploads it; what arrived is shown below in a FileList. */
export function FileField(props: FileFieldProps) {
  const id = props.id ?? props.name
  return (
    <LabelledControl {...props}>
      <input
        class="file-input"
        id={id}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(id, props)}
      />
    </LabelledControl>
  )
}
