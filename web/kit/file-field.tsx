import type { Props } from './content.ts'
import type { LabelledProps } from './question.tsx'
import { aria, LabelledControl } from './question.tsx'

/** The field in which a form names the fields whose photos are pages of one paper. */
export const pagesField = '_pages'

export type FileFieldProps = LabelledProps &
  Props<{
    /** What the file dialog offers: ".pdf,.jpg,.jpeg,.png". */
    accept?: string
    multiple?: boolean
  }>

/**
 * A file to add. Choosing it and sending the form uploads it; what arrived is shown below in a FileList.
 * A telephone offers its camera too; of several photos one may say that they are pages of one paper.
 */
export function FileField(props: FileFieldProps) {
  const { name, id = name, accept, multiple } = props
  const photos = accept === undefined || /\.jpe?g/.test(accept)
  const input = (
    <input
      class="file-input"
      id={id}
      name={name}
      type="file"
      accept={accept}
      multiple={multiple}
      {...aria({ ...props, optional: true })}
    />
  )
  if (!photos) return <LabelledControl {...props}>{input}</LabelledControl>
  return (
    <div data-photos={multiple ? 'Nog een foto maken' : undefined}>
      <LabelledControl {...props}>
        {input}
        <div class="file-photo">
          <label class="label" for={`${id}-foto`}>
            Of maak een foto
          </label>
          <input
            class="file-input"
            id={`${id}-foto`}
            name={name}
            type="file"
            accept="image/*"
            capture="environment"
          />
        </div>
        {multiple && (
          <div class="choice file-pages">
            <input
              class="choice-input"
              id={`${id}-bladzijden`}
              name={pagesField}
              type="checkbox"
              value={name}
            />
            <label class="choice-label" for={`${id}-bladzijden`}>
              Mijn foto’s zijn bladzijden van één stuk: maak er één pdf van
            </label>
          </div>
        )}
      </LabelledControl>
    </div>
  )
}
