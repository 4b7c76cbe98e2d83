import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { businessDate } from '#domain/platform/clock/business-date.ts'
import {
  fileOfAddition,
  fileOfVersion,
  importedFiles,
  registerYaml,
} from '#domain/platform/context/registers.ts'
import { lockRegulations } from '#domain/platform/register/lock-regulations.ts'
import { readAddition } from '#regulations/addition.ts'
import type { RegisterFiles, RegisterText } from '#regulations/load.ts'
import { compileRegister, filesOf } from '#regulations/load.ts'
import { MistakenFile, sourceOf } from '#regulations/mistakes.ts'
import type { Register } from '#regulations/register.ts'

/** Where a register is imported from, and how. */
export interface Importing {
  /** The folder. */
  readonly source: string
  /** It is one of the folders that every start imports. */
  readonly atStart: boolean
  /** Somebody asks for it themselves: what was refused before waits anew. */
  readonly asked?: boolean
  /** Also takes what changed in versions that hold already; only of use before anybody signed up. */
  readonly replace?: boolean
}

/** A file of which an import would make something else, or may not. */
export type FileChange = {
  /** register.yaml, 2021-01-01.yaml, additions/2027-01-01-meeting.yaml or texts/privacy.md. */
  readonly name: string
} & (
  | { readonly change: 'new' | 'changed' | 'gone' }
  /** The norm of a day that has come, or on which somebody relies, was changed in place. */
  | {
      readonly change: 'refused'
      readonly why: 'holds'
      readonly importedAt: string
      readonly hash: string
    }
  /** A new version for days that have passed under another. */
  | { readonly change: 'refused'; readonly why: 'past' }
)

/** What an import would do, or did. */
export interface ImportPlan {
  readonly register: Register
  /** The register as it was before; undefined where it was not there. */
  readonly before: Register | undefined
  /** Nobody has signed up for it yet, so that it may still be replaced. */
  readonly unused: boolean
  /** It came from where a start looks and no longer would, or the other way round. */
  readonly moves: boolean
  readonly changes: readonly FileChange[]
  /** Additions of which nothing remains, as a next version begins before their first day. */
  readonly lapsed: readonly string[]
}

/** What of a register in use asks somebody who administers it as well, when it is changed by files. */
export type Weighty = 'bank' | 'tariffs' | 'norms' | 'bodies' | 'accreditation'

/** Says what an import of these files would do. Throws MistakenFile for files that cannot be used. */
export async function planImport(
  db: Kysely<Database>,
  files: RegisterFiles,
  importing: Omit<Importing, 'source'>,
): Promise<ImportPlan> {
  const { id } = compileRegister(files)
  return asApp(db, { register: id, readOnly: true }, async (transaction) =>
    planIn({ db: transaction, today: await businessDate(db) }, files, importing),
  )
}

/** The same within a transaction. */
export async function planIn(
  { db, today }: Omit<Within, 'actor'>,
  files: RegisterFiles,
  importing: Omit<Importing, 'source'>,
): Promise<ImportPlan> {
  return plan(db, files, await compileWhole(db, files), { ...importing, today })
}

/** What came of an import. */
export type Imported = ImportPlan & {
  /** `waits`: for somebody who administers the register; `was-refused`: by them, as it is now. */
  readonly outcome: 'imported' | 'unchanged' | 'refused' | 'waits' | 'was-refused'
}

/**
 * Imports a register: what is new or changed in its files holds from now on, in this process after it
 * has looked again and in others within a second. Where one file is refused, nothing is imported.
 * What weighs much in a register that is in use waits with the rest of the files until somebody who
 * administers it confirms it. Throws MistakenFile for files that cannot be used.
 */
export async function importRegister(
  db: Kysely<Database>,
  files: RegisterFiles,
  importing: Importing,
): Promise<Imported> {
  const { id } = compileRegister(files)
  const today = await businessDate(db)
  const actor = { kind: 'system', task: 'import-register' } as const
  return asApp(db, { register: id }, async (transaction) => {
    const within = { db: transaction, actor, today }
    const { planned, unwritten } = await planWithin(within, files, importing)
    if (unwritten !== undefined) return { ...planned, outcome: unwritten }
    if (weightyIn(planned).length > 0 && (await isAdministered(transaction, id))) {
      return { ...planned, outcome: await waitFor(within, planned, { files, importing }) }
    }
    await writeAll(within, planned, { files, importing })
    return { ...planned, outcome: 'imported' }
  })
}

/** In which transaction files are imported, by whom and on which business date. */
interface Within {
  readonly db: Transaction<Database>
  readonly actor: Actor
  readonly today: Temporal.PlainDate
}

interface Brought {
  readonly files: RegisterFiles
  readonly importing: Importing
}

/**
 * Imports what somebody who administers the register confirmed. Throws MistakenFile for files that cannot be
 * used any more.
 */
export async function importConfirmed(
  within: Within,
  { files, importing }: Brought,
): Promise<Imported> {
  const { planned, unwritten } = await planWithin(within, files, importing)
  if (unwritten !== undefined) return { ...planned, outcome: unwritten }
  await writeAll(within, planned, { files, importing })
  return { ...planned, outcome: 'imported' }
}

/** What an import would change that weighs much: nothing where nobody has signed up, or nothing was held. */
export function weightyIn({ register, before, unused, changes }: ImportPlan): readonly Weighty[] {
  if (unused || before === undefined) return []
  // As text, since two days that differ are equal to a comparison of objects.
  const differs = (of: (one: Register) => unknown) =>
    JSON.stringify(of(before)) !== JSON.stringify(of(register))
  const norms = changes.some(({ name }) => /^\d/.test(name) || name.startsWith('additions/'))
  return [
    ...(differs(({ organisation }) => organisation.bank) ? (['bank'] as const) : []),
    ...(differs(({ tariffs }) => tariffs) ? (['tariffs'] as const) : []),
    ...(norms ? (['norms'] as const) : []),
    ...(differs(({ bodies }) => bodies) ? (['bodies'] as const) : []),
    ...(differs(({ accreditation }) => accreditation) ? (['accreditation'] as const) : []),
  ]
}

async function isAdministered(db: Transaction<Database>, register: string): Promise<boolean> {
  const one = await db
    .selectFrom('staff_role')
    .innerJoin('account', 'account.id', 'staff_role.account_id')
    .where('staff_role.role', '=', 'administrator')
    .where('staff_role.register', 'in', [register, '*'])
    .where('account.closed_at', 'is', null)
    .select('account.id')
    .limit(1)
    .executeTakeFirst()
  return one !== undefined
}

// The same files wait once, and others take their place. What was refused comes back when somebody brings it in
// again, and not by every start.
async function waitFor(
  within: Within,
  { register, changes }: ImportPlan,
  { files, importing: { source, atStart, asked = false } }: Brought,
): Promise<'waits' | 'was-refused'> {
  const { db, today } = within
  const hash = hashOf(JSON.stringify(filesOf(files).map(({ name, text }) => [name, hashOf(text)])))
  const held = await db
    .selectFrom('register_change')
    .where('register', '=', register.id)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .select(['id', 'status', 'hash'])
    .executeTakeFirst()
  if (held?.hash === hash && held.status === 'waiting') return 'waits'
  if (held?.hash === hash && held.status === 'refused' && !asked) return 'was-refused'
  await db
    .updateTable('register_change')
    .where('register', '=', register.id)
    .where('status', '=', 'waiting')
    .set({ status: 'replaced', settled_on: today.toString() })
    .execute()
  const { id } = await db
    .insertInto('register_change')
    .values({
      register: register.id,
      source,
      at_start: atStart,
      files: JSON.stringify(files),
      hash,
      status: 'waiting',
      proposed_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { change: id, source, files: changes.map(({ name, change }) => ({ name, change })) }
  await record(
    { ...within, register },
    { noun: 'register', id: register.id, action: 'bring-in', facts },
  )
  return 'waits'
}

async function planWithin({ db, today }: Within, files: RegisterFiles, importing: Importing) {
  await lockRegulations(db)
  // Only now, so that nothing is added meanwhile that does not fit what is imported.
  const planned = await planIn({ db, today }, files, importing)
  const refused = planned.changes.some(({ change }) => change === 'refused')
  const same = planned.changes.length === 0 && !planned.moves
  const unwritten = refused ? ('refused' as const) : same ? ('unchanged' as const) : undefined
  return { planned, unwritten }
}

async function writeAll(
  within: Within,
  { register, changes, moves }: ImportPlan,
  { files, importing: { source, atStart } }: Brought,
): Promise<void> {
  const { db } = within
  const texts = new Map(filesOf(files).map(({ name, text }) => [name, text]))
  const facts = []
  for (const { name, change } of changes) {
    const text = texts.get(name)
    const hash = text === undefined ? undefined : hashOf(text)
    await write(db, { register: register.id, name, text, hash }, { source, atStart })
    facts.push({ name, change, hash })
  }
  if (moves && changes.every(({ name }) => name !== registerYaml)) {
    const { name, text } = files.register
    await write(db, { register: register.id, name, text, hash: hashOf(text) }, { source, atStart })
  }
  await record(
    { ...within, register },
    { noun: 'register', id: register.id, action: 'import', facts: { source, files: facts } },
  )
}

/** Whether a start may import a register: it is not there yet, or always came from where a start looks. */
export async function comesFromStart(db: Kysely<Database>, register: string): Promise<boolean> {
  const last = await db
    .selectFrom('register_file')
    .where('register', '=', register)
    .where('name', '=', registerYaml)
    .select('at_start')
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.at_start ?? true
}

/** The fingerprint of a file, as sha256sum gives it. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

interface Held {
  readonly name: string
  readonly text: string | null
  readonly hash: string | null
  readonly imported_at: string
}

async function plan(
  db: Transaction<Database>,
  files: RegisterFiles,
  { register, before }: Whole,
  {
    atStart,
    replace = false,
    today,
  }: Omit<Importing, 'source'> & { readonly today: Temporal.PlainDate },
): Promise<ImportPlan> {
  const own = await db
    .selectFrom('register_file')
    .where('register', '=', register.id)
    .distinctOn('name')
    .select(['name', 'text', 'hash', 'imported_at', 'at_start'])
    .orderBy('name')
    .orderBy('revision', 'desc')
    .execute()
  const versions = await db
    .selectFrom('regulation_version')
    .where('register', '=', register.id)
    .distinctOn('first_day')
    .select(['first_day', 'text', 'hash', 'imported_at'])
    .orderBy('first_day')
    .orderBy('revision', 'desc')
    .execute()
  const additions = (
    await db
      .selectFrom('regulation_addition')
      .where('register', '=', register.id)
      .where('status', '=', 'adopted')
      .select(['first_day', 'kind', 'text', 'hash', 'created_at as imported_at'])
      .execute()
  ).map(({ first_day, kind, ...one }) => ({ ...one, name: fileOfAddition(first_day, kind) }))
  const isNew = own.length === 0
  const unused = await isUnused(db, register.id)
  const holding = unused ? new Set<string>() : await reliedOn(db, register.id)
  const holds = (firstDay: string) =>
    holding.has(firstDay) || (!(replace && unused) && firstDay <= today.toString())
  const remaining = new Set(
    register.versions.flatMap(({ regulation }) =>
      (regulation.basedOn?.additions ?? []).map(({ from, kind }) =>
        fileOfAddition(from.toString(), kind),
      ),
    ),
  )
  return {
    register,
    before,
    unused,
    moves: own.some((one) => one.name === registerYaml && one.at_start !== atStart),
    lapsed: additions.map(({ name }) => name).filter((name) => !remaining.has(name)),
    changes: [
      ...changesOf([files.register, ...files.texts], own),
      ...changesOf(
        files.versions,
        versions.map(({ first_day, ...one }) => ({ ...one, name: fileOfVersion(first_day) })),
      ).flatMap((one) => ofVersion(one, { files, versions, isNew, holds })),
      ...changesOf(files.additions, additions).flatMap((one) =>
        ofAddition(one, additions, { files, isNew, today }),
      ),
    ],
  }
}

interface OfVersions {
  readonly files: RegisterFiles
  readonly versions: readonly (Omit<Held, 'name'> & { readonly first_day: string })[]
  readonly isNew: boolean
  readonly holds: (firstDay: string) => boolean
}

// What is written otherwise and says the same is no change, and a version that holds is never gone.
function ofVersion(found: Found, { files, versions, isNew, holds }: OfVersions): FileChange[] {
  const firstDay = firstDayOf(found.name)
  if (!holds(firstDay)) return [found]
  const held = versions.find((one) => one.first_day === firstDay)
  switch (found.change) {
    case 'gone':
      return []
    case 'new':
      return isNew ? [found] : [{ name: found.name, change: 'refused', why: 'past' }]
    case 'changed': {
      const file = files.versions.find(({ name }) => name === found.name)
      if (held?.text == null || file === undefined) return [found]
      if (saysTheSame(found.name, held.text, file.text)) return []
      const { imported_at: importedAt, hash } = held
      return [{ name: found.name, change: 'refused', why: 'holds', importedAt, hash: hash ?? '' }]
    }
  }
}

interface OfAdditions {
  readonly files: RegisterFiles
  readonly isNew: boolean
  readonly today: Temporal.PlainDate
}

// What was decided stays, whether or not the files have it.
function ofAddition(
  found: Found,
  held: readonly Held[],
  { files, isNew, today }: OfAdditions,
): FileChange[] {
  const { name, change } = found
  switch (change) {
    case 'gone':
      return []
    case 'new': {
      const firstDay = name.slice('additions/'.length, 'additions/'.length + 10)
      return isNew || firstDay > today.toString()
        ? [found]
        : [{ name, change: 'refused', why: 'past' }]
    }
    case 'changed': {
      const before = held.find((one) => one.name === name)
      const file = files.additions.find((one) => one.name === name)
      if (before?.text != null && file && saysTheSame(name, before.text, file.text)) return []
      return [
        {
          name,
          change: 'refused',
          why: 'holds',
          importedAt: before?.imported_at ?? '',
          hash: before?.hash ?? '',
        },
      ]
    }
  }
}

function saysTheSame(name: string, then: string, now: string): boolean {
  return isDeepStrictEqual(sourceOf(then, name).content, sourceOf(now, name).content)
}

type Found = { readonly name: string; readonly change: 'new' | 'changed' | 'gone' }

function changesOf(files: readonly RegisterText[], held: readonly Held[]): Found[] {
  const known = new Map(held.filter(({ text }) => text !== null).map((one) => [one.name, one]))
  const there = new Set(files.map(({ name }) => name))
  return [
    ...files.flatMap(({ name, text }): Found[] => {
      const before = known.get(name)
      if (before === undefined) return [{ name, change: 'new' }]
      return before.hash === hashOf(text) ? [] : [{ name, change: 'changed' }]
    }),
    ...[...known.keys()]
      .filter((name) => !there.has(name))
      .map((name): Found => ({ name, change: 'gone' })),
  ]
}

async function isUnused(db: Transaction<Database>, register: string): Promise<boolean> {
  const one = await db
    .selectFrom('registration')
    .where('register', '=', register)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return one === undefined
}

/** The first days of the versions on which somebody relies, also before that day. */
async function reliedOn(db: Transaction<Database>, register: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ version: string }>`
    select regulation_version::text as version from registration where register = ${register}
    union select regulation_version::text from agreement where register = ${register}
    union select regulation_version::text from application where register = ${register}
    union select regulation_version::text from decision where register = ${register}`.execute(db)
  return new Set(rows.map(({ version }) => version))
}

interface Written {
  readonly register: string
  readonly name: string
  /** Undefined where it is no longer there. */
  readonly text: string | undefined
  readonly hash: string | undefined
}

async function write(
  db: Transaction<Database>,
  { register, name, text = undefined, hash = undefined }: Written,
  { source, atStart }: { readonly source: string; readonly atStart: boolean },
): Promise<void> {
  if (/^\d/.test(name)) {
    const firstDay = firstDayOf(name)
    await sql`insert into regulation_version (register, first_day, revision, text, hash, source)
      select ${register}, ${firstDay}::date, coalesce(max(revision), 0) + 1, ${text ?? null}::text,
        ${hash ?? null}::text, ${source}
      from regulation_version where register = ${register} and first_day = ${firstDay}::date`.execute(
      db,
    )
    return
  }
  if (name.startsWith('additions/') && text !== undefined && hash !== undefined) {
    const { version, from, kind, decided } = readAddition(sourceOf(text, name), register)
    // What comes with the files was decided; whoever proposed the same need not any more.
    await db
      .updateTable('regulation_addition')
      .where('register', '=', register)
      .where('first_day', '=', from.toString())
      .where('kind', '=', kind.id)
      .where('status', '=', 'proposed')
      .set((eb) => ({ status: 'withdrawn', version: eb('version', '+', 1) }))
      .execute()
    await db
      .insertInto('regulation_addition')
      .values({
        register,
        status: 'adopted',
        base_version: version.toString(),
        first_day: from.toString(),
        kind: kind.id,
        text,
        hash,
        source,
        proposed_on: decided.on.toString(),
        settled_on: decided.on.toString(),
      })
      .execute()
    return
  }
  await sql`insert into register_file (register, name, revision, text, hash, source, at_start)
    select ${register}, ${name}, coalesce(max(revision), 0) + 1, ${text ?? null}::text,
      ${hash ?? null}::text, ${source}, ${atStart}::boolean
    from register_file where register = ${register} and name = ${name}`.execute(db)
}

function firstDayOf(name: string): string {
  return name.replace(/\.yaml$/, '')
}

interface Whole {
  readonly register: Register
  readonly before: Register | undefined
}

// What was added here goes on with whatever is imported, and must fit it.
async function compileWhole(db: Transaction<Database>, files: RegisterFiles): Promise<Whole> {
  const { id } = compileRegister(files)
  const held = (await importedFiles(db)).get(id)
  const own = new Set(files.additions.map(({ name }) => name))
  const kept = (held?.additions ?? []).filter(({ name }) => !own.has(name))
  const additions = [...files.additions, ...kept].toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  )
  return {
    register: compileRegister({ ...files, additions }),
    before: held && asBefore(held),
  }
}

// What was imported under an earlier form of the format may no longer be read: then nothing is compared.
function asBefore(held: RegisterFiles): Register | undefined {
  try {
    return compileRegister(held)
  } catch (error) {
    if (error instanceof MistakenFile) return undefined
    throw error
  }
}
