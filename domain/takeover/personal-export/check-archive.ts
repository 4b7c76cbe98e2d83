import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { openNote } from '#domain/platform/audit/checkpoint.ts'
import { format, names } from '#domain/takeover/personal-export/personal-export.ts'
import { dayIn } from '#language/days.ts'

/** Why an archive is not read, in a word. */
export type Refused =
  | 'no-zip'
  /** A name leads out of the archive, stands twice, or is of something that is no file. */
  | 'odd-names'
  | 'too-large'
  /** It claims to hold more than can be in it. */
  | 'bomb'
  | 'encrypted'
  | 'no-export'
  /** A file is not what its hash says, is not there, or has no hash. */
  | 'changed'
  | 'wrong-signature'

export interface CheckedArchive {
  readonly outcome: 'whole'
  readonly origin: string
  readonly madeOn: Temporal.PlainDate
  /** Whether one of the keys that were given signed it; otherwise nobody here knows who did. */
  readonly signed: boolean
  /** Opens a file of it by its name, once more; undefined where there is none. */
  readonly open: (name: string) => Promise<Readable | undefined>
  /** How many bytes a file of it has; 0 where there is none. */
  readonly sizeOf: (name: string) => number
  readonly close: () => void
}

export type OpenedArchive =
  | CheckedArchive
  | { readonly outcome: 'refused'; readonly why: Refused; readonly name?: string }

/** What an archive may be at most: files, and bytes of all of them together and of those that are held. */
export const archiveLimits = {
  files: 50_000,
  bytes: 50_000_000_000,
  sumsBytes: 20_000_000,
  noteBytes: 10_000,
  /** How much smaller a file can be in an archive than it is. */
  ratio: 1100,
} as const

/**
 * Opens an export of a person that came from anywhere, and reads it from end to end: that it is a ZIP with
 * nothing odd in it, that each file is what its hash says, and by whom the hashes were signed. Nothing of
 * it is put on the disk. Whoever gets it open closes it.
 */
export async function openArchive(file: string, keys: readonly string[]): Promise<OpenedArchive> {
  let zip: ZipFile
  try {
    zip = await openZip(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
  } catch {
    return { outcome: 'refused', why: 'no-zip' }
  }
  try {
    const checked = await check(zip, keys)
    if (checked.outcome === 'refused') zip.close()
    return checked
  } catch (error) {
    zip.close()
    if (error instanceof Broken) return { outcome: 'refused', why: error.why, name: error.name }
    throw error
  }
}

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open)

/** What is wrong with a file of an archive. */
class Broken extends Error {
  readonly why: Refused
  constructor(why: Refused, name: string) {
    super(`${name}: ${why}`)
    this.why = why
    this.name = name
  }
}

async function check(zip: ZipFile, keys: readonly string[]): Promise<OpenedArchive> {
  const entries = await entriesOf(zip)
  const sumsEntry = entries.get(names.sums)
  const noteEntry = entries.get(names.signature)
  if (sumsEntry === undefined || noteEntry === undefined || !entries.has(names.data)) {
    return { outcome: 'refused', why: 'no-export' }
  }
  const sums = await textOf(zip, sumsEntry, archiveLimits.sumsBytes)
  const note = await textOf(zip, noteEntry, archiveLimits.noteBytes)
  const signature = readSignature(note, sums, keys)
  if (typeof signature === 'string') return { outcome: 'refused', why: signature }
  const hashes = new Map(
    [...sums.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, hash = '', name = '']) => [
      name,
      hash,
    ]),
  )
  for (const name of hashes.keys()) if (!entries.has(name)) throw new Broken('changed', name)
  for (const [name, entry] of entries) {
    if (name === names.sums || name === names.signature) continue
    const hash = createHash('sha256')
    await readThrough(zip, entry, (chunk) => hash.update(chunk))
    if (hash.digest('hex') !== hashes.get(name)) throw new Broken('changed', name)
  }
  return {
    ...{ outcome: 'whole', ...signature },
    open: async (name) => {
      const entry = entries.get(name)
      return entry && contentsOf(zip, entry)
    },
    sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    close: () => zip.close(),
  }
}

// Names as yauzl gives them are relative and lead nowhere above.
async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > archiveLimits.files) throw new Broken('too-large', '')
  const entries = new Map<string, Entry>()
  const seen = new Set<string>()
  let bytes = 0
  let packed = 0
  for (let left = zip.entryCount; left > 0; left -= 1) {
    const entry = await nextEntry(zip)
    if (entry === undefined) break
    const { fileName: name, uncompressedSize, compressedSize } = entry
    const mode = (entry.externalFileAttributes >>> 16) & 0o170000
    const isFile = mode === 0 || mode === 0o100000
    if (!isFile || name.endsWith('/') || seen.has(name.toLowerCase())) {
      throw new Broken('odd-names', name)
    }
    if (entry.isEncrypted()) throw new Broken('encrypted', name)
    bytes += uncompressedSize
    packed += compressedSize
    if (bytes > archiveLimits.bytes) throw new Broken('too-large', name)
    // Files that lie over each other are together larger than what they lie in.
    if (packed > zip.fileSize || uncompressedSize > 1000 + compressedSize * archiveLimits.ratio) {
      throw new Broken('bomb', name)
    }
    seen.add(name.toLowerCase())
    entries.set(name, entry)
  }
  return entries
}

function nextEntry(zip: ZipFile): Promise<Entry | undefined> {
  return new Promise((resolve, reject) => {
    const done = () => {
      zip.off('entry', onEntry)
      zip.off('end', onEnd)
      zip.off('error', onError)
    }
    const onEntry = (entry: Entry) => {
      done()
      resolve(entry)
    }
    const onEnd = () => {
      done()
      resolve(undefined)
    }
    const onError = (error: Error) => {
      done()
      const isName = /^(?:invalid (?:relative path|characters in fileName)|absolute path)/.test(
        error.message,
      )
      reject(new Broken(isName ? 'odd-names' : 'no-zip', ''))
    }
    zip.on('entry', onEntry)
    zip.on('end', onEnd)
    zip.on('error', onError)
    zip.readEntry()
  })
}

async function contentsOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened)
      else reject(new Broken('no-zip', entry.fileName))
    })
  })
}

// Whatever a file says of its size: reading stops where it has more, or less.
async function readThrough(
  zip: ZipFile,
  entry: Entry,
  each: (chunk: Uint8Array) => unknown,
): Promise<void> {
  const stream = await contentsOf(zip, entry)
  try {
    for await (const chunk of stream) each(chunk as Uint8Array)
  } catch {
    throw new Broken('changed', entry.fileName)
  }
}

async function textOf(zip: ZipFile, entry: Entry, most: number): Promise<string> {
  if (entry.uncompressedSize > most) throw new Broken('too-large', entry.fileName)
  const parts: Uint8Array[] = []
  await readThrough(zip, entry, (chunk) => parts.push(chunk))
  return Buffer.concat(parts).toString('utf8')
}

function readSignature(note: string, sums: string, keys: readonly string[]) {
  const [form, origin = '', day = '', last = ''] = note.split('\n')
  const hash = createHash('sha256').update(sums).digest('hex')
  if (form !== format || !/^https?:\/\/\S+$/.test(origin)) {
    return 'no-export'
  }
  if (last !== `${names.sums} ${hash}`) return 'changed'
  const opened = keys.map((key) => openNote(note, key).outcome)
  if (opened.includes('wrong-signature')) return 'wrong-signature'
  const madeOn = dayIn(day)
  if (madeOn === undefined) return 'no-export'
  return { origin, madeOn, signed: opened.includes('signed') }
}
