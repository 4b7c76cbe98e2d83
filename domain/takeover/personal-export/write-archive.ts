import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { JsonRow } from '#db/rows-of-person.ts'
import { signNote } from '#domain/platform/audit/checkpoint.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { HeldBackFile, openSame } from '#domain/platform/file/held-back-file.ts'
import type { OwnFile, Part } from '#domain/takeover/personal-export/collect.ts'
import { collect } from '#domain/takeover/personal-export/collect.ts'
import { exportSchemaText } from '#domain/takeover/personal-export/export-schema.ts'
import { listCsv } from '#domain/takeover/personal-export/list-csv.ts'
import { withOrganisations } from '#domain/takeover/personal-export/name-organisations.ts'
import {
  format,
  jsonName,
  names,
  signer,
} from '#domain/takeover/personal-export/personal-export.ts'
import { placeFiles } from '#domain/takeover/personal-export/place-files.ts'
import type { Heading, Written, WrittenFile } from '#domain/takeover/personal-export/read-pages.ts'
import {
  fileName,
  indexPage,
  partPage,
  readMe,
} from '#domain/takeover/personal-export/read-pages.ts'

/** An archive that was written, and what is in it. */
export interface WrittenArchive {
  readonly file: string
  readonly size: number
  readonly sha256: string
  readonly parts: readonly Written[]
  readonly files: readonly WrittenFile[]
}

/**
 * Writes everything about the holder of an account as one ZIP into a folder. Rows are held of one table at a
 * time, and files go through as a stream. What a file is not any more, or what has a virus in it, stays out
 * and is named.
 */
export async function writeArchive(
  platform: Platform,
  { accountId, heading }: { readonly accountId: string; readonly heading: Heading },
  folder: string,
): Promise<WrittenArchive> {
  const archive = openArchive(path.join(folder, 'export.zip'), heading.madeOn)
  const parts: Written[] = []
  const data = openText(path.join(folder, names.data))
  await data.put(`{\n"format": ${JSON.stringify(format)},\n"madeOn": "${heading.madeOn}",\n`)
  await data.put(`"origin": ${JSON.stringify(heading.origin)},\n"data": {`)
  let begun: 'data' | 'asParty' = 'data'
  let documents: Part | undefined
  const organisations = new Map<string, string>()
  const { files } = await collect(platform, accountId, async (part) => {
    if (part.asParty && begun === 'data') {
      await data.put('\n},\n"asParty": {')
      begun = 'asParty'
    }
    const isFirst = parts.every(({ asParty }) => asParty !== part.asParty)
    const name = JSON.stringify(jsonName(part.table))
    await data.put(`${isFirst ? '' : ','}\n${name}: ${JSON.stringify(part.rows.map(inJson))}`)
    const { table, name: called, asParty, rows } = part
    parts.push({ table, name: called, asParty, rows: rows.length })
    if (rows.length === 0) return
    for (const [id, name] of part.organisations) organisations.set(id, name)
    const to = fileName(called, asParty)
    const read = { ...part, rows: rows.map((row) => withOrganisations(row, part.organisations)) }
    await archive.add(`lijsten/${to}.csv`, listCsv(table, read.rows))
    if (table === 'document') documents = read
    else await archive.add(`paginas/${to}.html`, partPage(read, new Map()))
  })
  if (begun === 'data') await data.put('\n},\n"asParty": {')
  const places = placeFiles(files)
  const written: WrittenFile[] = []
  for (const file of files) written.push(await addFile(platform, archive, file, places))
  if (documents !== undefined) {
    const there = written.flatMap(({ documentId, path: at }) =>
      at === undefined ? [] : [[documentId, at] as const],
    )
    await archive.add(`paginas/${documents.name}.html`, partPage(documents, new Map(there)))
  }
  const named = [...organisations].map(([id, name]) => ({ id, name }))
  await data.put(`\n},\n"organisations": ${JSON.stringify(named)}`)
  await data.put(`,\n"files": ${JSON.stringify(written, null, 1)}\n}\n`)
  await data.end()
  await archive.addStream(names.data, createReadStream(path.join(folder, names.data)))
  await archive.add(names.schema, await exportSchemaText())
  await archive.add(names.index, indexPage(heading, parts, written))
  await archive.add(names.readMe, readMe(heading))
  const sums = archive.sums()
  await archive.add(names.sums, sums)
  await archive.add(names.signature, signNote(signer, noteOf(heading, sums), platform.auditKey))
  return { ...(await archive.end()), parts, files: written }
}

/** What is signed: of which export these are the hashes. */
function noteOf({ origin, madeOn }: Heading, sums: string): string {
  const hash = createHash('sha256').update(sums).digest('hex')
  return `${format}\n${origin}\n${madeOn}\n${names.sums} ${hash}\n`
}

function inJson(row: JsonRow): JsonRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [jsonName(column), value]))
}

async function addFile(
  { files }: Platform,
  archive: Archive,
  file: OwnFile,
  places: ReadonlyMap<string, string>,
): Promise<WrittenFile> {
  const { documentId, name, mediaType, size, sha256, heldBack } = file
  if (heldBack !== undefined) return { documentId, name, missing: heldBack }
  let contents: Readable
  try {
    // What was begun in a ZIP cannot be taken out again: it is read once before.
    contents = await openSame(files, file)
  } catch (error) {
    if (error instanceof HeldBackFile) return { documentId, name, missing: error.why }
    throw error
  }
  const to = places.get(documentId) ?? documentId
  await archive.addStream(to, contents, { size, isPacked: true })
  return { documentId, name, path: to, sha256, size, mediaType }
}

type Archive = ReturnType<typeof openArchive>

function openArchive(file: string, day: Temporal.PlainDate) {
  const zip = new ZipFile()
  const hash = createHash('sha256')
  let size = 0
  const counting = new Transform({
    transform: (chunk: Buffer, _, done) => {
      hash.update(chunk)
      size += chunk.length
      done(null, chunk)
    },
  })
  const written = pipeline(zip.outputStream as Readable, counting, createWriteStream(file))
  // Whoever waits for it at the end is told.
  written.catch(() => undefined)
  const broken = new Promise<never>((_, reject) => zip.once('error', reject))
  broken.catch(() => undefined)
  const lines: string[] = []
  const mtime = new Date(`${day}T12:00:00Z`)
  const addStream = async (
    name: string,
    contents: Readable,
    how: { readonly size?: number; readonly isPacked?: boolean } = {},
  ) => {
    const sum = createHash('sha256')
    const summing = new Transform({
      transform: (chunk: Buffer, _, done) => {
        sum.update(chunk)
        done(null, chunk)
      },
    })
    const ended = once(summing, 'end')
    const through = pipeline(contents, summing)
    zip.addReadStream(summing, name, {
      mtime,
      mode: 0o100644,
      compress: how.isPacked !== true,
      ...(how.size !== undefined && { size: how.size }),
    })
    await Promise.race([Promise.all([through, ended]), broken, written])
    lines.push(`${sum.digest('hex')}  ${name}`)
  }
  return {
    addStream,
    add: (name: string, text: string) => addStream(name, Readable.from([Buffer.from(text)])),
    /** The hash of each file so far, as `sha256sum` writes and checks it. */
    sums: () => `${lines.join('\n')}\n`,
    end: async () => {
      zip.end()
      await Promise.race([written, broken])
      return { file, size, sha256: hash.digest('hex') }
    },
  }
}

function openText(file: string) {
  const stream = createWriteStream(file)
  return {
    put: async (text: string) => {
      if (!stream.write(text)) await once(stream, 'drain')
    },
    end: async () => {
      stream.end()
      await once(stream, 'finish')
    },
  }
}
