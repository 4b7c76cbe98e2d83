import { Readable } from 'node:stream'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { MadeDocument } from '#papers/register.ts'

/** Stores a paper that was made up for the demo, to be attached as a file of somebody's own. */
export async function keepMade(
  { platform }: Pick<Context, 'platform'>,
  { pdf, sha256, fileName: name }: MadeDocument,
): Promise<StoredEvidence> {
  const content = Buffer.from(pdf)
  const mediaType = 'application/pdf'
  const fileKey = await platform.files.put(Readable.from([content]), mediaType, content.length)
  return { name, mediaType, size: content.length, sha256, fileKey }
}
