import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { RegisterFiles, RegisterText } from '#regulations/load.ts'
import { compileRegister } from '#regulations/load.ts'
import type { Register } from '#regulations/register.ts'

/**
 * The registers of this installation by id, from the files that the database holds. What is imported
 * while Peil runs is seen at once where it was done, and within a second by every other process.
 */
export class Registers extends Map<string, Register> {
  readonly #db: Kysely<Database>
  /** As they were last read. */
  readonly #read = new Map<string, Register>()
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

  /** Looks whether something was imported, if the last look is more than a second ago. */
  async refresh(): Promise<void> {
    if (performance.now() < this.#until) return
    await this.lookAgain()
  }

  /** Looks whether something was imported. A register that did not change stays the same object. */
  async lookAgain(): Promise<void> {
    // Whoever comes meanwhile goes on with what is known.
    this.#until = performance.now() + holds
    const stamp = await stampOf(this.#db)
    if (stamp === this.#stamp) return
    const files = await importedFiles(this.#db)
    const read = [...files].map(([id, one]) => [id, compileRegister(one)] as const)
    // None ever goes, so that whoever is going through them meets each of them once.
    for (const [id, register] of read) {
      if (this.#read.get(id) !== register) this.set(id, register)
      this.#read.set(id, register)
    }
    this.#stamp = stamp
  }
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

/** The files of every register as they hold now, by its id, in the order of the ids. */
export async function importedFiles(
  db: Kysely<Database> | Transaction<Database>,
): Promise<ReadonlyMap<string, RegisterFiles>> {
  const files = await db
    .selectFrom('register_file')
    .distinctOn(['register', 'name'])
    .select(['register', 'name', 'text', 'source'])
    .orderBy('register')
    .orderBy('name')
    .orderBy('revision', 'desc')
    .execute()
  const versions = await db
    .selectFrom('regulation_version')
    .distinctOn(['register', 'first_day'])
    .select(['register', 'first_day', 'text', 'source'])
    .orderBy('register')
    .orderBy('first_day')
    .orderBy('revision', 'desc')
    .execute()
  const additions = await db
    .selectFrom('regulation_addition')
    .where('status', '=', 'adopted')
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
