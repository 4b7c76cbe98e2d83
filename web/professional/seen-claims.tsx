import type { ClaimDifferences, SeenClaim } from '#domain/certification/application/application.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Regulation } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import type { Answers } from '#web/forms/answers.ts'

/** What was stated as it stands on the page, so that it can be told what changed since. */
export function SeenClaims({ claims }: { readonly claims: readonly Claim[] }) {
  const lines = claims.map(({ id, proofs }) => `${id}:${proofs.length}`)
  return <input type="hidden" name="gezien-dossier" value={lines.join(',')} />
}

/** What of it stood on the page from which a form was sent. */
export function claimsSeenIn(form: Answers): readonly SeenClaim[] {
  return form
    .value('gezien-dossier')
    .split(',')
    .flatMap((line) => {
      const [id = '', files = ''] = line.split(':')
      return /^\d{1,4}$/.test(files) ? [{ id, files: Number(files) }] : []
    })
}

/** What changed of it since that page, in a list. */
export function ClaimDifferenceList(props: {
  readonly regulation: Regulation
  readonly differences: ClaimDifferences
}) {
  const { regulation, differences } = props
  return (
    <ul>
      {differences.changed.map(({ stated }) => (
        <li>Nieuw of gewijzigd: {withinSentence(nameOf(regulation, aboutOf(stated)))}</li>
      ))}
      {differences.gone > 0 && (
        <li>
          {differences.gone === 1
            ? '1 opgave staat er niet meer zo.'
            : `${differences.gone} opgaven staan er niet meer zo.`}
        </li>
      )}
    </ul>
  )
}
