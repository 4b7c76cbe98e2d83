import type { KeyObject } from 'node:crypto'
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Connection } from '#db/connection.ts'
import { asApp, connect } from '#db/connection.ts'
import { dataDirectory } from '#db/embedded.ts'
import type { KnownWitness } from '#domain/platform/audit/ask-witnesses.ts'
import { cosignedCheckpoints, witnessesOf } from '#domain/platform/audit/ask-witnesses.ts'
import {
  AuditKeyRefused,
  keyInUse,
  rotateKey,
  rotationsOf,
} from '#domain/platform/audit/audit-key.ts'
import type { Checkpoint } from '#domain/platform/audit/checkpoint.ts'
import {
  auditKeyFile,
  keyInFile,
  openCheckpoint,
  verifierKey,
} from '#domain/platform/audit/checkpoint.ts'
import { cosignatureOf, readLogNote } from '#domain/platform/audit/cosignature.ts'
import { eraseFacts } from '#domain/platform/audit/erase-facts.ts'
import { exportAudit, verifyExport } from '#domain/platform/audit/export-audit.ts'
import {
  keepingOf,
  keptCheckpoints,
  keptRegisters,
} from '#domain/platform/audit/keep-checkpoints.ts'
import { recordedRegisters, signedHeads } from '#domain/platform/audit/queries.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import type { RowDifference, RowsVerdict } from '#domain/platform/audit/verify-rows.ts'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import { writeTiles } from '#domain/platform/audit/write-tiles.ts'
import { businessDate } from '#domain/platform/clock/business-date.ts'
import { folderOnDisk } from '#domain/platform/storage/folder.ts'
import type { Place } from '#domain/platform/storage/place.ts'
import { differingEntries } from '#domain/public-register/entry/differing-entries.ts'
import type { Output } from './command.ts'
import { printable } from './command.ts'
import { readExport } from './read-export.ts'

export const help = `peil audit verify [register] [--earlier file]
    Recomputes the audit record from the database and names the first thing that differs;
    and holds every row of the database against the record of its last change, and names
    each that was changed, removed or added otherwise. The checkpoints that were kept in the
    folder of PEIL_CHECKPOINTS are held against it too.
peil audit verify file.json --key key [--earlier file]
    Checks an export with the published key, without a database.
peil audit export register [--record id]
    Writes a register's audit record, or that of one thing, as JSON for somebody outside.
peil audit tiles register folder
    Writes a register's tree as C2SP tlog-tiles, which tools of others read.
peil audit key register
    Writes the public key that is to be published.
peil audit rotate-key --reason text [--lost] [--new file]
    Replaces the key that signs, with a record of it; --lost where the old one is not there any
    more. With PEIL_AUDIT_KEY the new key is made in, or read from, the file of --new.
peil audit erase register --record id --reason text
    Erases what the record knows about one thing, with a record of it.
--earlier names an export or checkpoint that was kept: nothing before it may have changed.`

type Environment = Readonly<Record<string, string | undefined>>

/** Runs `peil audit …`; returns 0, or 1 when something differs, or 2 when it was asked wrongly. */
export async function run(
  args: readonly string[],
  out: Output,
  env: Environment = process.env,
): Promise<number> {
  try {
    return await answer(args, out, env)
  } catch (error) {
    if (!(error instanceof AuditKeyRefused)) throw error
    out.write(`${error.message}\n`)
    return 1
  }
}

async function answer(args: readonly string[], out: Output, env: Environment): Promise<number> {
  const asked = readArguments(args)
  if (asked === undefined) return usage(out)
  const [command, subject, folder] = asked.positionals
  if (command === 'verify' && subject?.endsWith('.json')) {
    return verifyFile(subject, asked.values, out)
  }
  if (command === 'verify') {
    return withDatabase(env, (sealed) => verifyDatabase(sealed, subject, asked.values, out))
  }
  if (command === 'export' && subject !== undefined) {
    return withDatabase(env, (sealed) => writeExport(sealed, subject, asked.values.record, out))
  }
  if (command === 'tiles' && subject !== undefined && folder !== undefined) {
    return withDatabase(env, (sealed) => writeTree(sealed, subject, folder, out))
  }
  if (command === 'key' && subject !== undefined) {
    return withDatabase(env, async ({ key }) => {
      out.write(`${verifierKey(subject, key)}\n`)
      return 0
    })
  }
  const { record, reason } = asked.values
  if (command === 'erase' && subject !== undefined && record !== undefined && reason) {
    return withDatabase(env, (sealed) => erase(sealed, subject, { recordId: record, reason }, out))
  }
  if (command === 'rotate-key' && subject === undefined && reason) {
    return replaceKey(env, { ...asked.values, reason }, out)
  }
  return usage(out)
}

interface Options {
  readonly key?: string | undefined
  readonly earlier?: string | undefined
  readonly record?: string | undefined
  readonly reason?: string | undefined
  readonly new?: string | undefined
  readonly lost?: boolean | undefined
}

function readArguments(args: readonly string[]) {
  try {
    const options = { type: 'string' } as const
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ...{ key: options, earlier: options, record: options, reason: options, new: options },
        lost: { type: 'boolean' },
      },
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
  /** Who countersigns checkpoints. */
  readonly witnesses: readonly KnownWitness[]
  /** Where checkpoints are kept. */
  readonly place: Place | undefined
}

async function withDatabase(
  env: Environment,
  work: (sealed: Sealed) => Promise<number>,
): Promise<number> {
  const connection = await connect(env, 'peil audit')
  try {
    const key = await keyInUse(env, dataDirectory(env), connection.db)
    const witnesses = witnessesOf(env)
    return await work({ db: connection.db, key, witnesses, place: keepingOf(env).place })
  } finally {
    await connection.stop()
  }
}

async function verifyDatabase(
  { db, key, witnesses, place }: Sealed,
  register: string | undefined,
  options: Options,
  out: Output,
): Promise<number> {
  const all = async () => [
    ...(await recordedRegisters(db)),
    ...(place === undefined ? [] : await keptRegisters(place)),
  ]
  const registers = register === undefined ? [...new Set(await all())].toSorted() : [register]
  let wrong = 0
  for (const one of registers) {
    const published = options.key ?? verifierKey(one, key)
    const keys = [published, ...(await rotationsOf(db, one)).map(({ from }) => from)]
    const earlier = readEarlier(options.earlier, keys)
    if (earlier === 'unreadable') {
      out.write(`${options.earlier}: no checkpoint that was signed with this key\n`)
      return 2
    }
    const kept = [
      ...(place === undefined ? [] : await keptCheckpoints(place, one)),
      ...(earlier?.register === one ? [earlier] : []),
    ]
    const verdict = await verifyAudit(db, one, published, kept)
    if (verdict.outcome === 'differs') {
      wrong += 1
      out.write(`${one}: ${verdict.where}: ${verdict.why}\n`)
    } else {
      const { size, erased, pending } = verdict
      const rest = `${erased} with erased facts, ${pending} not yet sealed`
      out.write(`${one}: intact, ${size} records, ${rest}\n`)
      if (kept.length > 0) out.write(`${one}: ${kept.length} kept checkpoints agree with it\n`)
    }
    for (const witness of witnesses) {
      const { line, holds } = await lineOfWitness(db, one, witness)
      if (!holds) wrong += 1
      out.write(`${one}: ${line}\n`)
    }
    for (const { day, reason, proven } of await rotationsOf(db, one)) {
      const how = proven ? 'signed for by the old one' : 'without the old one'
      out.write(`${one}: the key was replaced on ${day}, ${how}: ${printable(reason)}\n`)
    }
  }
  if (registers.length === 0) out.write('nothing was recorded yet\n')
  const rows = await verifyRows(db)
  for (const line of linesOfRows(rows)) out.write(`${line}\n`)
  const shown = (await Promise.all(registers.map((one) => linesOfEntries(db, one)))).flat()
  for (const line of shown.slice(0, mostLines)) out.write(`${line}\n`)
  return wrong === 0 && rows.differences.length === 0 && shown.length === 0 ? 0 : 1
}

// That what it signed is in the tree was found before, as of every checkpoint.
async function lineOfWitness(
  db: Connection['db'],
  register: string,
  { verifier }: KnownWitness,
): Promise<{ readonly line: string; readonly holds: boolean }> {
  const [last] = await cosignedCheckpoints(db, register, verifier, 1)
  if (last === undefined) {
    return { line: `the witness ${verifier.name} has countersigned nothing yet`, holds: true }
  }
  const note = readLogNote(last.note)
  const signed = note && cosignatureOf(note.text, note.signatures, verifier)
  return signed?.outcome === 'agrees'
    ? {
        line: `the witness ${verifier.name} agrees with ${last.size} records, as of ${signed.at}`,
        holds: true,
      }
    : {
        line: `what stands there of the witness ${verifier.name} is not its signature`,
        holds: false,
      }
}

// How many are told of at most: who repairs a hundred asks again.
const mostLines = 100

function linesOfRows({ tables, rows, differences }: RowsVerdict): readonly string[] {
  if (differences.length === 0) return [`rows: intact, ${rows} in ${tables} tables`]
  const told = differences.slice(0, mostLines).map(lineOfRow)
  const rest = differences.length - told.length
  return rest === 0 ? told : [...told, `rows: and at least ${rest} more`]
}

// What the public register shows is a copy, which is made right every day: until then it may be as of the day before.
async function linesOfEntries(db: Connection['db'], register: string): Promise<readonly string[]> {
  const today = await businessDate(db)
  const days = [today, today.subtract({ days: 1 })]
  const differing = await asApp(db, { register }, (transaction) =>
    differingEntries({ db: transaction, register: { id: register } }, days),
  )
  return differing.map(({ registrationId, columns }) => {
    const which = columns.map(printable).join(', ')
    return `rows: public_entry of ${registrationId}: the public register shows it otherwise than the registration is (${which})`
  })
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
  const earlier = readEarlier(options.earlier, [key])
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

async function writeTree(
  { db }: Sealed,
  register: string,
  folder: string,
  out: Output,
): Promise<number> {
  const last = (await signedHeads(db)).find((head) => head.register === register)
  if (last === undefined) {
    out.write(`${register}: nothing was sealed yet\n`)
    return 1
  }
  await writeTiles(db, { place: folderOnDisk(folder), below: '' }, last)
  out.write(`${register}: ${last.size} records as tiles in ${folder}\n`)
  return 0
}

async function erase(
  { db }: Sealed,
  register: string,
  what: { readonly recordId: string; readonly reason: string },
  out: Output,
): Promise<number> {
  const today = await businessDate(db)
  const actor = { kind: 'system', task: 'erase' } as const
  const { records } = await asApp(db, { register }, (transaction) =>
    eraseFacts({ db: transaction, register: { id: register }, actor, today }, what),
  )
  out.write(`${register}: ${records} records of ${printable(what.recordId)} lost their facts\n`)
  return records > 0 ? 0 : 1
}

// The new key lies beside the old one before the record says so, and takes its place afterwards.
async function replaceKey(
  env: Environment,
  options: Options & { readonly reason: string },
  out: Output,
): Promise<number> {
  const given = Boolean(env.PEIL_AUDIT_KEY)
  if (given && options.new === undefined) {
    out.write('PEIL_AUDIT_KEY is set: name the file of the new key with --new\n')
    return 2
  }
  const directory = dataDirectory(env)
  const file = auditKeyFile(directory)
  const next = options.new ?? `${file}.next`
  const connection = await connect(env, 'peil audit')
  try {
    const from = options.lost ? undefined : await keyInUse(env, directory, connection.db)
    const to = keyInFile(next)
    const today = await businessDate(connection.db)
    const registers = await rotateKey(
      connection.db,
      { from, to },
      { reason: options.reason, today },
    )
    if (given) {
      out.write(`Set PEIL_AUDIT_KEY to what is in ${next}, and start Peil again everywhere.\n`)
    } else {
      if (existsSync(file)) renameSync(file, `${file}.until-${today}`)
      renameSync(next, file)
      out.write(`The new key is ${file}. Start Peil again everywhere.\n`)
    }
    out.write('Publish the new keys, and keep the old ones with the day until which they held:\n')
    for (const register of registers) out.write(`  ${verifierKey(register, to)}\n`)
    return 0
  } finally {
    await connection.stop()
  }
}

// Somebody outside keeps either a whole export or only the few lines of a checkpoint.
function readEarlier(
  file: string | undefined,
  keys: readonly (string | undefined)[],
): Checkpoint | 'unreadable' | undefined {
  if (file === undefined) return undefined
  if (!existsSync(file)) return 'unreadable'
  const note = readExport(file)?.checkpoint ?? readFileSync(file, 'utf8')
  for (const key of keys) {
    const opened = key === undefined ? undefined : openCheckpoint(note, key)
    if (opened?.outcome === 'signed') return opened.checkpoint
  }
  return 'unreadable'
}
