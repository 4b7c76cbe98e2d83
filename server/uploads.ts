import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { BusboyFileStream } from '@fastify/busboy'
import { Busboy } from '@fastify/busboy'
import { inspect } from '#domain/dossier/evidence/inspect.ts'
import type { EvidenceType, Inspection } from '#domain/dossier/evidence/inspection.ts'
import { nameFile } from '#domain/dossier/evidence/name-file.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'

/** A file that was received whole, found to be what it should be, and stored. */
export type StoredFile = {
  readonly outcome: 'ok'
  readonly field: string
  /** The name for showing: without folders, control characters or tricks with direction, and with an ending that fits. */
  readonly name: string
  readonly bytes: number
  /** Of what is stored, in lower-case hexadecimal. */
  readonly sha256: string
  /** Of what was sent, when a photo was converted. */
  readonly sentSha256?: string
  readonly type: EvidenceType
  /** Where the storage keeps it. */
  readonly key: string
}

/** A file that was not kept. Nothing of it is stored. */
export type RefusedFile = {
  readonly outcome: Exclude<Inspection['outcome'], 'ok'> | 'too-large' | 'too-many'
  readonly field: string
  readonly name: string
  /** What is wrong and what to do about it, in Dutch, for the error summary and at the field. */
  readonly message: string
}

/** Every value of every field, in the order in which they came. */
export type FormFields = ReadonlyMap<string, readonly string[]>

/** A form as it was received. */
export type ReceivedForm =
  | {
      readonly outcome: 'received'
      /** What was typed is there in full, also when a file is refused. */
      readonly fields: FormFields
      readonly files: readonly StoredFile[]
      readonly refused: readonly RefusedFile[]
    }
  /** Too many fields, one that is too long, or too much in all. No file was kept. */
  | { readonly outcome: 'too-much'; readonly fields: FormFields; readonly message: string }
  /** The body broke off or is no form. No file was kept. */
  | { readonly outcome: 'unreadable'; readonly message: string }

/** What a form may bring. */
export type UploadLimits = {
  readonly fileBytes: number
  readonly files: number
  readonly fields: number
  readonly fieldBytes: number
  /** Of all fields together. */
  readonly textBytes: number
}

export const uploadLimits: UploadLimits = {
  fileBytes: 20 * 1024 * 1024,
  files: 10,
  fields: 1000,
  fieldBytes: 100 * 1024,
  textBytes: 2 * 1024 * 1024,
}

/**
 * Reads any form, with or without files. Files go to disk as they come in, are inspected when the
 * whole form is there, and then go to the storage; a form that breaks off leaves nothing behind.
 */
export async function readForm(
  request: Request,
  store: Storage,
  given: Partial<UploadLimits> = {},
): Promise<ReceivedForm> {
  const limits = { ...uploadLimits, ...given }
  const folder = await mkdtemp(join(tmpdir(), 'peil-upload-'))
  try {
    const body = await readBody(request, folder, limits)
    if (body.outcome !== 'read') return body
    return { outcome: 'received', fields: body.fields, ...(await keep(body.files, store, limits)) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Removes the files of a form that was not accepted after all. */
export async function discard(files: readonly StoredFile[], store: Storage): Promise<void> {
  for (const file of files) await store.remove(file.key)
}

/** A name as it may be shown: the last part of a path, readable, and not endlessly long. */
export function shownName(name: string): string {
  const cleaned = (name.normalize('NFC').split(/[/\\]/).at(-1) ?? '')
    // Control characters, invisible ones and those that turn the direction of reading.
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...cleaned]
  if (characters.length <= 100) return cleaned || 'bestand'
  return `${characters.slice(0, 80).join('')}…${characters.slice(-19).join('')}`
}

type ArrivedFile = {
  readonly field: string
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly tooLarge: boolean
}

type Body =
  | { readonly outcome: 'read'; readonly fields: FormFields; readonly files: ArrivedFile[] }
  | Exclude<ReceivedForm, { outcome: 'received' }>

async function readBody(request: Request, folder: string, limits: UploadLimits): Promise<Body> {
  const contentType = request.headers.get('content-type') ?? ''
  const isForm = /^(multipart\/form-data\s*;.*boundary=|application\/x-www-form-urlencoded)/i
  if (request.body === null || !isForm.test(contentType)) {
    return { outcome: 'unreadable', message: brokenOff }
  }
  const fields = new Map<string, string[]>()
  const arriving: Promise<ArrivedFile | undefined>[] = []
  let tooMuch: string | undefined
  // The reader does not end its file streams when the body breaks off.
  const brokeOff = new AbortController()
  try {
    const reader = new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        fieldNameSize: 200,
        fieldSize: limits.fieldBytes,
        fields: limits.fields,
        fileSize: limits.fileBytes,
        // Some more than are kept, so that each of those gets its own message.
        files: limits.files * 2,
      },
    })
    let textBytes = 0
    reader.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut) tooMuch ??= unknownForm
      if (valueCut) tooMuch ??= fieldTooLong(limits)
      textBytes += Buffer.byteLength(name) + Buffer.byteLength(value)
      if (textBytes > limits.textBytes) {
        tooMuch ??= unknownForm
        return
      }
      const values = fields.get(name)
      if (values === undefined) fields.set(name, [value])
      else values.push(value)
    })
    reader.on('file', (field, stream, name) => {
      const path = join(folder, String(arriving.length))
      arriving.push(arrive({ field, name: name ?? '', path }, stream, brokeOff.signal))
    })
    reader.on('fieldsLimit', () => {
      tooMuch ??= unknownForm
    })
    reader.on('filesLimit', () => {
      tooMuch ??=
        limits.files === 0
          ? 'Bij dit formulier horen geen bestanden.'
          : `Kies hoogstens ${limits.files} bestanden tegelijk. Voeg de andere daarna toe.`
    })
    await pipeline(
      Readable.fromWeb(request.body as NodeReadableStream),
      // In the body of a form a character of text may take three, and a field has a header.
      upTo(2 * limits.files * limits.fileBytes + 3 * limits.textBytes + limits.fields * 1024),
      reader,
    )
  } catch (error) {
    brokeOff.abort()
    await Promise.all(arriving)
    if (error instanceof TooMuch) return { outcome: 'too-much', fields, message: unknownForm }
    return { outcome: 'unreadable', message: brokenOff }
  }
  const arrived = await Promise.all(arriving)
  if (tooMuch !== undefined) return { outcome: 'too-much', fields, message: tooMuch }
  const files = arrived.filter((file) => file !== undefined)
  // A file that broke off breaks the whole form off.
  if (files.length < arrived.length) return { outcome: 'unreadable', message: brokenOff }
  // A file field in which nothing was chosen comes in as an empty file without a name.
  return {
    outcome: 'read',
    fields,
    files: files.filter((file) => file.bytes > 0 || file.name !== ''),
  }
}

class TooMuch extends Error {}

function upTo(most: number): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.length
      if (bytes > most) done(new TooMuch())
      else done(null, chunk)
    },
  })
}

async function arrive(
  { field, name, path }: Pick<ArrivedFile, 'field' | 'name' | 'path'>,
  stream: BusboyFileStream,
  brokeOff: AbortSignal,
): Promise<ArrivedFile | undefined> {
  const hash = createHash('sha256')
  let bytes = 0
  const measure = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  try {
    await pipeline(stream, measure, createWriteStream(path), { signal: brokeOff })
  } catch {
    return undefined
  }
  return {
    field,
    name,
    path,
    bytes,
    sha256: hash.digest('hex'),
    tooLarge: stream.truncated,
  }
}

/** Inspects and stores the files in turn. When storing fails, those already stored go as well. */
async function keep(arrived: readonly ArrivedFile[], store: Storage, limits: UploadLimits) {
  const files: StoredFile[] = []
  const refused: RefusedFile[] = []
  try {
    for (const file of arrived) {
      const name = shownName(file.name)
      const inspection = await judge(file, files.length, limits)
      if (inspection.outcome === 'ok') {
        const { type, converted } = inspection
        const { field } = file
        const facts = { outcome: 'ok', field, name: nameFile(name, type), type } as const
        if (converted === undefined) {
          const { bytes, sha256 } = file
          const key = await store.put(createReadStream(file.path), type, bytes)
          files.push({ ...facts, bytes, sha256, key })
        } else {
          const bytes = converted.length
          const sha256 = createHash('sha256').update(converted).digest('hex')
          const key = await store.put(Readable.from([converted]), type, bytes)
          files.push({ ...facts, bytes, sha256, sentSha256: file.sha256, key })
        }
      } else {
        const { outcome } = inspection
        refused.push({ outcome, field: file.field, name, message: said(outcome, name, limits) })
      }
      await rm(file.path, { force: true })
    }
  } catch (error) {
    await discard(files, store)
    throw error
  }
  return { files, refused }
}

type Judgement =
  | Extract<Inspection, { outcome: 'ok' }>
  | { readonly outcome: RefusedFile['outcome'] }

async function judge(file: ArrivedFile, kept: number, limits: UploadLimits): Promise<Judgement> {
  if (kept >= limits.files) return { outcome: 'too-many' }
  if (file.tooLarge) return { outcome: 'too-large' }
  return inspect(file.path, file.name)
}

const brokenOff =
  'Het versturen is onderbroken. Controleer de internetverbinding en probeer het opnieuw.'

const unknownForm =
  'Dit formulier bevat te veel gegevens. Ga terug, kies minder bestanden of minder tekst en probeer het opnieuw.'

function fieldTooLong(limits: UploadLimits): string {
  return `Een van de antwoorden is te lang. Gebruik hoogstens ${Math.floor(limits.fieldBytes / 1024)}.000 tekens.`
}

function said(outcome: RefusedFile['outcome'], name: string, limits: UploadLimits): string {
  const file = `‘${name}’`
  switch (outcome) {
    case 'empty':
      return `Het bestand ${file} is leeg. Controleer het bestand en kies het opnieuw.`
    case 'too-large':
      return `Het bestand ${file} is groter dan ${Math.floor(limits.fileBytes / 1024 / 1024)} MB. Maak een foto of scan in lagere kwaliteit en kies die.`
    case 'truncated':
      return `Het bestand ${file} is niet compleet. Download of scan het opnieuw en kies dat bestand.`
    case 'disguised':
      return `Het bestand ${file} is geen PDF, JPG of PNG, ook al heet het zo. Sla het op als PDF of maak er een foto van.`
    case 'other-kind':
      return `Het bestand ${file} kan niet. Kies een PDF-, JPG-, PNG- of HEIC-bestand.`
    case 'script':
      return `In het bestand ${file} zit een script of een programma. Druk het af naar een nieuwe PDF of maak er een foto van.`
    case 'encrypted':
      return `Het bestand ${file} is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw.`
    case 'unreadable':
      return `We kunnen het bestand ${file} niet lezen. Maak een nieuwe scan of sla het opnieuw op.`
    case 'too-many-pixels':
      return `De foto ${file} is te groot om te bewaren. Maak een foto in lagere kwaliteit en kies die.`
    case 'too-many':
      return `Het bestand ${file} is niet toegevoegd. Kies hoogstens ${limits.files} bestanden tegelijk en voeg de andere daarna toe.`
  }
}
