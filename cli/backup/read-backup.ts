import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import type { BackupPart } from '#db/base-backup.ts'
import { embeddedVersion } from '#db/embedded-programs.ts'
import { readMigrations } from '#db/migrate.ts'
import type { Place } from '#domain/platform/storage/place.ts'
import { isBucket, placeAt } from '#domain/platform/storage/place-at.ts'
import { WrongInput } from '../command.ts'
import { streamOf, unpack } from './archive.ts'
import { wordsOf } from './key.ts'
import type { Manifest } from './manifest.ts'
import { machine, manifest, manifestName, versionOfPeil } from './manifest.ts'

const damaged = (file: string) =>
  new WrongInput(
    `${file} is beschadigd of afgebroken, of is geen reservekopie van Peil. Er is niets teruggezet (damaged or cut off)`,
  )

/** A backup, wherever it lies. */
export interface BackupFile {
  /** As it was asked for. */
  readonly name: string
  open(): Promise<Readable>
}

/** The backup at a path, or at an address `s3://bucket/what/below`. Nothing is read of it yet. */
export function backupFile(
  address: string,
  env: Readonly<Record<string, string | undefined>>,
): BackupFile {
  if (!isBucket(address)) return { name: address, open: () => openOnDisk(address) }
  const [, below = address, name = ''] = /^(s3:\/\/.+)\/([^/]+)$/.exec(address) ?? []
  const place = placeAt(below, env)
  return { name: address, open: () => openIn(place, name) }
}

async function openOnDisk(file: string): Promise<Readable> {
  if ((await stat(file)).isDirectory()) {
    throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' })
  }
  const stream = createReadStream(file)
  await once(stream, 'open')
  return stream
}

async function openIn(place: Place, name: string): Promise<Readable> {
  const found = await place.get(name)
  if (found !== undefined) return found
  throw Object.assign(new Error('it is not there'), { code: 'ENOENT' })
}

/** The parts of a backup, of which each can be read until the next. */
export async function* partsIn(
  file: BackupFile,
  identities: readonly string[],
): AsyncGenerator<BackupPart> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  // Whether it is there is said apart from what is wrong with it.
  const encrypted = await file.open().catch((error) => {
    throw new WrongInput(`${file.name} kan niet worden gelezen: ${wordsOf(error)} (cannot read)`)
  })
  const unpacked = createZstdDecompress()
  // What is wrong comes by way of what is read from it.
  unpacked.on('error', () => undefined)
  try {
    const opened = await decrypter.decrypt(streamOf(encrypted))
    const reading = pipeline(Readable.from(opened), unpacked)
    reading.catch(() => undefined)
    for await (const { contents, ...part } of unpack(unpacked)) {
      yield { ...part, contents: saying(contents, (error) => meaningOf(error, file)) }
    }
    await reading
  } catch (error) {
    throw meaningOf(error, file)
  } finally {
    encrypted.destroy()
    unpacked.destroy()
  }
}

// What is read of a part may show it as well.
async function* saying(
  contents: BackupPart['contents'],
  meaning: (error: unknown) => WrongInput,
): AsyncGenerator<Buffer> {
  try {
    yield* contents
  } catch (error) {
    throw meaning(error)
  }
}

function meaningOf(error: unknown, { name: file }: BackupFile): WrongInput {
  if (!(error instanceof Error && /no identity matched/.test(error.message))) return damaged(file)
  return new WrongInput(
    `${file} is gemaakt voor een andere sleutel. Er is niets teruggezet (wrong key)`,
  )
}

/**
 * Reads all of a backup, holds each part beside its hash in the manifest, and gives that. Throws
 * WrongInput where something is missing, too much or another, or where it does not fit this Peil.
 */
export async function checkBackup(
  backup: BackupFile,
  identities: readonly string[],
): Promise<Manifest> {
  const file = backup.name
  const found = new Map<string, string>()
  let text: Buffer | undefined
  for await (const { name, contents } of partsIn(backup, identities)) {
    // Nothing comes behind the manifest, and nothing twice.
    if (text !== undefined || found.has(name) || !isOurs(name)) throw damaged(file)
    if (name === manifestName) text = Buffer.concat(await Array.fromAsync(contents))
    else found.set(name, await hashOf(contents))
  }
  const read = manifest.safeParse(jsonIn(text))
  if (!read.success) throw damaged(file)
  const { entries } = read.data
  if (
    entries.length !== found.size ||
    entries.some(({ name, sha256 }) => found.get(name) !== sha256)
  ) {
    throw damaged(file)
  }
  refuseOther(read.data)
  return read.data
}

// What an archive of somebody else might put anywhere else on this machine.
function isOurs(name: string): boolean {
  if (name === manifestName) return true
  return (
    /^(postgres|dump|files|keys|signers)\/[^\\\0]*$/.test(name) &&
    !name.split('/').some((part) => part === '..' || part === '.')
  )
}

async function hashOf(contents: BackupPart['contents']): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of contents) hash.update(piece)
  return hash.digest('hex')
}

function jsonIn(text: Buffer | undefined): unknown {
  try {
    return JSON.parse(text?.toString('utf8') ?? '')
  } catch {
    return undefined
  }
}

function refuseOther(made: Manifest): void {
  const known = new Map(readMigrations().map(({ name, hash }) => [name, hash]))
  const other = made.migrations.find(({ name, hash }) => known.get(name) !== hash)
  if (other !== undefined) {
    throw new WrongInput(
      `deze reservekopie is gemaakt met Peil ${made.peil}, en die is nieuwer of anders dan deze Peil (${versionOfPeil()}): ${other.name} is hier onbekend. Zet haar terug met de Peil die haar maakte, of een nieuwere (later version)`,
    )
  }
  // A dump fits any machine; which server it fits is asked where it is put back.
  if (made.dump !== undefined) return
  if (made.machine !== machine) {
    throw new WrongInput(
      `deze reservekopie komt van een ander soort machine (${made.machine}), en haar database werkt niet op deze (${machine}) (other machine)`,
    )
  }
  const [there, here] = [made.postgres, embeddedVersion()]
  if (there.split('.')[0] !== here.split('.')[0]) {
    throw new WrongInput(
      `deze reservekopie is van PostgreSQL ${there}, en deze Peil heeft ${here} (other PostgreSQL)`,
    )
  }
}
