import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { signingsOf } from '#domain/dossier/signing/queries.ts'
import { withdrawWaiting } from '#domain/dossier/signing/sign-document.ts'
import { documentsSignedHere } from '#domain/dossier/signing/signing.ts'
import { statedRows } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { withdrawClaim } from '#domain/dossier/statement/withdraw.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Takes back what somebody signed here about a spell of work, now that it was changed or withdrawn: other
 * work stands on it. What is part of an application stays as it was filed. Gives the kinds of document.
 */
export async function withdrawSignedWork(
  context: Context,
  { compiled: { regulation }, standing: { registrationId } }: LoadedDossier,
  { stated }: Pick<Claim, 'stated'>,
): Promise<readonly string[]> {
  const kinds = documentsSignedHere(regulation).flatMap(({ id, signHere }) =>
    signHere.work === undefined ? [] : [id],
  )
  const [work] = statedRows(regulation, stated)
  const about = new Set<string>()
  for (const { document, status, claimId, words } of await signingsOf(context, registrationId)) {
    const stands = words.rows.some(
      ({ label, value }) => label === work?.label && value === work.value,
    )
    if (!kinds.includes(document) || !stands) continue
    if (status === 'awaiting') {
      await withdrawWaiting(context, registrationId, document)
      about.add(document)
    }
    if (claimId === undefined) continue
    const done = await withdrawClaim(context, registrationId, claimId)
    if (done.outcome === 'withdrawn') about.add(document)
  }
  return [...about]
}
