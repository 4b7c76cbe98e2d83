import type { KeyObject } from 'node:crypto'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import type { LogNote, Verifier } from '#domain/platform/audit/cosignature.ts'
import {
  cosign,
  isSignedByLog,
  readLogNote,
  readVerifier,
} from '#domain/platform/audit/cosignature.ts'
import type { Head } from '#domain/platform/audit/tree.ts'
import { emptyRoot, isConsistent } from '#domain/platform/audit/tree.ts'
import { folderOnDisk } from '#domain/platform/storage/folder.ts'

// A witness of logs, by C2SP tlog-witness: it remembers of each log how large it was and what its root was
// then, and countersigns only what goes on from there. Whoever shows two people two logs needs it twice.

/** What it answers: a status of HTTP, and what stands in the body. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly contentType: string
  readonly body: string
}

/** Who witnesses: a name, as in its published key, and the key itself. */
export interface WitnessIdentity {
  readonly name: string
  readonly key: KeyObject
}

/** A log that is witnessed, by its keys: the first, and behind it those that replaced it. */
type Log = readonly [Verifier, ...Verifier[]]

/** The logs in the lines of a file: the published keys of one log a line. Throws where one is no key. */
export function readLogs(lines: string): readonly Log[] {
  return lines.split('\n').flatMap((line) => {
    const words = line
      .replace(/#.*/, '')
      .split(/\s+/)
      .filter((word) => word !== '')
    const keys = words.map((word) => {
      const key = readVerifier(word)
      if (key === undefined) throw new Error(`'${word}' is no published key of a log`)
      return key
    })
    const [first, ...others] = keys
    return first === undefined ? [] : [[first, ...others] as const]
  })
}

/**
 * A witness that keeps what it saw in a folder. One process at a time may use that; within it requests about
 * one log wait for each other, so that what was seen last is read, judged and kept as one.
 */
export class Witness {
  readonly #folder: string
  readonly #identity: WitnessIdentity
  readonly #logs: () => readonly Log[]
  readonly #busy = new Map<string, Promise<unknown>>()

  constructor(folder: string, identity: WitnessIdentity, logs: () => readonly Log[]) {
    this.#folder = folder
    this.#identity = identity
    this.#logs = logs
  }

  /** Answers a request `add-checkpoint` with this body, at this moment. */
  async addCheckpoint(body: string, now = Temporal.Now.instant()): Promise<WitnessAnswer> {
    const asked = readRequest(body)
    if (asked === undefined) return said(400, 'this is no request to add a checkpoint')
    const { note } = asked
    const logs = this.#logs().filter(([{ name }]) => name === note.origin)
    if (logs.length === 0) return said(404, 'this log is not witnessed here')
    const log = logs.find((keys) => keys.some((key) => isSignedByLog(note, key)))
    if (log === undefined) return said(403, 'no key that is known here signed it')
    if (asked.old > note.size) return said(400, 'the old size is larger than the new one')
    const [{ name, keyId }] = log
    const key = `${createHash('sha256').update(name).digest('hex').slice(0, 16)}-${keyId}`
    const before = this.#busy.get(key) ?? Promise.resolve()
    const answer = before.then(() => this.#judge(key, asked, now))
    const settled = answer.catch(() => undefined)
    this.#busy.set(key, settled)
    return answer
  }

  async #judge(
    key: string,
    { old, proof, note }: Asked,
    now: Temporal.Instant,
  ): Promise<WitnessAnswer> {
    const seen = await this.#seen(key)
    if (old !== seen.size) return ofSize(seen.size)
    if (old === note.size && !seen.root.equals(note.root)) return ofSize(seen.size)
    const goesOn = old === 0 ? proof.length === 0 && isWhole(note) : isConsistent(seen, note, proof)
    if (!goesOn) return said(422, 'it does not go on from what was seen here')
    // Kept before it is signed: what is signed can never be forgotten.
    await this.#keep(key, note)
    const { name, key: own } = this.#identity
    const line = cosign(note.text, name, own, Math.floor(now.epochMilliseconds / 1000))
    return { status: 200, contentType: 'text/plain; charset=utf-8', body: line }
  }

  async #seen(key: string): Promise<Head> {
    const found = await folderOnDisk(this.#folder).get(`seen/${key}`)
    if (found === undefined) return { size: 0, root: emptyRoot }
    const [size = '', root = ''] = (await text(found)).split('\n')
    const hash = Buffer.from(root, 'base64')
    // What it saw it may not forget, and rather says nothing.
    if (!/^\d+$/.test(size) || hash.length !== 32) throw new Error(`seen/${key} cannot be read`)
    return { size: Number(size), root: hash }
  }

  async #keep(key: string, { size, root, text: signed, signatures }: LogNote): Promise<void> {
    const lines = [size, root.toString('base64'), '', signed, ...signatures.map(({ line }) => line)]
    const bytes = Buffer.from(lines.join('\n'))
    const as = { bytes: bytes.length, contentType: 'text/plain' }
    await folderOnDisk(this.#folder).put(`seen/${key}`, bytes, as)
  }
}

/** The logs that a witness is asked for, in its file `logs`, read anew each time. */
export function logsIn(folder: string): () => readonly Log[] {
  const file = path.join(folder, 'logs')
  return () => (fs.existsSync(file) ? readLogs(fs.readFileSync(file, 'utf8')) : [])
}

interface Asked {
  readonly old: number
  readonly proof: readonly Buffer[]
  readonly note: LogNote
}

function readRequest(body: string): Asked | undefined {
  const found = /^old (0|[1-9]\d{0,15})\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n(.*)$/s.exec(body)
  const note = readLogNote(found?.[3] ?? '')
  if (found === null || note === undefined) return undefined
  const lines = found[2]?.split('\n').filter((line) => line !== '') ?? []
  return { old: Number(found[1]), proof: lines.map((line) => Buffer.from(line, 'base64')), note }
}

function isWhole({ size, root }: Head): boolean {
  return size > 0 || root.equals(emptyRoot)
}

function ofSize(size: number): WitnessAnswer {
  return { status: 409, contentType: 'text/x.tlog.size', body: `${size}\n` }
}

function said(status: WitnessAnswer['status'], body: string): WitnessAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${body}\n` }
}
