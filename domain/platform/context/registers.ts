import { isDeepStrictEqual } from 'node:util'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { RegisterFiles, RegisterText } from '#regulations/load.ts'
import { compileRegister } from '#regulations/load.ts'
import { MistakenFile, printMistake } from '#regulations/mistakes.ts'
import type { Register } from '#regulations/register.ts'

/** A register of which what was imported last cannot be used, and why. */
export interface RegisterFault {
  readonly register: string
  /** Each mistake on a line: file, line, column and what is wrong. */
  readonly reasons: readonly string[]
  /** The last that could be used; undefined where nothing could, so that the register is not there. */
  readonly goesOnWith: Register | undefined
}

/**
 * The registers of this installation by id, from the files that the database holds. What is imported
 * while Peil runs is seen at once where it was done, and by every other process when it hears of it, within a
 * second at most. A
 * register of which the last files cannot be used goes on with the last that could.
 */
export class Registers extends Map<string, Register> {
  readonly #db: Kysely<Database>
  /** As they were last read. */
  readonly #read = new Map<string, Register>()
  readonly #faults = new Map<string, RegisterFault>()
  #stamp = ''
  #until = 0

  private constructor(db: Kysely<Database>) {
    super()
    this.#db = db
  }

  /** The registers as they are in a database now. */
  static async open(db: Kysely<Database>): Promise<Registers> {
    const registers = new Registers(db)
    await registers.lookAgain()
    return registers
  }

  /** The registers of which what was imported last cannot be used, by id. */
  get faults(): ReadonlyMap<string, RegisterFault> {
    return this.#faults
  }

  /** Looks whether something was imported, if the last look is more than a second ago; gives the faults that are new. */
  async refresh(): Promise<readonly RegisterFault[]> {
    return performance.now() < this.#until ? [] : this.lookAgain()
  }

  /** Whoever asks next looks whether something was imported. */
  lookAgainSoon(): void {
    this.#until = 0
  }

  /**
   * Looks whether something was imported, and gives the faults that are new. A register that did not
   * change stays the same object.
   */
  async lookAgain(): Promise<readonly RegisterFault[]> {
    // Whoever comes meanwhile goes on with what is known.
    this.#until = performance.now() + holds
    const stamp = await stampOf(this.#db)
    if (stamp === this.#stamp) return []
    const files = await readAtOnce(this.#db)
    const faults: RegisterFault[] = []
    // None ever goes, so that whoever is going through them meets each of them once.
    for (const [id, one] of files) {
      const read = compiled(one)
      if (read.outcome === 'usable') {
        this.#faults.delete(id)
        this.#goOnWith(read.register)
        continue
      }
      // What this process has is what was good last; a process that starts looks it up.
      const goesOnWith = this.#read.get(id) ?? (await lastUsable(this.#db, id))
      const fault = { register: id, reasons: read.reasons, goesOnWith }
      if (!isDeepStrictEqual(this.#faults.get(id)?.reasons, fault.reasons)) faults.push(fault)
      this.#faults.set(id, fault)
      if (goesOnWith !== undefined) this.#goOnWith(goesOnWith)
    }
    this.#stamp = stamp
    return faults
  }

  #goOnWith(register: Register): void {
    if (this.#read.get(register.id) !== register) this.set(register.id, register)
    this.#read.set(register.id, register)
  }
}

type Compiled =
  | { readonly outcome: 'usable'; readonly register: Register }
  | { readonly outcome: 'mistaken'; readonly reasons: readonly string[] }

// Whatever is wrong with the files of one register is its own fault, and none of the others.
function compiled(files: RegisterFiles): Compiled {
  try {
    return { outcome: 'usable', register: compileRegister(files) }
  } catch (error) {
    if (error instanceof MistakenFile) {
      return { outcome: 'mistaken', reasons: error.mistakes.map(printMistake) }
    }
    const why = error instanceof Error ? error.message : String(error)
    return { outcome: 'mistaken', reasons: [`${files.register.file}: ${why}`] }
  }
}

// Back through what was imported or added, one moment at a time, to what can be used.
async function lastUsable(db: Kysely<Database>, register: string): Promise<Register | undefined> {
  const { rows } = await sql<{ moment: string }>`
    select distinct moment::text from (
      select imported_at as moment from register_file where register = ${register}
      union all select imported_at from regulation_version where register = ${register}
      union all select created_at from regulation_addition
        where register = ${register} and status = 'adopted') as moments
    order by moment desc`.execute(db)
  for (const { moment } of rows) {
    const files = (await importedFiles(db, moment)).get(register)
    const read = files && compiled(files)
    if (read?.outcome === 'usable') return read.register
  }
  return undefined
}

// What is imported between two of the questions would give files that never held together.
async function readAtOnce(db: Kysely<Database>): Promise<ReadonlyMap<string, RegisterFiles>> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((transaction) => importedFiles(transaction))
}

const holds = 1000

// What is imported is only ever added to; an addition has a version of its own.
async function stampOf(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`
    select concat_ws(' ', (select count(*) from register_file),
      (select count(*) from regulation_version),
      (select sum(version) from regulation_addition)) as stamp`.execute(db)
  return rows[0]?.stamp ?? ''
}

/**
 * The files of every register as they hold now, or were at an earlier moment, by its id, in the order
 * of the ids.
 */
export async function importedFiles(
  db: Kysely<Database> | Transaction<Database>,
  at = 'infinity',
): Promise<ReadonlyMap<string, RegisterFiles>> {
  const files = await db
    .selectFrom('register_file')
    .distinctOn(['register', 'name'])
    .where('imported_at', '<=', at)
    .select(['register', 'name', 'text', 'source'])
    .orderBy('register')
    .orderBy('name')
    .orderBy('revision', 'desc')
    .execute()
  const versions = await db
    .selectFrom('regulation_version')
    .distinctOn(['register', 'first_day'])
    .where('imported_at', '<=', at)
    .select(['register', 'first_day', 'text', 'source'])
    .orderBy('register')
    .orderBy('first_day')
    .orderBy('revision', 'desc')
    .execute()
  const additions = await db
    .selectFrom('regulation_addition')
    .where('status', '=', 'adopted')
    .where('created_at', '<=', at)
    .select(['register', 'first_day', 'kind', 'text'])
    .orderBy('first_day')
    .orderBy('kind')
    .execute()
  const registers = new Map<string, RegisterFiles>()
  for (const [id, own] of Map.groupBy(files, ({ register }) => register)) {
    const [register] = own.filter(({ name }) => name === registerYaml).flatMap(asText)
    if (register === undefined) continue
    registers.set(id, {
      register,
      versions: versions
        .filter((one) => one.register === id)
        .map((one) => ({ ...one, name: fileOfVersion(one.first_day) }))
        .flatMap(asText),
      texts: own.filter(({ name }) => name !== registerYaml).flatMap(asText),
      additions: additions
        .filter((one) => one.register === id)
        .map(({ first_day, kind, text }) => {
          const name = fileOfAddition(first_day, kind)
          return { name, file: `${id}/${name}`, text }
        }),
    })
  }
  return registers
}

/** The name of the file in which a register says everything that may change. */
export const registerYaml = 'register.yaml'

/** The name of the file of a version, after its first day. */
export function fileOfVersion(firstDay: string): string {
  return `${firstDay}.yaml`
}

/** The name of the file of an addition, after its first day and the kind. */
export function fileOfAddition(firstDay: string, kind: string): string {
  return `additions/${firstDay}-${kind}.yaml`
}

interface Row {
  readonly name: string
  readonly text: string | null
  readonly source: string
}

function asText({ name, text, source }: Row): RegisterText[] {
  return text === null ? [] : [{ name, file: `${source}/${name}`, text }]
}
