import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Verifier } from '#domain/platform/audit/cosignature.ts'
import {
  cosignatureOf,
  readLogNote,
  readVerifier,
  signaturesIn,
} from '#domain/platform/audit/cosignature.ts'
import type { SignedHead } from '#domain/platform/audit/queries.ts'
import { signedHeads, storedRootOf } from '#domain/platform/audit/queries.ts'
import { proveConsistency } from '#domain/platform/audit/tree.ts'

// The latest checkpoint of each register goes to the witnesses, by C2SP tlog-witness, and what they sign is
// kept below it. So nobody can be shown another record than they were.

/** A witness that is asked: its published key, and where it is reached. */
export interface KnownWitness {
  readonly verifier: Verifier
  readonly url: string
}

/**
 * The witnesses of PEIL_WITNESSES: of each its published key and its address, with white space between all of
 * them. Throws where that is no such list.
 */
export function witnessesOf(
  env: Readonly<Record<string, string | undefined>>,
): readonly KnownWitness[] {
  const words = (env.PEIL_WITNESSES ?? '').split(/\s+/).filter((word) => word !== '')
  return Array.from({ length: Math.ceil(words.length / 2) }, (_, nth) => {
    const [key = '', url = ''] = words.slice(nth * 2, nth * 2 + 2)
    const verifier = readVerifier(key)
    if (verifier?.kind !== 4 || !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
      throw new Error(
        `PEIL_WITNESSES is the published key of a witness and its address, and so on, not '${key} ${url}'`,
      )
    }
    return { verifier, url: url.replace(/\/+$/, '') }
  })
}

/** What asks witnesses while Peil runs. */
export interface Witnessing {
  /** What a witness refused, or who has been away for a quarter of an hour, if there is such. */
  problem(): string | undefined
  stop(): Promise<void>
}

const everySeconds = 10
const longestSeconds = 600
const alarmAfterMinutes = 15

interface State {
  failures: number
  /** Since when, and from when on it is asked again, in milliseconds of this process. */
  since: number
  again: number
  problem: { readonly text: string; readonly refused: boolean } | undefined
}

/**
 * Asks the witnesses for what was signed since, every ten seconds; whoever is away with growing pauses. Each is
 * asked apart, so that none waits for another that is slow.
 */
export function startWitnessing(
  db: Kysely<Database>,
  witnesses: readonly KnownWitness[],
  onError: (error: unknown) => void,
): Witnessing {
  const ending = new AbortController()
  const states = new Map<string, State>()
  const once = async (witness: KnownWitness) => {
    for (const head of await signedHeads(db)) {
      const name = `${head.register} ${witness.verifier.name}`
      const state = states.get(name) ?? { failures: 0, since: 0, again: 0, problem: undefined }
      states.set(name, state)
      if (performance.now() < state.again || ending.signal.aborted) continue
      try {
        await askWitness(db, witness, head, ending.signal)
        Object.assign(state, { failures: 0, again: 0, problem: undefined })
      } catch (error) {
        if (ending.signal.aborted) return
        const now = performance.now()
        const wait = Math.min(longestSeconds, everySeconds * 2 ** state.failures) * 1000
        const text = error instanceof Error ? error.message : String(error)
        Object.assign(state, {
          failures: state.failures + 1,
          since: state.failures === 0 ? now : state.since,
          again: now + wait,
          problem: { text, refused: error instanceof WitnessRefused },
        })
        onError(error)
      }
    }
  }
  const askOn = async (witness: KnownWitness) => {
    while (!ending.signal.aborted) {
      await once(witness).catch(onError)
      const { signal } = ending
      await pause(everySeconds * 1000, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  const running = Promise.all(witnesses.map(askOn))
  return {
    problem: () => {
      const late = performance.now() - alarmAfterMinutes * 60_000
      const told = [...states.values()].filter(
        ({ problem, since }) => problem !== undefined && (problem.refused || since < late),
      )
      return told[0]?.problem?.text
    },
    stop: async () => {
      ending.abort()
      await running
    },
  }
}

/** A witness saw something else of this log than what is there now: one of both was shown another. */
export class WitnessRefused extends Error {}

/**
 * Has the checkpoint of a register countersigned by a witness, unless it was, and keeps what it signed. Throws
 * WitnessRefused where the witness saw another log, and another error where it cannot be had.
 */
export async function askWitness(
  db: Kysely<Database>,
  witness: KnownWitness,
  head: SignedHead,
  ending?: AbortSignal,
): Promise<void> {
  const { register, size } = head
  const note = readLogNote(head.note)
  if (note === undefined) throw new Error(`the checkpoint of ${register} cannot be read`)
  if (cosignatureOf(note.text, note.signatures, witness.verifier)?.outcome === 'agrees') return
  const { name } = witness.verifier
  const seen = await lastCosigned(db, register, witness.verifier)
  const send = (old: number) => sendTo(db, witness, head, { old, ending })
  let answer = await send(seen)
  if (answer.status === 409 && Number(answer.body) !== seen) {
    const theirs = Number(answer.body)
    if (!/^\d+\n$/.test(answer.body) || theirs > size) {
      throw new WitnessRefused(
        `the witness ${name} saw ${answer.body.trim()} records of ${register}, and there are ${size}: run peil audit verify`,
      )
    }
    answer = await send(theirs)
  }
  if (answer.status === 409 || answer.status === 422) {
    throw new WitnessRefused(
      `the witness ${name} saw another record of ${register} than there is now: run peil audit verify`,
    )
  }
  if (answer.status !== 200) {
    const why = { 403: 'does not have the key of', 404: 'does not know' }[answer.status]
    throw new Error(
      `the witness ${name} ${why === undefined ? `answered ${answer.status} for` : why} ${register}`,
    )
  }
  const cosigned = cosignatureOf(note.text, signaturesIn(answer.body), witness.verifier)
  if (cosigned?.outcome !== 'agrees') {
    throw new Error(`the witness ${name} answered for ${register} with no signature of its own`)
  }
  await sql`update audit_checkpoint set note = note || ${cosigned.line}
    where register = ${register} and size = ${size} and position(${cosigned.line} in note) = 0`.execute(
    db,
  )
}

/**
 * How many of the witnesses have not signed for a day: of some register there is a checkpoint that old which
 * neither they nor a later one of theirs covers.
 */
export async function silentWitnesses(
  db: Kysely<Database>,
  witnesses: readonly KnownWitness[],
): Promise<number> {
  let silent = 0
  for (const { verifier } of witnesses) {
    const { rows } = await sql`select from (select distinct register from audit_checkpoint) log
      where exists (select from audit_checkpoint c where c.register = log.register
        and c.signed_at < now() - interval '1 day'
        and c.size > coalesce((select s.size from audit_checkpoint s where s.register = log.register
          and position(${lineOf(verifier)} in s.note) > 0 order by s.size desc limit 1), 0))`.execute(
      db,
    )
    if (rows.length > 0) silent += 1
  }
  return silent
}

// How the line of a witness begins, below a checkpoint.
const lineOf = ({ name }: Verifier) => `\n— ${name} `

async function lastCosigned(
  db: Kysely<Database>,
  register: string,
  verifier: Verifier,
): Promise<number> {
  const found = await cosignedCheckpoints(db, register, verifier, 1)
  return found[0]?.size ?? 0
}

/** The latest checkpoints of a register below which a line of this witness stands, whatever it is worth. */
export async function cosignedCheckpoints(
  db: Kysely<Database>,
  register: string,
  verifier: Verifier,
  most: number,
): Promise<readonly { readonly size: number; readonly note: string }[]> {
  return db
    .selectFrom('audit_checkpoint')
    .where('register', '=', register)
    .where(sql<boolean>`position(${lineOf(verifier)} in note) > 0`)
    .select(['size', 'note'])
    .orderBy('size', 'desc')
    .limit(most)
    .execute()
}

/** A witness has this long to answer, in milliseconds. */
const patienceMs = 10_000

async function sendTo(
  db: Kysely<Database>,
  { url }: KnownWitness,
  { register, size, note }: SignedHead,
  { old, ending }: { readonly old: number; readonly ending: AbortSignal | undefined },
): Promise<{ readonly status: number; readonly body: string }> {
  const proof = await proveConsistency(old, size, storedRootOf(db, register))
  const lines = [`old ${old}`, ...proof.map((hash) => hash.toString('base64')), '', note]
  const answer = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: lines.join('\n'),
    redirect: 'error',
    signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ...(ending ? [ending] : [])]),
  })
  return { status: answer.status, body: (await answer.text()).slice(0, 10_000) }
}
