import { filedClaims } from '#domain/certification/application/filed-claims.ts'
import type { Application } from '#domain/certification/application/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { aboutOf, nameOf } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { sentenceCase } from '#language/sentences.ts'
import { ClaimValue } from '#web/claim-words.tsx'
import { SummaryList } from '#web/kit/index.ts'
import { ClaimFiles } from '#web/professional/state-claim.tsx'
import type { Visit } from '#web/route.ts'

/** What an application was filed with beside its activities. */
export interface FiledStatements {
  readonly loaded: LoadedDossier
  readonly claims: readonly Claim[]
}

/** Reads that; the category that is asked for is said of the application itself. */
export async function filedStatements(
  { context }: Visit,
  { id, registrationId }: Pick<Application, 'id' | 'registrationId'>,
): Promise<FiledStatements> {
  const loaded = await loadDossier(context, registrationId, id)
  const claims = filedClaims(loaded).filter(({ stated }) => stated.member !== 'category')
  return { loaded, claims }
}

/** Each with what shows it and what was found of it, for whoever applied. */
export function FiledStatementList(props: FiledStatements & { readonly visit: Visit }) {
  const { visit, loaded, claims } = props
  const id = loaded.standing.application?.id
  const { regulation } = loaded.compiled
  return (
    <SummaryList
      items={claims.map((claim) => ({
        term: `${sentenceCase(nameOf(regulation, aboutOf(claim.stated)))}${cameLater(claim, id) ? ' (later toegevoegd)' : ''}`,
        value: (
          <>
            <ClaimValue
              register={visit.context.register}
              regulation={regulation}
              claim={claim}
              facts={loaded.dossier.facts}
            />
            <ClaimFiles visit={visit} claim={claim} />
          </>
        ),
      }))}
    />
  )
}

function cameLater({ applications }: Claim, applicationId: string | undefined): boolean {
  return applications.some(({ id, supplement }) => id === applicationId && supplement)
}
