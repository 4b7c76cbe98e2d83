import type { Content, Props } from './content.ts'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'

export type ButtonProps = Props<{
  variant?: 'primary' | 'secondary' | 'danger' | 'link'
  /** A link that looks like a button, for going somewhere; without it a button, for doing something. */
  href?: string
  name?: string
  value?: string
  action?: string
  /** The id of the form that it sends, when it stands outside it. */
  form?: string
  /** To be kept as a file; a text says under which name. */
  download?: boolean | string
  /** A picture before the words. */
  icon?: IconName
  /** Said to screen readers behind the text, for buttons that look alike: "Training X". */
  about?: string
  children?: Content
}>

/** A button, or a link that looks like one. It is never disabled. */
export function Button(props: ButtonProps) {
  const variant = props.variant ?? 'primary'
  const content = (
    <>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
      {props.about && <span class="visually-hidden"> {props.about}</span>}
    </>
  )
  if (props.href !== undefined) {
    return (
      <a
        class={variant === 'link' ? 'action-link' : `button button-${variant}`}
        href={props.href}
        download={props.download}
      >
        {content}
      </a>
    )
  }
  return (
    <button
      class={variant === 'link' ? 'link-button' : `button button-${variant}`}
      type="submit"
      name={props.name}
      value={props.value}
      formaction={props.action}
      form={props.form}
    >
      {content}
    </button>
  )
}

/** Buttons and links beside each other; below each other on a phone. */
export function ButtonGroup({ children }: { readonly children?: Content }) {
  return <div class="button-group">{children}</div>
}
