import type { Context } from '#domain/platform/context/context.ts'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'

/** A document of whoever asks; somebody else's is not found. */
export async function showDocument(visit: Visit): Promise<Response> {
  const { personId } = accountOf(visit)
  if (personId === undefined) notFound()
  return documentResponse(visit.context, visit.param('id'), personId)
}

/** A stored document as a download; with a person only when it is theirs. */
export async function documentResponse(
  context: Context,
  id: string,
  personId?: string,
): Promise<Response> {
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound()
  const query = context.db
    .selectFrom('document')
    .where('id', '=', id)
    .select(['name', 'media_type', 'size', 'file_key'])
  const row = await (personId === undefined
    ? query
    : query.where('person_id', '=', personId)
  ).executeTakeFirst()
  if (row === undefined) notFound()
  const stream = await context.platform.files.get(row.file_key)
  if (stream === undefined) notFound()
  const { name, media_type: mediaType, size } = row
  return evidenceResponse({ outcome: 'opened', name, mediaType, size, contents: stream })
}
