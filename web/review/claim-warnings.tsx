import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { ClaimWarning } from '#domain/dossier/statement/claim-warnings.ts'
import { claimWarnings } from '#domain/dossier/statement/claim-warnings.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { formatList } from '#language/lists.ts'
import { spanInWords } from '#language/spans.ts'
import { Alert, formatDay } from '#web/kit/index.ts'
import { fileWarningText } from '#web/review/file-warnings.ts'

/** What is worth a second look of what was stated, by the dossier in which it stands, as of a day. */
export function claimWarningsIn(
  { compiled, standing, activities }: LoadedDossier,
  claim: Claim,
  today: Temporal.PlainDate,
): readonly ClaimWarning[] {
  return claimWarnings(claim, {
    regulation: compiled.regulation,
    claims: standing.claims.filter(({ endedOn }) => endedOn === undefined),
    activities,
    today,
  })
}

/** What is worth a second look of what was stated, in a sentence for whoever looks. */
export function claimWarningText(warning: ClaimWarning): string {
  switch (warning.is) {
    case 'no-day':
    case 'other-day':
    case 'not-signed':
      return fileWarningText(warning, { day: 'de datum die is opgegeven', what: 'deze verklaring' })
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
