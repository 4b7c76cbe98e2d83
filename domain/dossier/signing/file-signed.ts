import { findSigning } from '#domain/dossier/signing/queries.ts'
import { claimOpenness } from '#domain/dossier/statement/openness.ts'
import { claimsFor, findClaims } from '#domain/dossier/statement/queries.ts'
import { state } from '#domain/dossier/statement/state.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'

export type FiledSigned =
  | { readonly outcome: 'filed'; readonly paperId: string }
  | { readonly outcome: 'frozen' | 'closed' | 'not-found' }

/**
 * Puts what all have signed into the dossier as the document that it is, of today, with its paper; in the
 * place of one that stood there and can be replaced.
 */
export async function fileSigned(context: Context, id: string): Promise<FiledSigned> {
  const { db, register, today, platform } = context
  const signing = await findSigning(context, id)
  if (signing === undefined) return { outcome: 'not-found' }
  const { registrationId, document, words, details, signature, other } = signing
  const member = await findMember(context, registrationId)
  const before = claimsFor(await findClaims(context, registrationId), undefined).findLast(
    ({ stated }) => stated.member === 'document' && stated.kind === document,
  )
  // What an application holds stays there; the new one then stands beside it.
  const replaced =
    before !== undefined && (await claimOpenness(context, before)).is === 'open'
      ? before
      : undefined
  const signatures = other === undefined ? [signature] : [signature, other]
  const made = await state(context, {
    registrationId,
    stated: {
      member: 'document',
      kind: document,
      issuedOn: today,
      details: {
        ...details,
        ...Object.fromEntries(
          signatures.map(({ name }, nth) => [nth === 0 ? 'signed-by' : 'signed-by-other', name]),
        ),
      },
    },
    ...(replaced === undefined ? {} : { replaces: replaced.id }),
    leaveOut: replaced?.proofs.map(({ id: proof }) => proof) ?? [],
    files: [],
  })
  if (made.outcome === 'frozen' || made.outcome === 'closed' || made.outcome === 'not-found') {
    return { outcome: made.outcome }
  }
  const [paperId] = await issuePapers(context, member?.personId, {
    kind: 'signed-form',
    data: {
      register: documentRegister(platform, register),
      words,
      signatures,
      day: today.toString(),
    },
  })
  await db
    .insertInto('proof')
    .values({
      register: register.id,
      claim_id: made.claimId,
      document_id: paperId,
      added_on: today.toString(),
    })
    .execute()
  await db
    .updateTable('signing')
    .where('id', '=', id)
    .set({ claim_id: made.claimId, document_id: paperId })
    .execute()
  return { outcome: 'filed', paperId }
}
