import { mostFiles } from '#domain/dossier/activity/activity.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { keepFile } from '#domain/dossier/evidence/attach-evidence.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What became of each file that was to show a claim. Only those under `attached` are kept. */
export interface AttachedProof {
  readonly attached: readonly StoredEvidence[]
  /** Already there, at this very claim. */
  readonly already: readonly StoredEvidence[]
  /** More than one claim can have. */
  readonly tooMany: readonly StoredEvidence[]
}

/** Attaches files to a claim. What is not attached is removed from the store. */
export async function attachProof(
  context: Context,
  claim: { readonly id: string; readonly personId: string },
  files: readonly StoredEvidence[],
): Promise<AttachedProof> {
  const attached: StoredEvidence[] = []
  const already: StoredEvidence[] = []
  const tooMany: StoredEvidence[] = []
  if (files.length === 0) return { attached, already, tooMany }
  const here = await filesOf(context, claim.id)
  for (const file of files) {
    if (here.has(file.sha256)) already.push(file)
    else if (here.size >= mostFiles) tooMany.push(file)
    else {
      await attach(context, claim, file)
      here.add(file.sha256)
      attached.push(file)
    }
  }
  for (const { fileKey } of [...already, ...tooMany]) await context.platform.files.remove(fileKey)
  return { attached, already, tooMany }
}

async function filesOf({ db }: Context, claimId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('proof')
    .innerJoin('document', 'document.id', 'proof.document_id')
    .where('proof.claim_id', '=', claimId)
    .where('proof.removed_at', 'is', null)
    .select('document.sha256')
    .execute()
  return new Set(rows.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256])))
}

async function attach(
  context: Context,
  claim: { readonly id: string; readonly personId: string },
  file: StoredEvidence,
): Promise<void> {
  const { db, register, today } = context
  const documentId = await keepFile(context, claim.personId, file)
  const proof = await db
    .insertInto('proof')
    .values({
      register: register.id,
      claim_id: claim.id,
      document_id: documentId,
      added_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'statement',
    id: claim.id,
    action: 'attach-proof',
    facts: {
      proof: proof.id,
      name: file.name,
      sha256: file.sha256,
      sentSha256: file.sentSha256,
      size: file.size,
    },
  })
}
