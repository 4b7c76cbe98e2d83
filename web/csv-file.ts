import { Readable } from 'node:stream'

/**
 * A list as a file to keep, in UTF-8, sent while its parts are still being made.
 * @param name what it is called where it is kept
 * @param parts whole lines, as `csvLine` makes them; the first begins with a byte order mark, by which Excel knows UTF-8
 */
export function csvFile(name: string, parts: Iterable<string> | AsyncIterable<string>): Response {
  const body = Readable.toWeb(Readable.from(parts)) as ReadableStream
  return fileToKeep(name, 'text/csv; charset=utf-8', body.pipeThrough(new TextEncoderStream()))
}

/** A workbook of Excel as a file to keep, sent while it is still being made. */
export function xlsxFile(name: string, workbook: Readable): Response {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return fileToKeep(name, type, Readable.toWeb(workbook) as ReadableStream)
}

/** XML as a file to keep, sent while it is still being made. */
export function xmlFile(name: string, parts: Iterable<string> | AsyncIterable<string>): Response {
  const body = Readable.toWeb(Readable.from(parts)) as ReadableStream
  return fileToKeep(
    name,
    'application/xml; charset=utf-8',
    body.pipeThrough(new TextEncoderStream()),
  )
}

function fileToKeep(name: string, type: string, body: ReadableStream): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })
}
