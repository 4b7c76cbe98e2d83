import type { Props } from './content.ts'
import type { LabelledProps } from './question.tsx'
import { aria, LabelledControl } from './question.tsx'

/** The field in which a form names the fields whose photos are pages of one paper. */
export const pagesField = '_pages'

/** The field in which a form names the files that came before and are not to be used. */
export const leftOutField = '_niet'

/** A file that came with the form before, which came back. */
interface ReceivedBefore {
  readonly id: string
  readonly name: string
  readonly isLeftOut: boolean
}

export type FileFieldProps = LabelledProps &
  Props<{
    /** What the file dialog offers: ".pdf,.jpg,.jpeg,.png". */
    accept?: string
    multiple?: boolean
    /** False for files that nobody takes a photo of, though a photo may be among them. */
    camera?: boolean
    /** What is there already, as the form came back for something else. */
    received?: readonly ReceivedBefore[]
  }>

/**
 * A file to add. Choosing it and sending the form uploads it; what arrived is shown below in a FileList.
 * A telephone offers its camera too; of several photos one may say that they are pages of one paper.
 */
export function FileField(props: FileFieldProps) {
  const { name, id = name, accept, multiple, camera = true } = props
  const photos = camera && (accept === undefined || /\.jpe?g/.test(accept))
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
  const before = <Received name={name} files={props.received ?? []} />
  if (!photos) {
    return (
      <LabelledControl {...props}>
        {before}
        {input}
      </LabelledControl>
    )
  }
  return (
    <div data-photos={multiple ? 'Nog een foto maken' : undefined}>
      <LabelledControl {...props}>
        {before}
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

// Nobody chooses a file twice because another answer was wrong; and whoever chose the wrong one, says so.
function Received({
  name,
  files,
}: {
  readonly name: string
  readonly files: readonly ReceivedBefore[]
}) {
  if (files.length === 0) return null
  return (
    <ul class="file-received">
      {files.map((file) => {
        const id = `${name}-niet-${file.id.slice(0, 12)}`
        return (
          <li>
            <p>{file.name} is ontvangen, en hoeft niet opnieuw te worden gekozen.</p>
            <div class="choice">
              <input
                class="choice-input"
                id={id}
                name={leftOutField}
                type="checkbox"
                value={file.id}
                checked={file.isLeftOut}
              />
              <label class="choice-label" for={id}>
                Niet gebruiken<span class="visually-hidden">: {file.name}</span>
              </label>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
