import { Buffer } from 'node:buffer'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { bankFileLimits, UnreadableBankFile } from '#domain/money/bank-statement/bank-statement.ts'
import type { CamtPart } from '#domain/money/bank-statement/read-camt.ts'
import { readCamt } from '#domain/money/bank-statement/read-camt.ts'
import type { DeliveredFile } from '#domain/platform/table/csv.ts'

/** Of which account and currency a file has to be. */
export interface OwnAccount {
  /** Without spaces, in capitals. */
  readonly iban: string
  readonly currency: string
}

/**
 * Reads a file of a bank: a CAMT.053, or a ZIP of them. Throws UnreadableBankFile where it cannot be read to its end, or
 * is of another account: what came before is not to be kept then. Unpacked it has `most` bytes at most.
 */
export async function* readBankFile(
  file: DeliveredFile,
  own: OwnAccount,
  most: number = bankFileLimits.bytes,
): AsyncGenerator<CamtPart> {
  let bytes = 0
  const count = (more: number) => {
    bytes += more
    if (bytes > most) throw new UnreadableBankFile('too-large')
  }
  const source = await file.open()
  const head = await firstOf(source)
  if (!head.begin.subarray(0, 4).equals(zipped)) {
    yield* ownOnly(readCamt(head.all, own.currency, count), own)
    return
  }
  // What was sent is small, and its list of files stands at its end.
  const contents = await wholeOf(head.all)
  for await (const open of filesIn(contents)) {
    yield* ownOnly(readCamt(await open(), own.currency, count), own)
  }
}

const zipped = Buffer.from('PK\x03\x04', 'latin1')

async function firstOf(
  source: Readable,
): Promise<{ readonly begin: Buffer; readonly all: Readable }> {
  const pieces = source[Symbol.asyncIterator]()
  const first = await pieces.next()
  if (first.done === true) throw new UnreadableBankFile('empty')
  const begin = Buffer.from(first.value as Uint8Array)
  async function* all() {
    try {
      yield begin
      for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
        yield next.value as Uint8Array
      }
    } finally {
      source.destroy()
    }
  }
  return { begin, all: Readable.from(all()) }
}

async function wholeOf(source: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const chunk of source) {
    const part = Buffer.from(chunk as Uint8Array)
    parts.push(part)
    bytes += part.length
    if (bytes > mostZipBytes) throw new UnreadableBankFile('too-large')
  }
  return Buffer.concat(parts)
}

const mostZipBytes = 50_000_000

async function* ownOnly(
  parts: AsyncGenerator<CamtPart>,
  { iban }: OwnAccount,
): AsyncGenerator<CamtPart> {
  for await (const part of parts) {
    if (part.is === 'statement' && part.statement.account !== iban) {
      throw new UnreadableBankFile('other-account', part.statement.account.slice(0, 40))
    }
    yield part
  }
}

const openZip = promisify<Buffer, yauzl.Options, ZipFile>(yauzl.fromBuffer)

// The files with XML, in the order of their names, each opened when it is its turn.
async function* filesIn(contents: Buffer): AsyncGenerator<() => Promise<Readable>> {
  const zip = await openZip(contents, {
    lazyEntries: true,
    autoClose: false,
    validateEntrySizes: true,
  }).catch(() => {
    throw new UnreadableBankFile('no-zip')
  })
  try {
    const entries = (await entriesOf(zip))
      .filter(
        ({ fileName }) => /\.xml$/i.test(fileName) && !/(?:^|\/)(?:\.|__MACOSX)/.test(fileName),
      )
      .toSorted((one, other) => (one.fileName < other.fileName ? -1 : 1))
    if (entries.length === 0) throw new UnreadableBankFile('no-statement')
    for (const entry of entries) yield () => contentsOf(zip, entry)
  } finally {
    zip.close()
  }
}

function entriesOf(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > bankFileLimits.files) throw new UnreadableBankFile('too-large')
  const entries: Entry[] = []
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      if (entry.isEncrypted()) reject(new UnreadableBankFile('encrypted'))
      entries.push(entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', () => reject(new UnreadableBankFile('no-zip')))
    zip.readEntry()
  })
}

function contentsOf(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => {
      if (error === null) resolve(opened)
      else reject(new UnreadableBankFile('no-zip'))
    })
  })
}
