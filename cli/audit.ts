import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Connection } from '#db/connection.ts'
import { connect } from '#db/connection.ts'
import { dataDirectory } from '#db/embedded.ts'
import type { Checkpoint } from '#domain/platform/audit/checkpoint.ts'
import { auditKey, openCheckpoint, verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { exportAudit, verifyExport } from '#domain/platform/audit/export-audit.ts'
import { recordedRegisters } from '#domain/platform/audit/queries.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import type { RowDifference, RowsVerdict } from '#domain/platform/audit/verify-rows.ts'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import type { Output } from './command.ts'
import { printable } from './command.ts'
import { readExport } from './read-export.ts'

export const help = `peil audit verify [register] [--earlier file]
    Recomputes the audit record from the database and names the first thing that differs;
    and holds every row of the database against the record of its last change, and names
    each that was changed, removed or added otherwise.
peil audit verify file.json --key key [--earlier file]
    Checks an export with the published key, without a database.
peil audit export register [--record id]
    Writes a register's audit record, or that of one thing, as JSON for somebody outside.
peil audit key register
    Writes the public key that is to be published.
--earlier names an export or checkpoint that was kept: nothing before it may have changed.`

type Environment = Readonly<Record<string, string | undefined>>

/** Runs `peil audit …`; returns 0, or 1 when something differs, or 2 when it was asked wrongly. */
export async function run(
  args: readonly string[],
  out: Output,
  env: Environment = process.env,
): Promise<number> {
  const asked = readArguments(args)
  if (asked === undefined) return usage(out)
  const [command, subject] = asked.positionals
  if (command === 'verify' && subject?.endsWith('.json')) {
    return verifyFile(subject, asked.values, out)
  }
  if (command === 'verify') {
    return withDatabase(env, (sealed) => verifyDatabase(sealed, subject, asked.values, out))
  }
  if (command === 'export' && subject !== undefined) {
    return withDatabase(env, (sealed) => writeExport(sealed, subject, asked.values.record, out))
  }
  if (command === 'key' && subject !== undefined) {
    out.write(`${verifierKey(subject, auditKey(env, dataDirectory(env)))}\n`)
    return 0
  }
  return usage(out)
}

interface Options {
  readonly key?: string | undefined
  readonly earlier?: string | undefined
  readonly record?: string | undefined
}

function readArguments(args: readonly string[]) {
  try {
    const options = { type: 'string' } as const
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: options, earlier: options, record: options },
    })
  } catch {
    return undefined
  }
}

function usage(out: Output): number {
  out.write(`${help}\n`)
  return 2
}

/** A database, and the key with which its record is sealed. */
interface Sealed {
  readonly db: Connection['db']
  readonly key: KeyObject
}

async function withDatabase(
  env: Environment,
  work: (sealed: Sealed) => Promise<number>,
): Promise<number> {
  const connection = await connect(env, 'peil audit')
  try {
    return await work({ db: connection.db, key: auditKey(env, dataDirectory(env)) })
  } finally {
    await connection.stop()
  }
}

async function verifyDatabase(
  { db, key }: Sealed,
  register: string | undefined,
  options: Options,
  out: Output,
): Promise<number> {
  const registers = register === undefined ? await recordedRegisters(db) : [register]
  let wrong = 0
  for (const one of registers) {
    const published = options.key ?? verifierKey(one, key)
    const earlier = readEarlier(options.earlier, published)
    if (earlier === 'unreadable') {
      out.write(`${options.earlier}: no checkpoint that was signed with this key\n`)
      return 2
    }
    const verdict = await verifyAudit(db, one, published, earlier)
    if (verdict.outcome === 'differs') {
      wrong += 1
      out.write(`${one}: ${verdict.where}: ${verdict.why}\n`)
    } else {
      const { size, erased, pending } = verdict
      const rest = `${erased} with erased facts, ${pending} not yet sealed`
      out.write(`${one}: intact, ${size} records, ${rest}\n`)
    }
  }
  if (registers.length === 0) out.write('nothing was recorded yet\n')
  const rows = await verifyRows(db)
  for (const line of linesOfRows(rows)) out.write(`${line}\n`)
  return wrong === 0 && rows.differences.length === 0 ? 0 : 1
}

// How many are told of at most: who repairs a hundred asks again.
const mostLines = 100

function linesOfRows({ tables, rows, differences }: RowsVerdict): readonly string[] {
  if (differences.length === 0) return [`rows: intact, ${rows} in ${tables} tables`]
  const told = differences.slice(0, mostLines).map(lineOfRow)
  const rest = differences.length - told.length
  return rest === 0 ? told : [...told, `rows: and at least ${rest} more`]
}

function lineOfRow({ table, key, how, columns = [], vouching }: RowDifference): string {
  const where = key === undefined ? table : `${table} ${key}`
  const which = columns.length > 0 ? ` (${columns.join(', ')})` : ''
  const said = `rows: ${printable(where)}: ${whatHappened[how]}${which}`
  if (vouching === undefined) return said
  const { register, noun, recordId, action, actor, at } = vouching
  const record = `${action} ${noun} ${recordId} in ${register}, by ${actor} on ${at}`
  return `${said}; its last record is ${printable(record)}`
}

const whatHappened = {
  changed: 'it was changed without a record',
  removed: 'it was removed without a record',
  added: 'it was added without a record',
  'cover-changed': 'it is not as it was left, and what is kept of it was changed too',
  unrecorded: 'it was changed in a transaction of which there is no record',
  unwatched: 'its changes are not watched any more: a trigger was removed or switched off',
} as const satisfies Record<RowDifference['how'], string>

function verifyFile(file: string, options: Options, out: Output): number {
  const exported = readExport(file)
  if (!exported) {
    out.write(`${file}: not an export of an audit record\n`)
    return 2
  }
  if (options.key === undefined) {
    out.write(`The key is taken from the export; compare it with the published one:\n`)
    out.write(`  ${exported.key}\n`)
  }
  const key = options.key ?? exported.key
  const earlier = readEarlier(options.earlier, key)
  if (earlier === 'unreadable') {
    out.write(`${options.earlier}: no checkpoint that was signed with this key\n`)
    return 2
  }
  const verdict = verifyExport(exported, key, earlier)
  if (verdict.outcome === 'differs') {
    out.write(`${exported.register}: ${verdict.where}: ${verdict.why}\n`)
    return 1
  }
  const { checkpoint, entries } = verdict
  out.write(`${exported.register}: intact, ${entries} of ${checkpoint.size} records, `)
  out.write(`signed on ${checkpoint.at}\n`)
  return 0
}

async function writeExport(
  { db, key }: Sealed,
  register: string,
  record: string | undefined,
  out: Output,
): Promise<number> {
  const exported = await exportAudit(
    db,
    register,
    key,
    record === undefined ? undefined : { recordId: record },
  )
  if (exported.outcome === 'nothing-sealed') {
    out.write(`${register}: nothing was sealed yet\n`)
    return 1
  }
  for await (const line of exported.lines) out.write(line)
  return 0
}

// Somebody outside keeps either a whole export or only the few lines of a checkpoint.
function readEarlier(file: string | undefined, key: string): Checkpoint | 'unreadable' | undefined {
  if (file === undefined) return undefined
  if (!existsSync(file)) return 'unreadable'
  const note = readExport(file)?.checkpoint ?? readFileSync(file, 'utf8')
  const opened = openCheckpoint(note, key)
  return opened.outcome === 'signed' ? opened.checkpoint : 'unreadable'
}
