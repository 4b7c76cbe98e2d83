import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { withFiles } from '#domain/dossier/statement/claim-warnings.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { Alert } from '#web/kit/index.ts'
import { claimWarningsIn, claimWarningText } from '#web/review/claim-warnings.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What is worth a second look of what was stated, before it is sent; it stands in the way of nothing. */
export function ClaimsToSee(props: {
  readonly visit: Visit
  readonly loaded: LoadedDossier
  readonly claims: readonly Claim[]
}) {
  const { visit, loaded, claims } = props
  const { your, you, say } = speech(visit)
  const { regulation } = loaded.compiled
  const found = claims.flatMap((claim) =>
    warningsOf(visit, loaded, claim).map((text) => ({ claim, text })),
  )
  if (found.length === 0) return null
  return (
    <Alert type="info" title={`Kijk nog eens naar ${your} stukken`} headingLevel={3}>
      <ul>
        {found.map(({ claim, text }) => (
          <li>
            {nameOf(regulation, aboutOf(claim.stated))}: {text}
          </li>
        ))}
      </ul>
      <p>
        Klopt het zo? Dan {say('hoef je', 'hoeft u')} niets te doen: {you} kunt gewoon insturen.
      </p>
    </Alert>
  )
}

/** The same of one thing, a sentence each; of what was found in order or wanting nothing is said any more. */
export function warningsOf(visit: Visit, loaded: LoadedDossier, claim: Claim): readonly string[] {
  if (claim.state !== 'claimed') return []
  return claimWarningsIn(loaded, claim, visit.context.today).map(claimWarningText)
}

/** Which of these files show something that was stated too, a question each. */
export function alsoStated(
  { compiled, standing }: LoadedDossier,
  files: readonly { readonly name: string; readonly sha256: string }[],
): readonly string[] {
  const others = withFiles(compiled.regulation, standing.claims)
  return files.flatMap(({ name, sha256 }) => {
    const as = others.find(({ evidence }) => evidence.some((one) => one.sha256 === sha256))
    return as === undefined ? [] : [`‘${name}’ hoort ook bij ‘${as.title}’. Klopt dat?`]
  })
}
