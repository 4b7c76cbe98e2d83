import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { withFiles } from '#domain/dossier/statement/claim-warnings.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { Alert } from '#web/kit/index.ts'
import { claimWarningsIn, claimWarningText } from '#web/review/claim-warnings.tsx'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Something to look at once more: what it is called, the page of it where it has one, and why. */
export interface SecondLook {
  readonly title: string
  readonly href?: string
  readonly text: string
}

/** What is worth a second look before it is sent, in one place; it stands in the way of nothing. */
export function ToSeeAgain(props: {
  readonly visit: Visit
  readonly looks: readonly SecondLook[]
}) {
  const { visit, looks } = props
  const { your, you, say } = speech(visit)
  if (looks.length === 0) return null
  return (
    <Alert type="info" title={`Kijk nog eens naar ${your} stukken`} headingLevel={3}>
      <ul>
        {looks.map(({ title, href, text }) => (
          <li>
            {href === undefined ? title : <a href={href}>{title}</a>}: {text}
          </li>
        ))}
      </ul>
      <p>
        Klopt het zo? Dan {say('hoef je', 'hoeft u')} niets te doen: {you} kunt gewoon insturen.
      </p>
    </Alert>
  )
}

/** What of these is worth it, of what was stated. */
export function looksAtClaims(
  visit: Visit,
  loaded: LoadedDossier,
  claims: readonly Claim[],
): readonly SecondLook[] {
  const { regulation } = loaded.compiled
  return claims.flatMap((claim) =>
    warningsOf(visit, loaded, claim).map((text) => ({
      title: nameOf(regulation, aboutOf(claim.stated)),
      text,
    })),
  )
}

/** What is worth it of one thing, a sentence each; of what was found in order or wanting nothing is said any more. */
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
