import { Readable } from 'node:stream'
import type { Context } from '#domain/shared/context.ts'
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
  // Only what cannot run anything is shown in the page; the rest is saved.
  const shown = ['application/pdf', 'image/jpeg', 'image/png'].includes(row.media_type)
  const plain = row.name.replace(/[^\w.-]+/g, '_')
  return new Response(Readable.toWeb(stream) as ReadableStream, {
    headers: {
      'content-type': row.media_type,
      'content-length': String(row.size),
      'content-disposition': `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(row.name)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  })
}
