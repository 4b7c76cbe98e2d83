import { mostFiles } from '#domain/dossier/activity/activity.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { ProofReading } from '#papers/signatures/read-proof.ts'

/** A file that was received, checked and stored, and that belongs to nobody yet. */
export interface StoredEvidence {
  readonly name: string
  readonly mediaType: string
  /** In bytes. */
  readonly size: number
  readonly sha256: string
  /** Of what was sent, when a photo was converted before it was kept. */
  readonly sentSha256?: string
  /** What a machine read of it. */
  readonly reading?: ProofReading
  readonly fileKey: string
}

/** What became of each file. Only those under `attached` are kept. */
export interface AttachedEvidence {
  readonly attached: readonly StoredEvidence[]
  /** Already there, at this very activity. */
  readonly already: readonly StoredEvidence[]
  /** Attached, but also the evidence of another activity. */
  readonly elsewhere: readonly { readonly file: StoredEvidence; readonly title: string }[]
  /** More than one activity can have. */
  readonly tooMany: readonly StoredEvidence[]
}

/** Attaches files to an activity of which the claim is locked. What is not attached is removed from the store. */
export async function attachEvidence(
  context: Context,
  activity: { readonly id: string; readonly personId: string },
  files: readonly StoredEvidence[],
): Promise<AttachedEvidence> {
  const attached: StoredEvidence[] = []
  const already: StoredEvidence[] = []
  const elsewhere: { file: StoredEvidence; title: string }[] = []
  const tooMany: StoredEvidence[] = []
  if (files.length === 0) return { attached, already, elsewhere, tooMany }
  const known = await sameFiles(context, activity.personId, files)
  const here = new Set(
    known.filter(({ activityId }) => activityId === activity.id).map(({ sha256 }) => sha256),
  )
  let count = await countFiles(context, activity.id)
  for (const file of files) {
    if (here.has(file.sha256)) already.push(file)
    else if (count >= mostFiles) tooMany.push(file)
    else {
      await attach(context, activity, file)
      here.add(file.sha256)
      count += 1
      attached.push(file)
      const other = known.find(
        ({ sha256, activityId }) => sha256 === file.sha256 && activityId !== activity.id,
      )
      if (other !== undefined) elsewhere.push({ file, title: other.title })
    }
  }
  for (const { fileKey } of [...already, ...tooMany]) await context.platform.files.remove(fileKey)
  return { attached, already, elsewhere, tooMany }
}

async function sameFiles(context: Context, personId: string, files: readonly StoredEvidence[]) {
  const rows = await context.db
    .selectFrom('document')
    .innerJoin('evidence', 'evidence.document_id', 'document.id')
    .innerJoin('activity', 'activity.id', 'evidence.activity_id')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'activity.id')
    .where('activity_claim.register', '=', context.register.id)
    .where('document.person_id', '=', personId)
    .where('document.kind', '=', 'evidence')
    .where(
      'document.sha256',
      'in',
      files.map(({ sha256 }) => sha256),
    )
    .where('evidence.removed_at', 'is', null)
    .where('activity_claim.withdrawn_at', 'is', null)
    .select(['document.sha256', 'activity.id', 'activity.title'])
    .execute()
  return rows.map(({ sha256, id, title }) => ({ sha256, activityId: id, title }))
}

/** How many files an activity has, whichever register they came by. */
export async function countFiles(context: Context, activityId: string): Promise<number> {
  const { count } = await context.db
    .selectFrom('evidence')
    .where('activity_id', '=', activityId)
    .where('removed_at', 'is', null)
    .where('form', 'is', null)
    .select((query) => query.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

async function attach(
  context: Context,
  activity: { readonly id: string; readonly personId: string },
  file: StoredEvidence,
): Promise<void> {
  const { db, today } = context
  const documentId = await keepFile(context, activity.personId, file)
  const evidence = await db
    .insertInto('evidence')
    .values({
      activity_id: activity.id,
      document_id: documentId,
      added_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'evidence',
    id: evidence.id,
    action: 'attach',
    facts: {
      activity: activity.id,
      name: file.name,
      sha256: file.sha256,
      sentSha256: file.sentSha256,
      size: file.size,
    },
  })
}

/** Makes a document of a stored file of somebody's, and gives its id; whoever calls it records it. */
export async function keepFile(
  { db, register, today }: Context,
  personId: string,
  file: StoredEvidence,
): Promise<string> {
  const { id } = await db
    .insertInto('document')
    .values({
      register: register.id,
      person_id: personId,
      kind: 'evidence',
      name: file.name,
      media_type: file.mediaType,
      size: file.size,
      sha256: file.sha256,
      reading: file.reading === undefined ? null : JSON.stringify(file.reading),
      file_key: file.fileKey,
      made_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
