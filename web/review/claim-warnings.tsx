import type { ClaimWarning } from '#domain/dossier/statement/claim-warnings.ts'
import { formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'
import { Alert, formatDay } from '#web/kit/index.ts'

/** What is worth a second look of what was stated, in a sentence for whoever looks. */
export function claimWarningText(warning: ClaimWarning): string {
  switch (warning.is) {
    case 'no-day':
      return `Op ‘${warning.file}’ lezen we geen datum.`
    case 'other-day': {
      const days = warning.days.slice(0, 3).map((day) => formatDay(day))
      const more = warning.days.length > days.length ? ' en andere datums' : ''
      return `Op ‘${warning.file}’ staat ${formatList(days)}${more}. Dat is niet de datum die is opgegeven.`
    }
    case 'not-signed':
      return `Op ‘${warning.file}’ lezen we geen handtekening. Bij deze verklaring hoort er een.`
    case 'too-old':
      return `Dit stuk is ouder dan ${spanInWords(warning.notOlderThan)}. Op de dag van de aanvraag mag het hoogstens zo oud zijn.`
    case 'outside-work':
      return `De datum van dit stuk valt buiten het werk dat is opgegeven: ${formatList(warning.work.map(spellInWords))}.`
    case 'same-file':
      return `Het bestand ‘${warning.file}’ staat ook bij ‘${warning.as || 'een activiteit zonder naam'}’.`
  }
}

function spellInWords({ first, last }: { first?: Temporal.PlainDate; last?: Temporal.PlainDate }) {
  const from = first === undefined ? '' : `vanaf ${formatDay(first)}`
  return last === undefined ? from : `${from} tot en met ${formatDay(last)}`
}

/** What is worth a second look of one thing that was stated; nothing where nothing is. */
export function ClaimWarnings({ warnings }: { readonly warnings: readonly ClaimWarning[] }) {
  if (warnings.length === 0) return null
  return (
    <Alert type="info">
      <ul>
        {warnings.map((warning) => (
          <li>{claimWarningText(warning)}</li>
        ))}
      </ul>
    </Alert>
  )
}
