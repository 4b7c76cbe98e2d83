import type { ProofWarning } from '#domain/dossier/activity/proof-warnings.ts'
import { formatAmount } from '#engine'
import { Alert } from '#web/kit/index.ts'
import { fileWarningText } from '#web/review/file-warnings.ts'

/** What is worth a second look of a proof, in a sentence for whoever looks. */
export function proofWarningText(warning: ProofWarning): string {
  switch (warning.is) {
    case 'no-day':
    case 'other-day':
    case 'not-signed':
      return fileWarningText(warning, { day: 'de datum van de activiteit', what: 'dit bewijs' })
    case 'same-file':
      return `Het bestand ‘${warning.file}’ staat al bij ‘${warning.as.title || 'een activiteit zonder naam'}’.`
    case 'over-stated-load':
      return `Er is ${formatAmount(warning.spent)} uur ingevuld, en de studiebelasting is ${formatAmount(warning.stated)} uur.`
  }
}

/** What is worth a second look of the proof of one activity; nothing where nothing is. */
export function ProofWarnings(props: {
  readonly warnings: readonly ProofWarning[]
  readonly title?: string
}) {
  const { warnings, title } = props
  if (warnings.length === 0) return null
  return (
    <Alert type="info" {...(title === undefined ? {} : { title })}>
      <ul>
        {warnings.map((warning) => (
          <li>{proofWarningText(warning)}</li>
        ))}
      </ul>
    </Alert>
  )
}
