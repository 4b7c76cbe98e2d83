import type { Content, Props } from './content.ts'
import { unbroken } from './unbroken.tsx'

export type ConfirmationPanelProps = Props<{
  title: string
  /** The number people keep: "Je aanvraagnummer", "A-2026-0412". */
  reference?: { readonly label: string; readonly value: string }
  children?: Content
}>

/** The page after something with effect was sent: that it arrived, and under which number. Holds the h1. */
export function ConfirmationPanel({ title, reference, children }: ConfirmationPanelProps) {
  return (
    <div class="confirmation" tabindex={-1} data-focus="">
      <h1>{title}</h1>
      {reference && (
        <p class="confirmation-reference">
          {reference.label} <strong>{unbroken(reference.value)}</strong>
        </p>
      )}
      {children}
    </div>
  )
}
