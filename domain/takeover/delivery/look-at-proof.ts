import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { inspect } from '#domain/dossier/evidence/inspect.ts'
import type { Inspection } from '#domain/dossier/evidence/inspection.ts'
import { nameFile } from '#domain/dossier/evidence/name-file.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import { temporaryFolder } from '#domain/platform/storage/temporary-folder.ts'
import type { DeliveredFile } from '#domain/platform/table/csv.ts'

// Of what is taken over one worker at a time inspects one file at a time: nobody has to be counted.
const delivery = { whose: 'delivery', turns: undefined } as const

/** The most that one file may be, as everywhere in Peil. */
const mostBytes = 20 * 1024 * 1024

export type LookedAt =
  | Extract<Inspection, { outcome: 'ok' }>
  | { readonly outcome: Exclude<Inspection['outcome'], 'ok'> | 'too-large' | 'other-file' }

/** Looks at a file that was delivered, as at one that is uploaded; nothing of it is kept. */
export async function lookAtProof(
  file: DeliveredFile,
  { name, sha256 }: NamedProof,
): Promise<LookedAt> {
  return withCopy(file, async (copy) => {
    if (copy.tooLarge) return tooLarge
    if (sha256 !== '' && sha256 !== copy.sha256) return { outcome: 'other-file' }
    return inspect(copy.path, name, delivery)
  })
}

/** What a list says of a file: how it is called, and its hash where that is told. */
export interface NamedProof {
  readonly name: string
  readonly sha256: string
}

/** Looks at a file once more and keeps it in the store; undefined where it is not what it should be. */
export async function keepProof(
  file: DeliveredFile,
  name: string,
  store: Storage,
): Promise<StoredEvidence | undefined> {
  return withCopy(file, async (copy) => {
    const found = copy.tooLarge ? tooLarge : await inspect(copy.path, name, delivery)
    if (found.outcome !== 'ok') return undefined
    const { type, converted, reading } = found
    const facts = {
      name: nameFile(name, type),
      mediaType: type,
      ...(reading === undefined ? {} : { reading }),
    }
    if (converted !== undefined) {
      return {
        ...facts,
        size: converted.length,
        sha256: createHash('sha256').update(converted).digest('hex'),
        sentSha256: copy.sha256,
        fileKey: await store.put(Readable.from([converted]), type, converted.length),
      }
    }
    const fileKey = await store.put(createReadStream(copy.path), type, copy.bytes)
    return { ...facts, size: copy.bytes, sha256: copy.sha256, fileKey }
  })
}

const tooLarge = { outcome: 'too-large' } as const

interface Copy {
  readonly path: string
  readonly bytes: number
  readonly sha256: string
  readonly tooLarge: boolean
}

async function withCopy<Result>(
  file: DeliveredFile,
  work: (copy: Copy) => Promise<Result>,
): Promise<Result> {
  const folder = await temporaryFolder('takeover')
  try {
    const to = path.join(folder, 'file')
    const hash = createHash('sha256')
    let bytes = 0
    const measure = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        hash.update(chunk)
        bytes += chunk.length
        if (bytes > mostBytes) done(new TooLarge())
        else done(null, chunk)
      },
    })
    try {
      await pipeline(await file.open(), measure, createWriteStream(to))
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      return await work({ path: to, bytes, sha256: '', tooLarge: true })
    }
    return await work({ path: to, bytes, sha256: hash.digest('hex'), tooLarge: false })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

class TooLarge extends Error {}

/** Why a file cannot be taken over, in plain Dutch. */
export const proofWords = {
  empty: 'Het is leeg.',
  'too-large': 'Het is groter dan 20 MB.',
  'other-file': 'Het is een ander bestand dan in de lijst staat.',
  truncated: 'Het is niet compleet.',
  disguised: 'Het is geen PDF, JPG of PNG, ook al heet het zo.',
  'other-kind': 'Het is geen PDF, JPG, PNG of HEIC.',
  script: 'Er zit een script of een programma in.',
  'reaches-out': 'Het haalt iets op van een ander adres, of stuurt er iets heen.',
  encrypted: 'Het is beveiligd met een wachtwoord.',
  unreadable: 'Het is beschadigd.',
  'too-many-pixels': 'Het heeft te veel beeldpunten.',
} as const satisfies Readonly<Record<Exclude<LookedAt['outcome'], 'ok'>, string>>
