import type { KeyObject } from 'node:crypto'
import { sign, verify } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { lockNumbers } from '#db/lock-numbers.ts'
import type { Database } from '#db/schema.ts'
import {
  auditKey,
  hasAuditKey,
  isSignedBy,
  publicKeyOf,
  verifierKey,
} from '#domain/platform/audit/checkpoint.ts'
import { recordedRegisters, signedHeads } from '#domain/platform/audit/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { sealRecords } from '#domain/platform/audit/seal-records.ts'

/** Why Peil cannot go on with the key that it found, in lines that are meant to be printed. */
export class AuditKeyRefused extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The key that signs the record of this database. Throws AuditKeyRefused when the record was signed with
 * another one, or with one that is not there any more: going on with a new key would hide that somebody
 * exchanged it. Only where nothing was signed yet a key is made.
 */
export async function keyInUse(
  env: Environment,
  dataDirectory: string,
  db: Kysely<Database>,
): Promise<KeyObject> {
  const signed = await signedHeads(db)
  if (signed.length > 0 && !hasAuditKey(env, dataDirectory)) {
    throw new AuditKeyRefused(
      `The key that signs the audit record is gone: it was in ${dataDirectory}/keys/audit.pem.\n${advice}`,
    )
  }
  const key = auditKey(env, dataDirectory)
  const other = signed.find(({ register, note }) => !isSignedBy(note, register, key))
  if (other === undefined) return key
  const where = env.PEIL_AUDIT_KEY ? 'in PEIL_AUDIT_KEY' : `in ${dataDirectory}/keys/audit.pem`
  throw new AuditKeyRefused(
    `The key ${where} is not the one with which the audit record of ${other.register} was signed last.\n${advice}`,
  )
}

const advice = `Put back the key that was used until now, from the backup of keys/ or wherever it is kept.
If it is lost, or somebody else may have it, replace it with a record of that:
  peil audit rotate-key --lost --reason 'why'
and publish the new one (peil audit key REGISTER). Until then nothing starts with another key.`

/** What the record says of a key that was replaced. */
export interface Rotation {
  /** The published keys, before and from then on. */
  readonly from: string | undefined
  readonly to: string
  /** A signature of the new key by the old one, in base64; without it the old one was lost. */
  readonly proof?: string
  readonly reason: string
}

/**
 * Replaces the key: in every register's record stands which it was, which it is from now on and why, and
 * what was recorded until then is sealed with the new one before anybody can with the old one.
 */
export async function rotateKey(
  db: Kysely<Database>,
  keys: { readonly from: KeyObject | undefined; readonly to: KeyObject },
  { reason, today }: { readonly reason: string; readonly today: Temporal.PlainDate },
): Promise<readonly string[]> {
  return db.connection().execute(async (connection) => {
    // Whoever seals waits meanwhile; what they find then is signed with a key that is not theirs.
    await sql`select pg_advisory_lock(${lockNumbers.seal})`.execute(connection)
    try {
      const registers = await recordedRegisters(connection)
      await connection.transaction().execute(async (transaction) => {
        for (const register of registers) {
          await record(
            {
              db: transaction,
              register: { id: register },
              actor: { kind: 'system', task: 'rotate-key' },
              today,
            },
            {
              noun: 'audit-key',
              id: register,
              action: 'rotate',
              facts: { ...rotation(register, keys, reason) },
            },
          )
        }
      })
      for (let left = true; left; ) {
        if ((await sealRecords(connection, keys.to, { rotating: true })) === 0) await pause(50)
        const pending = await connection
          .selectFrom('audit_pending')
          .innerJoin('audit_record', 'audit_record.seq', 'audit_pending.seq')
          .where('audit_record.noun', '=', 'audit-key')
          .select('audit_pending.seq')
          .limit(1)
          .execute()
        left = pending.length > 0
      }
      return registers
    } finally {
      await sql`select pg_advisory_unlock(${lockNumbers.seal})`.execute(connection)
    }
  })
}

function rotation(
  register: string,
  { from, to }: { readonly from: KeyObject | undefined; readonly to: KeyObject },
  reason: string,
): Rotation {
  const now = verifierKey(register, to)
  if (from === undefined) return { from: undefined, to: now, reason }
  const proof = sign(null, Buffer.from(proven(now)), from).toString('base64')
  return { from: verifierKey(register, from), to: now, proof, reason }
}

const proven = (key: string) => `peil-audit-key-1\n${key}\n`

/** A key with which checkpoints of a register were signed, and up to which size of its tree. */
export interface KeyOfTree {
  /** Undefined of a key that was lost. */
  readonly key: string | undefined
  /** Undefined of the key that signs now. */
  readonly until: number | undefined
}

/** A replacement of a key as it stands in a register's tree. */
export interface RotationInTree extends Rotation {
  readonly index: number
  readonly day: string
  /** Whether the old key itself signed for the new one. */
  readonly proven: boolean
}

/** The replacements of the key in a register's tree, in their order. */
export async function rotationsOf(
  db: Kysely<Database> | Transaction<Database>,
  register: string,
): Promise<readonly RotationInTree[]> {
  const { rows } = await sql<{ index: number; day: string; facts: Rotation }>`
    select l.index, r.day, f.facts from audit_record r
    join audit_leaf l on l.seq = r.seq
    join audit_facts f on f.seq = r.seq
    where r.register = ${register} and r.noun = 'audit-key' and r.action = 'rotate'
    order by l.index`.execute(db)
  return rows.map(({ index, day, facts }) => ({ ...facts, index, day, proven: isProven(facts) }))
}

/**
 * The keys with which a register's checkpoints may be signed, when this one signs now: itself, and each
 * that a replacement in its tree names, up to that record.
 */
export function keysOfTree(
  key: string,
  rotations: readonly RotationInTree[],
): readonly KeyOfTree[] {
  const before = rotations.map(({ from, index }) => ({ key: from, until: index }))
  return [...before, { key, until: undefined }]
}

function isProven({ from, to, proof }: Rotation): boolean {
  if (from === undefined || proof === undefined) return false
  const key = publicKeyOf(from)
  return (
    key !== undefined && verify(null, Buffer.from(proven(to)), key, Buffer.from(proof, 'base64'))
  )
}
