import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Checkpoint } from '#domain/platform/audit/checkpoint.ts'
import { readCheckpoint } from '#domain/platform/audit/checkpoint.ts'
import type { SignedHead } from '#domain/platform/audit/queries.ts'
import { signedHeads } from '#domain/platform/audit/queries.ts'
import { keep, writeTiles } from '#domain/platform/audit/write-tiles.ts'
import type { Place } from '#domain/platform/storage/place.ts'
import { placeAt } from '#domain/platform/storage/place-at.ts'

// Checkpoints that lie elsewhere show what the database cannot: that its end was cut off, or all of it
// exchanged. They are put there by themselves, as long as Peil runs.

/** Where checkpoints are kept; nowhere when neither is set. */
export interface Keeping {
  /** A folder or a bucket, best of another machine: the log in tiles, and the last checkpoint of each day. */
  readonly place: Place | undefined
  /** An address to which each checkpoint is posted as text. */
  readonly webhook: string | undefined
}

/** Where PEIL_CHECKPOINTS and PEIL_CHECKPOINTS_URL say that checkpoints are kept. Throws where that is no address. */
export function keepingOf(env: Readonly<Record<string, string | undefined>>): Keeping {
  const webhook = env.PEIL_CHECKPOINTS_URL || undefined
  if (webhook !== undefined && !/^https?:$/.test(URL.parse(webhook)?.protocol ?? '')) {
    throw new Error(`PEIL_CHECKPOINTS_URL is an address of the web, not '${webhook}'`)
  }
  const place = env.PEIL_CHECKPOINTS ? placeAt(env.PEIL_CHECKPOINTS, env) : undefined
  return { place, webhook }
}

/** What keeps checkpoints while Peil runs. */
export interface Keeper {
  /** Why a checkpoint could not be kept the last time, if it could not. */
  problem(): string | undefined
  /** Keeps what is left and stops. */
  stop(): Promise<void>
}

const everySeconds = 10

/** Keeps the checkpoints that were signed since the last time, every ten seconds and at the end. */
export function startKeeping(
  db: Kysely<Database>,
  keeping: Keeping,
  onError: (error: unknown) => void,
): Keeper {
  const ending = new AbortController()
  const kept: Kept = { written: new Map(), posted: new Map() }
  let problem: string | undefined
  const once = async () => {
    try {
      await keepCheckpoints(db, keeping, kept)
      problem = undefined
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
      onError(error)
    }
  }
  const running = (async () => {
    while (!ending.signal.aborted) {
      await once()
      const { signal } = ending
      await pause(everySeconds * 1000, undefined, { signal, ref: false }).catch(() => undefined)
    }
    await once()
  })()
  const stop = async () => {
    ending.abort()
    await running
  }
  return { problem: () => problem, stop }
}

/** Which checkpoint of each register was kept last, as it was signed then, by the process that asks. */
export interface Kept {
  readonly written: Map<string, string>
  readonly posted: Map<string, string>
  /** Of which registers something lay in the place when that was looked at first. */
  lay?: ReadonlySet<string>
}

/**
 * Keeps the latest checkpoint of every register where that is asked. Throws when a kept one is of a larger
 * tree than there is now, or of a register of which there is none any more: then records are gone, and what was
 * kept is left as it is.
 */
export async function keepCheckpoints(
  db: Kysely<Database>,
  { place, webhook }: Keeping,
  kept: Kept,
): Promise<void> {
  const { written, posted } = kept
  const heads = await signedHeads(db)
  if (place !== undefined) {
    kept.lay ??= new Set(await keptRegisters(place))
    const there = new Set(heads.map(({ register }) => register))
    const gone = [...kept.lay, ...written.keys()].find((register) => !there.has(register))
    if (gone !== undefined) {
      throw new Error(
        `${place.describe(`${gone}/checkpoint`)} is kept and there is no record of ${gone} any more: run peil audit verify`,
      )
    }
  }
  for (const head of heads) {
    if (place !== undefined) await keepInPlace(db, place, head, written)
    if (webhook !== undefined && posted.get(head.register) !== head.note) {
      await post(webhook, head.note)
      posted.set(head.register, head.note)
    }
  }
}

async function keepInPlace(
  db: Kysely<Database>,
  place: Place,
  head: SignedHead,
  written: Map<string, string>,
): Promise<void> {
  const { register, size, note } = head
  if (written.get(register) === note) return
  const below = `${register}/`
  const before = await readKept(place, `${below}checkpoint`)
  if (before !== undefined && before.size > size) {
    throw new Error(
      `${place.describe(`${below}checkpoint`)} is of ${before.size} records and the record of ${register} has ${size}: run peil audit verify`,
    )
  }
  // What was countersigned since is of the same tree.
  if (before?.size === size) await keep(place, `${below}checkpoint`, Buffer.from(note))
  else await writeTiles(db, { place, below }, head, before?.size)
  const day = readCheckpoint(note)?.at.slice(0, 10) ?? 'unknown'
  await keep(place, `${below}by-day/${day}.txt`, Buffer.from(note))
  written.set(register, note)
}

async function post(webhook: string, note: string): Promise<void> {
  const answer = await fetch(webhook, {
    // It goes where it was set, and nowhere else.
    redirect: 'error',
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: note,
    signal: AbortSignal.timeout(10_000),
  })
  if (!answer.ok) throw new Error(`PEIL_CHECKPOINTS_URL answered ${answer.status}`)
}

/** Of which registers checkpoints were kept in a place: also of one whose whole record is gone. */
export async function keptRegisters(place: Place): Promise<readonly string[]> {
  const found: string[] = []
  for await (const { key } of place.list('')) {
    const [register, rest] = key.split('/')
    if (register !== undefined && rest === 'checkpoint') found.push(register)
  }
  return found
}

/** The checkpoints of a register that were kept in a place; none where there is no such place. */
export async function keptCheckpoints(
  place: Place,
  register: string,
): Promise<readonly Checkpoint[]> {
  const keys = [`${register}/checkpoint`]
  for await (const { key } of place.list(`${register}/by-day/`)) keys.push(key)
  const kept = await Promise.all(keys.map((key) => readKept(place, key)))
  return kept.filter((one) => one?.register === register).filter((one) => one !== undefined)
}

async function readKept(place: Place, key: string): Promise<Checkpoint | undefined> {
  const found = await place.get(key)
  return found === undefined ? undefined : readCheckpoint(await text(found))
}
