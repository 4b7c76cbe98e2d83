import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TransformCallback } from 'node:stream'
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { BusboyFileStream } from '@fastify/busboy'
import { Busboy } from '@fastify/busboy'
import type { Sender } from '#domain/dossier/evidence/inspect.ts'
import { inspect } from '#domain/dossier/evidence/inspect.ts'
import type { EvidenceType, Inspection } from '#domain/dossier/evidence/inspection.ts'
import { nameFile } from '#domain/dossier/evidence/name-file.ts'
import type { Scanner } from '#domain/platform/storage/scanner.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import { StorageUnavailable } from '#domain/platform/storage/storage.ts'
import { temporaryFolder } from '#domain/platform/storage/temporary-folder.ts'
import { joinPages } from '#papers/pages.ts'
import type { ProofReading } from '#papers/signatures/read-proof.ts'
import { NotDone, troubleOf } from '#server/trouble.ts'
import { pagesField } from '#web/kit/file-field.tsx'
import type { SentFile } from '#web/public/unavailable.tsx'
import { arrivedField } from '#web/public/unavailable.tsx'

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
  /** What was read of a PDF that has text. */
  readonly reading?: ProofReading
  readonly type: EvidenceType | typeof asItCame
  /** The scanner could not be reached: nobody opens it before it was. */
  readonly unscanned?: true
  /** Where the storage keeps it. */
  readonly key: string
}

/** A file that was not kept. Nothing of it is stored. */
export type RefusedFile = {
  readonly outcome:
    | Exclude<Inspection['outcome'], 'ok'>
    | 'too-large'
    | 'too-many'
    | 'gone'
    | 'virus'
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
  /** Files are kept as they came, for whoever looks at what is in them later. */
  readonly asTheyAre?: boolean
}

/** Of what is kept as it came. */
const asItCame = 'application/octet-stream'

export const uploadLimits: UploadLimits = {
  fileBytes: 20 * 1024 * 1024,
  files: 10,
  fields: 1000,
  fieldBytes: 100 * 1024,
  textBytes: 2 * 1024 * 1024,
}

/** Takes a file that arrived before its form to a path; undefined where it is not there. */
type TakeArrived = (
  id: string,
  path: string,
) => Promise<Pick<ArrivedFile, 'name' | 'bytes' | 'sha256'> | undefined>

/** Lets a file that came wait for its form, and gives the id by which it is taken; undefined where that cannot be. */
export type LeaveArrived = (
  file: Pick<ArrivedFile, 'name' | 'path' | 'bytes'>,
) => Promise<string | undefined>

/** Who sends a form, and where their files lie that wait for it. */
export interface Waiting {
  /** Of one sender one file at a time is inspected. */
  readonly whose: string
  /** Inspects one when none of theirs is being inspected, in whichever process. */
  readonly inTurn: <Result>(inspect: () => Promise<Result>) => Promise<Result>
  /** What is counted over all processes; undefined where there is no other. */
  readonly turns: Sender['turns']
  /**
   * Counts so many megabytes before they are let in, whatever becomes of them; gives what to tell where
   * that is too much.
   */
  readonly count: (megabytes: number) => Promise<string | undefined>
  /** Something of the form came, or all of it. */
  readonly came: (what: 'part' | 'all') => void
  /** Scans what arrived for viruses. */
  readonly scan: Scanner
  readonly take: TakeArrived
  readonly leave: LeaveArrived
}

const nowhere = (): Waiting => ({
  whose: randomUUID(),
  inTurn: (inspect) => inspect(),
  turns: undefined,
  count: async () => undefined,
  came: () => undefined,
  scan: async () => ({ outcome: 'clean' }),
  take: async () => undefined,
  leave: async () => undefined,
})

/**
 * Reads any form, with or without files. Files go to disk as they come in, are inspected when the
 * whole form is there, and then go to the storage; a form that breaks off leaves nothing behind.
 * Files that arrived before their form are taken as if they came with it. Where the storage fails, they
 * wait for the form to be sent again.
 */
export async function readForm(
  request: Request,
  store: Storage,
  given: Partial<UploadLimits> = {},
  { whose, inTurn, turns, count, came, scan, take, leave }: Waiting = nowhere(),
): Promise<ReceivedForm> {
  const limits = { ...uploadLimits, ...given }
  // Where there is no room for one, what was typed is read all the same.
  const folder = await temporaryFolder('upload').catch((error) => {
    if (troubleOf(error) === undefined) throw error
    return undefined
  })
  try {
    const body = await readBody(request, { folder, limits, count, came })
    if (body.outcome !== 'read') return body
    came('all')
    const named = (body.fields.get(arrivedField) ?? []).slice(0, limits.files * 2)
    const before = await Promise.all(
      named.map((each, index) => arrivedBefore(each, placeIn(folder, `before-${index}`), take)),
    )
    const all = [...body.files, ...before.filter((each) => 'path' in each)]
    const noRoom = all.find((file) => file.noRoom !== undefined)?.noRoom
    const {
      texts,
      others: arrived,
      unread,
    } = await readTexts(all.filter((file) => file.noRoom === undefined))
    const pages = new Set(body.fields.get(pagesField))
    const kept =
      noRoom === undefined
        ? await keep(arrived, store, { ...limits, pages, whose, inTurn, turns, scan }).catch(
            (error) => {
              if (troubleOf(error) === undefined) throw error
              return { error }
            },
          )
        : { error: noRoom }
    if ('error' in kept) {
      const files = await Promise.all(all.map((file) => waitingAgain(file, leave)))
      const fields = Object.fromEntries([...body.fields, ...texts])
      throw new NotDone(kept.error, { fields, files })
    }
    const { files, refused } = kept
    const gone = before.filter((each) => 'message' in each)
    const fields = new Map([...body.fields, ...texts])
    return { outcome: 'received', fields, files, refused: [...refused, ...gone, ...unread] }
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  }
}

// Part of a file that is too large is not kept as if it were the whole.
async function waitingAgain(file: ArrivedFile, leave: LeaveArrived): Promise<SentFile> {
  const { field, name, tooLarge, noRoom } = file
  const whole = !tooLarge && noRoom === undefined && !textField.test(field)
  const waitsAs = whole ? await leave(file).catch(() => undefined) : file.waitsAs
  return { field, name: shownName(name), waitsAs }
}

/** A file that comes in a field with a name that ends like this is read as text, and not kept. */
const textField = /-csv$/

const mostTextBytes = 90 * 1024

// Lists that came as a file stand in their field as if they were typed there.
async function readTexts(arrived: readonly ArrivedFile[]) {
  const texts = new Map<string, readonly string[]>()
  const unread: RefusedFile[] = []
  for (const { field, name, path, bytes } of arrived) {
    if (!textField.test(field)) continue
    const shown = shownName(name)
    const content = bytes > mostTextBytes ? undefined : await readFile(path)
    if (content === undefined) {
      const message = `‘${shown}’ is te groot voor een lijst. Deel de lijst in stukken van hoogstens 90 kB.`
      unread.push({ outcome: 'too-large', field, name: shown, message })
    } else if (content.includes(0)) {
      const message = `‘${shown}’ is geen lijst als tekst. Sla de lijst op als CSV en kies dat bestand.`
      unread.push({ outcome: 'other-kind', field, name: shown, message })
    } else texts.set(field, [decoded(content)])
  }
  return { texts, unread, others: arrived.filter(({ field }) => !textField.test(field)) }
}

// Spreadsheets write UTF-8, or the letters of Windows.
function decoded(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    return new TextDecoder('windows-1252').decode(content)
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

async function arrivedBefore(
  named: string,
  path: string,
  take: TakeArrived,
): Promise<ArrivedFile | RefusedFile> {
  const colon = named.lastIndexOf(':')
  const field = named.slice(0, colon)
  const id = named.slice(colon + 1)
  const taken = await (path === '' ? Promise.reject(noFolder) : take(id, path)).catch((noRoom) => {
    if (troubleOf(noRoom) === undefined) throw noRoom
    return { noRoom }
  })
  if (taken !== undefined && 'noRoom' in taken) {
    // It still waits where it did.
    return { ...taken, waitsAs: id, field, name: '', path, bytes: 0, sha256: '', tooLarge: false }
  }
  if (taken !== undefined) return { ...taken, field, path, tooLarge: false }
  return { outcome: 'gone', field, name: '', message: goneMeanwhile }
}

/** A file that is on disk, and has yet to be inspected. */
export type ArrivedFile = {
  readonly field: string
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly tooLarge: boolean
  /** Why it is not on disk after all: there is no room. */
  readonly noRoom?: unknown
  /** Where it still waits, though there is no room to read it. */
  readonly waitsAs?: string
}

type Body =
  | { readonly outcome: 'read'; readonly fields: FormFields; readonly files: ArrivedFile[] }
  | Exclude<ReceivedForm, { outcome: 'received' }>

interface BodyRead {
  readonly folder: string | undefined
  readonly limits: UploadLimits
  readonly count: Waiting['count']
  readonly came: Waiting['came']
}

async function readBody(
  request: Request,
  { folder, limits, count, came }: BodyRead,
): Promise<Body> {
  const contentType = request.headers.get('content-type') ?? ''
  const isForm = /^(multipart\/form-data\s*;.*boundary=|application\/x-www-form-urlencoded)/i
  if (request.body === null || !isForm.test(contentType)) {
    return { outcome: 'unreadable', message: brokenOff }
  }
  const fields = new Map<string, string[]>()
  // In the body of a form a character of text may take three, and a field has a header. One file may be
  // too large, so that it is told which.
  const mostFiles = limits.files === 0 ? 0 : limits.files + 1
  const most = mostFiles * limits.fileBytes + 3 * limits.textBytes + limits.fields * 1024
  const declared = Number(request.headers.get('content-length') ?? 0)
  if (declared > most) return { outcome: 'too-much', fields, message: unknownForm }
  const letting = letIn(most, declared, { count, came })
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
      const path = placeIn(folder, String(arriving.length))
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
    await pipeline(Readable.fromWeb(request.body as NodeReadableStream), letting.in, reader)
  } catch (error) {
    brokeOff.abort()
    await Promise.all(arriving)
    if (error instanceof TooMuch) return { outcome: 'too-much', fields, message: error.message }
    return { outcome: 'unreadable', message: brokenOff }
  }
  const arrived = await Promise.all(arriving)
  if (tooMuch !== undefined) return { outcome: 'too-much', fields, message: tooMuch }
  const files = arrived.filter((file) => file !== undefined)
  // A file that broke off breaks the whole form off.
  if (files.length < arrived.length) return { outcome: 'unreadable', message: brokenOff }
  if (files.some((file) => file.bytes > 0) && !letting.isCounted()) {
    const message = await count(1)
    if (message !== undefined) return { outcome: 'too-much', fields, message }
  }
  // A file field in which nothing was chosen comes in as an empty file without a name.
  return {
    outcome: 'read',
    fields,
    files: files.filter((file) => file.bytes > 0 || file.name !== ''),
  }
}

/** A form below this is what somebody typed, and small files: those are counted when they are there. */
const smallForm = 256 * 1024

/** So many megabytes are counted at a time, of a form that says how long it is. */
const mostCounted = 8

class TooMuch extends Error {}

// Lets a body in as long as it is not too much, each part once it was counted.
function letIn(most: number, declared: number, { count, came }: Pick<Waiting, 'count' | 'came'>) {
  let bytes = 0
  let counted = 0
  const transform = (chunk: Uint8Array, _encoding: unknown, done: TransformCallback) => {
    came('part')
    bytes += chunk.length
    if (bytes > most) return done(new TooMuch(unknownForm))
    if (bytes <= Math.max(smallForm, counted)) return done(null, chunk)
    const left = Math.ceil((declared - counted) / 1_000_000)
    const step = Math.min(mostCounted, Math.max(1, left))
    counted += step * 1_000_000
    count(step).then(
      (message) => (message === undefined ? done(null, chunk) : done(new TooMuch(message))),
      done,
    )
  }
  return { in: new Transform({ transform }), isCounted: () => counted > 0 }
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
  let noRoom: unknown
  const sink = sinkTo(path, (error) => {
    noRoom = error
  })
  try {
    await pipeline(stream, measure, sink, { signal: brokeOff })
  } catch {
    return undefined
  }
  return {
    ...(noRoom !== undefined && { noRoom }),
    field,
    name,
    path,
    bytes,
    sha256: hash.digest('hex'),
    tooLarge: stream.truncated,
  }
}

function placeIn(folder: string | undefined, name: string): string {
  return folder === undefined ? '' : join(folder, name)
}

// Where there is no room for a file, the rest of it is read and dropped: the form goes on behind it.
function sinkTo(path: string, onNoRoom: (error: unknown) => void): Writable {
  let file: Promise<FileHandle> | undefined
  let hasRoom = true
  return new Writable({
    write: async (chunk: Uint8Array, _encoding, done) => {
      if (!hasRoom) return done()
      try {
        file ??= open(path, 'w')
        await (await file).appendFile(chunk)
        done()
      } catch (error) {
        if (path !== '' && troubleOf(error) === undefined) return done(error as Error)
        hasRoom = false
        onNoRoom(path === '' ? noFolder : error)
        done()
      }
    },
    // An empty file is one too.
    final: (done) => {
      if (hasRoom && path !== '') file ??= open(path, 'w')
      const opened = file ?? Promise.resolve()
      opened.then(() => done(), done)
    },
    destroy: (error, done) => {
      const closed = file?.then((handle) => handle.close()) ?? Promise.resolve()
      closed.then(
        () => done(error),
        () => done(error),
      )
    },
  })
}

const noFolder = new StorageUnavailable('there is no room for a temporary folder')

interface Kept extends UploadLimits {
  readonly scan: Scanner
  readonly pages: ReadonlySet<string>
  readonly whose: string
  readonly inTurn: Waiting['inTurn']
  readonly turns: Waiting['turns']
}

// A file that was found to be what it should be: as it lies on disk, or as it was converted.
type Inspected = Pick<StoredFile, 'field' | 'name' | 'type' | 'reading' | 'unscanned'> & {
  readonly arrived: ArrivedFile
  readonly converted: Uint8Array | undefined
}

/**
 * Inspects and stores the files in turn; photos that are pages of one paper become one file. When
 * storing fails, those already stored go as well.
 */
async function keep(arrived: readonly ArrivedFile[], store: Storage, limits: Kept) {
  const files: StoredFile[] = []
  const refused: RefusedFile[] = []
  const pages = new Map<string, Inspected[]>()
  try {
    for (const file of arrived) {
      const { field } = file
      const name = shownName(file.name)
      const waiting = [...pages.values()].flat().length
      const inspection = await judge(file, files.length + waiting, limits)
      if (inspection.outcome === 'ok') {
        const { type, converted, reading, unscanned } = inspection
        const read = reading === undefined ? {} : { reading }
        const one = {
          arrived: file,
          field,
          name: type === asItCame ? name : nameFile(name, type),
          type,
          converted,
          ...read,
          ...(unscanned === undefined ? {} : { unscanned }),
        }
        const isPhoto = type !== 'application/pdf' && type !== asItCame
        if (limits.pages.has(field) && isPhoto) {
          pages.set(field, [...(pages.get(field) ?? []), one])
        } else {
          files.push(await keepOne(one, store))
        }
      } else {
        const { outcome } = inspection
        refused.push({ outcome, field, name, message: said(outcome, name, limits) })
      }
    }
    for (const photos of pages.values()) {
      const joined = await keepJoined(photos, store)
      if (joined !== undefined) files.push(joined)
      else for (const photo of photos) files.push(await keepOne(photo, store))
    }
  } catch (error) {
    await discard(files, store)
    throw error
  }
  return { files, refused }
}

async function keepOne(
  { arrived, converted, ...facts }: Inspected,
  store: Storage,
): Promise<StoredFile> {
  if (converted !== undefined) {
    return { ...(await keepBytes(converted, facts, store)), sentSha256: arrived.sha256 }
  }
  const { bytes, sha256, path } = arrived
  const key = await store.put(createReadStream(path), facts.type, bytes)
  return { outcome: 'ok', ...facts, bytes, sha256, key }
}

async function keepBytes(
  content: Uint8Array,
  facts: Pick<StoredFile, 'field' | 'name' | 'type' | 'unscanned'>,
  store: Storage,
): Promise<StoredFile> {
  const bytes = content.length
  const sha256 = createHash('sha256').update(content).digest('hex')
  const key = await store.put(Readable.from([content]), facts.type, bytes)
  return { outcome: 'ok', ...facts, bytes, sha256, key }
}

/** Together as large as photos may be that become one file. */
const joinedBytes = 60 * 1024 * 1024

// Undefined where there is nothing to join, or where the photos are kept better apart: when together
// they are too large, or one of them is none that a typesetter can read. Nothing is lost then.
async function keepJoined(
  photos: readonly Inspected[],
  store: Storage,
): Promise<StoredFile | undefined> {
  const [first] = photos
  const total = photos.reduce((sum, { arrived }) => sum + arrived.bytes, 0)
  if (first === undefined || photos.length < 2 || total > joinedBytes) return undefined
  const bytes = await Promise.all(
    photos.map(async ({ arrived, converted }) => converted ?? (await readFile(arrived.path))),
  )
  if (bytes.some(isLargePng)) return undefined
  const type = 'application/pdf'
  const name = nameFile(first.name, type)
  const joined = await joinPages(name, bytes).catch(() => undefined)
  if (joined === undefined) return undefined
  const facts = { field: first.field, name, type } as const
  const held = photos.some(({ unscanned }) => unscanned) ? { unscanned: true as const } : {}
  return keepBytes(joined, { ...facts, ...held }, store)
}

// A PNG is unpacked to be set on a page; a JPEG is not.
function isLargePng(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, byteLength } = bytes
  const view = new DataView(buffer, byteOffset, byteLength)
  return bytes[0] === 0x89 && view.getUint32(16) * view.getUint32(20) > 60_000_000
}

type Judgement =
  | (Extract<Inspection, { outcome: 'ok' }> & { readonly unscanned?: true })
  | {
      readonly outcome: 'ok'
      readonly type: typeof asItCame
      readonly converted?: undefined
      readonly reading?: undefined
      readonly unscanned?: true
    }
  | { readonly outcome: Exclude<RefusedFile['outcome'], 'gone'> }

async function judge(file: ArrivedFile, kept: number, limits: Kept): Promise<Judgement> {
  if (kept >= limits.files) return { outcome: 'too-many' }
  if (file.tooLarge) return { outcome: 'too-large' }
  const judged: Judgement =
    limits.asTheyAre === true
      ? { outcome: 'ok', type: asItCame }
      : await limits.inTurn(() => inspect(file.path, file.name, limits))
  if (judged.outcome !== 'ok') return judged
  const scanned = await limits.scan(() => createReadStream(file.path))
  if (scanned.outcome === 'virus') return { outcome: 'virus' }
  return scanned.outcome === 'clean' ? judged : { ...judged, unscanned: true }
}

const brokenOff =
  'Het versturen is onderbroken. Controleer de internetverbinding en probeer het opnieuw.'

const goneMeanwhile =
  'Een bestand dat eerder is verstuurd, bewaren we niet meer. Kies het bestand opnieuw.'

const unknownForm =
  'Dit formulier bevat te veel gegevens. Ga terug, kies minder of kleinere bestanden, of minder tekst, en probeer het opnieuw.'

function fieldTooLong(limits: UploadLimits): string {
  return `Een van de antwoorden is te lang. Gebruik hoogstens ${Math.floor(limits.fieldBytes / 1024)}.000 tekens.`
}

function said(
  outcome: Exclude<RefusedFile['outcome'], 'gone'>,
  name: string,
  limits: UploadLimits,
): string {
  const file = `‘${name}’`
  switch (outcome) {
    case 'empty':
      return `Het bestand ${file} is leeg. Controleer het bestand en kies het opnieuw.`
    case 'too-large':
      return `Het bestand ${file} is groter dan ${Math.floor(limits.fileBytes / 1024 / 1024)} MB. ${
        limits.asTheyAre === true
          ? 'Bewaar alleen wat nodig is, of deel het op en stuur de delen na elkaar.'
          : 'Maak een foto of scan in lagere kwaliteit en kies die.'
      }`
    case 'truncated':
      return `Het bestand ${file} is niet compleet. Download of scan het opnieuw en kies dat bestand.`
    case 'disguised':
      return `Het bestand ${file} is geen PDF, JPG of PNG, ook al heet het zo. Sla het op als PDF of maak er een foto van.`
    case 'other-kind':
      return `Het bestand ${file} kan niet. Kies een PDF-, JPG-, PNG- of HEIC-bestand.`
    case 'script':
      return `In het bestand ${file} zit een script of een programma. Druk het af naar een nieuwe PDF of maak er een foto van.`
    case 'reaches-out':
      return `Het bestand ${file} haalt iets op van een ander adres, of stuurt er iets heen. Druk het af naar een nieuwe PDF of maak er een foto van.`
    case 'encrypted':
      return `Het bestand ${file} is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw.`
    case 'unreadable':
      return `We kunnen het bestand ${file} niet lezen. Maak een nieuwe scan of sla het opnieuw op.`
    case 'too-many-pixels':
      return `Het bestand ${file} heeft te veel beeldpunten. Maak een foto of scan in lagere kwaliteit en kies die.`
    case 'virus':
      return `In het bestand ${file} is een virus gevonden. Het is niet bewaard. Laat de computer nakijken waar het vandaan komt.`
    case 'too-many':
      return `Het bestand ${file} is niet toegevoegd. Kies hoogstens ${limits.files} bestanden tegelijk en voeg de andere daarna toe.`
  }
}
