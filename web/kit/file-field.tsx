import type { Props } from './content.ts'
import type { LabelledProps } from './question.tsx'
import { aria, LabelledControl } from './question.tsx'

export type FileFieldProps = LabelledProps &
  Props<{
    /** What the file dialog offers: ".pdf,.jpg,.jpeg,.png". */
    accept?: string
    multiple?: boolean
  }>

/** A file to add. Choosing it and sending the form uploads it; what arrived is shown below in a FileList. */
export function FileField(props: FileFieldProps) {
  return (
    <LabelledControl {...props}>
      <input
        class="file-input"
        id={props.id ?? props.name}
        name={props.name}
        type="file"
        accept={props.accept}
        multiple={props.multiple}
        {...aria({ ...props, optional: true })}
      />
    </LabelledControl>
  )
}
