import type { Content, Props } from './content.ts'

/** The name of the hidden field that every posted form carries. */
export const idempotencyField = '_idempotency'

export type FormProps = Props<{
  action: string
  method?: 'post' | 'get'
  /** A fresh token per shown form, so that sending it twice does the thing once. */
  idempotency?: string
  hidden?: Readonly<Record<string, string>>
  /** The form carries files. */
  files?: boolean
  /**
   * What pressing Enter in a field does: the name and value of the main button. Needed when a lesser button, such as
   * "Verwijder" of a file, comes first, because browsers press the first button of a form.
   */
  enter?: { readonly name?: string | undefined; readonly value?: string | undefined }
  /** Warns, with JavaScript, before typed answers are left behind. */
  guard?: boolean
  /**
   * The ids, with spaces between them, of the blocks that show, with JavaScript, what the form comes to as people
   * answer. What stands in it for those without, has the class `without-live`.
   */
  live?: string
  id?: string
  label?: string
  /** Takes the whole width instead of a readable column. */
  wide?: boolean
  children?: Content
}>

/** A form that is checked by the server only, with its hidden token. */
export function Form(props: FormProps) {
  return (
    <form
      method={props.method ?? 'post'}
      action={props.action}
      enctype={props.files ? 'multipart/form-data' : undefined}
      novalidate
      id={props.id}
      aria-label={props.label}
      class={props.wide ? 'form form-wide' : 'form'}
      data-uploading={props.files ? 'Het bestand wordt verstuurd.' : undefined}
      data-waiting={
        props.files
          ? 'De verbinding is weg. Zodra die er weer is, gaat het versturen verder.'
          : undefined
      }
      data-live={props.live}
      data-guard={props.guard ? '' : undefined}
    >
      {props.enter && (
        <button type="submit" hidden name={props.enter.name} value={props.enter.value} />
      )}
      {props.idempotency && (
        <input type="hidden" name={idempotencyField} value={props.idempotency} />
      )}
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {props.children}
    </form>
  )
}
