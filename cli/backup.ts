import path from 'node:path'
import { connect } from '#db/connection.ts'
import { RowsHidden, serverVersion } from '#db/dump.ts'
import { dataDirectory, filesOfDatabase } from '#db/embedded.ts'
import { settledUrl } from '#db/hosts.ts'
import type { ServerProgram } from '#db/server-programs.ts'
import { ProgramFailed, serverProgram } from '#db/server-programs.ts'
import { noteBackup } from '#domain/platform/alarm/note-backup.ts'
import type { Place } from '#domain/platform/storage/place.ts'
import { isBucket, NoPlace, placeAt } from '#domain/platform/storage/place-at.ts'
import { storage } from '#domain/platform/storage/storage.ts'
import { daysOf } from '#server/platform.ts'
import { identitiesIn, makeKey, recipientsIn, wordsOf } from './backup/key.ts'
import type { Manifest } from './backup/manifest.ts'
import type { BackupFile } from './backup/read-backup.ts'
import { backupFile, checkBackup } from './backup/read-backup.ts'
import type { Server } from './backup/restore-backup.ts'
import { restoreBackup } from './backup/restore-backup.ts'
import type { SourceDatabase } from './backup/write-backup.ts'
import { endOldBackups, writeBackup } from './backup/write-backup.ts'
import type { Terminal } from './command.ts'
import { answer, printable, WrongInput } from './command.ts'
import { readOptions } from './options.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Runs `peil backup …`; returns 0, or 1 when files were missing or damaged. */
export async function runBackup(
  args: readonly string[],
  terminal: Terminal,
  env: Environment = process.env,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    key: { type: 'string' },
    'keep-days': { type: 'string' },
    'new-key': { type: 'string' },
  })
  const newKey = values['new-key']
  if (newKey !== undefined) {
    if (positionals.length > 0) throw wrongBackup
    const recipient = await makeKey(newKey)
    return answer(
      terminal,
      `De sleutel ligt in ${newKey}. Bewaar hem ook ergens anders: zonder hem gaat geen reservekopie open.\nWie alleen reservekopieën maakt, heeft genoeg aan deze regel:\n${recipient}`,
    )
  }
  const [given, ...others] = positionals
  if (given === undefined || others.length > 0) throw wrongBackup
  const days = daysToKeep(values['keep-days'] ?? env.PEIL_BACKUP_DAYS)
  const recipients = await recipientsIn(values.key, env)
  const directory = dataDirectory(env)
  const folder = isBucket(given) ? given : path.resolve(given)
  if (`${folder}${path.sep}`.startsWith(`${directory}${path.sep}`)) {
    throw new WrongInput(
      `${folder} ligt in ${directory} zelf, en gaat daarmee verloren: kies een andere map (inside the data)`,
    )
  }
  const place = placeOf(folder, env)
  const database = await databaseOf(directory, env)
  const connection = await connect(env, 'peil backup')
  try {
    const files = storage({ ...env, PEIL_DATA: directory })
    const source = { connection, database, directory, files, recipients }
    const made = await writeBackup(source, place)
    await noteBackup(connection.db, Temporal.Instant.from(made.manifest.ended))
    const ended = days === undefined ? [] : await endOldBackups(place, made.name, days)
    answer(
      terminal,
      [
        `De reservekopie is ${place.describe(made.name)} (${Math.ceil(made.bytes / 1_000_000)} MB).`,
        ...about(made.manifest),
        ...(env.PEIL_AUDIT_KEY
          ? ['De sleutel van PEIL_AUDIT_KEY zit er niet in: bewaar die zelf.']
          : []),
        ...(env.PEIL_SECRETS_KEY
          ? ['De sleutel van PEIL_SECRETS_KEY zit er niet in: bewaar die zelf.']
          : []),
        days === undefined
          ? 'Oude reservekopieën blijven liggen: PEIL_BACKUP_DAYS zegt niet hoe lang ze blijven.'
          : `Ouder dan ${days} dagen en verwijderd: ${ended.length === 0 ? 'geen' : ended.join(', ')}.`,
      ].join('\n'),
    )
    const { missing, damaged } = made.manifest
    for (const key of missing) tell(terminal, `Niet gevonden, en dus niet mee: bestand ${key}`)
    for (const key of damaged) tell(terminal, `Niet meer wat het was: bestand ${key}`)
    return missing.length + damaged.length === 0 ? 0 : 1
  } catch (error) {
    throw meaningOf(error)
  } finally {
    await connection.stop()
  }
}

/** Runs `peil restore …`; returns 0, or 1 when files were missing from the backup. */
export async function runRestore(
  args: readonly string[],
  terminal: Terminal,
  env: Environment = process.env,
): Promise<number> {
  const { values, positionals } = readOptions(args, {
    key: { type: 'string' },
    check: { type: 'boolean' },
    replace: { type: 'boolean' },
  })
  const [given, ...others] = positionals
  if (given === undefined || others.length > 0) {
    throw new WrongInput(
      'schrijf: peil restore <bestand> [--check] [--replace] (see peil restore --help)',
    )
  }
  const identities = identitiesIn(values.key, env)
  const directory = dataDirectory(env)
  const file = fileAt(given, env)
  if (values.check === true) {
    const manifest = await checkBackup(file, identities)
    answer(terminal, [`${given} is heel.`, ...about(manifest)].join('\n'))
    return missingIn(manifest)
  }
  const bucket = env.S3_BUCKET ? storage(env) : undefined
  const server = await serverOf(env)
  const { manifest, aside } = await restoreBackup({
    ...{ file, identities, directory, bucket, server },
    replace: values.replace === true,
  })
  answer(
    terminal,
    [
      server === undefined
        ? `${given} is teruggezet in ${directory}.`
        : `${given} is teruggezet: de database op de server, en de rest in ${directory}.`,
      ...about(manifest),
      ...(aside === undefined ? [] : [`Wat er was, ligt in ${aside}.`]),
      'Controleer hem nu met peil audit verify en peil decisions replay.',
    ].join('\n'),
  )
  return missingIn(manifest)
}

const wrongBackup = new WrongInput(
  'schrijf: peil backup <map> of peil backup --new-key <bestand> (see peil backup --help)',
)

function about({ ended, peil, entries, missing, damaged }: Manifest): readonly string[] {
  const files = entries.filter(({ name }) => /^files\/./.test(name)).length
  return [
    `Alles wat tot ${ended} is bevestigd, zit erin, met ${files} bestanden, van Peil ${peil}.`,
    ...(missing.length + damaged.length === 0
      ? []
      : [
          `Bij het maken ontbraken ${missing.length} bestanden en waren er ${damaged.length} beschadigd.`,
        ]),
  ]
}

function missingIn({ missing, damaged }: Manifest): number {
  return missing.length + damaged.length === 0 ? 0 : 1
}

function tell({ error }: Terminal, line: string): void {
  error.write(`${printable(line)}\n`)
}

function placeOf(address: string, env: Environment): Place {
  return naming(() => placeAt(address, env, { secret: true }))
}

function fileAt(address: string, env: Environment): BackupFile {
  return naming(() => backupFile(address, env))
}

function naming<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof NoPlace)) throw error
    throw new WrongInput(`${error.message}: schrijf s3://emmer/map (no bucket)`)
  }
}

async function databaseOf(directory: string, env: Environment): Promise<SourceDatabase> {
  const url = env.DATABASE_URL
  if (!url) {
    const folder = filesOfDatabase(directory)
    if (folder !== undefined) return { kind: 'files', folder }
    throw new WrongInput(`in ${directory} is geen database van Peil (PEIL_DATA names another)`)
  }
  // All of one backup is of one server.
  const one = await settledUrl(url).catch(notReached)
  const version = await serverVersion(one).catch(notReached)
  const program = await programFor('pg_dump', Number.parseInt(version, 10), env)
  return { kind: 'dump', url: one, version, program }
}

async function serverOf(env: Environment): Promise<Server | undefined> {
  const url = env.DATABASE_URL
  if (!url) return undefined
  const one = await settledUrl(url).catch(notReached)
  const version = await serverVersion(one).catch(notReached)
  return { url: one, program: await programFor('pg_restore', Number.parseInt(version, 10), env) }
}

function notReached(error: unknown): never {
  throw new WrongInput(
    `de database van DATABASE_URL is niet te bereiken: ${wordsOf(error)} (cannot connect)`,
  )
}

// An older program does not know everything that a newer server has, and pg_dump refuses by itself.
async function programFor(
  name: 'pg_dump' | 'pg_restore',
  major: number,
  env: Environment,
): Promise<ServerProgram> {
  const program = await serverProgram(name, env)
  const how = `bij Debian met apt install postgresql-client-${major}, of noem de map met de programma's in PEIL_POSTGRES_BIN`
  if (program === undefined) {
    throw new WrongInput(
      `${name} is er niet: installeer die van PostgreSQL ${major}, ${how} (no ${name})`,
    )
  }
  if (program.major < major) {
    throw new WrongInput(
      `${program.file} is van PostgreSQL ${program.version}, en de server is van ${major}: een ouder programma kan dat niet aan. Installeer dat van ${major}, ${how} (older ${name})`,
    )
  }
  return program
}

function meaningOf(error: unknown): unknown {
  if (error instanceof RowsHidden) {
    return new WrongInput(
      `de rol van DATABASE_URL mag niet alle rijen lezen van ${error.message}, en dan mist de reservekopie die. Neem de rol waarmee Peil zelf de database bijwerkt, of een met BYPASSRLS (rows are hidden)`,
    )
  }
  if (error instanceof ProgramFailed) {
    return new WrongInput(
      `pg_dump kon de database niet kopiëren, en er is geen reservekopie gemaakt: ${error.message} (pg_dump failed)`,
    )
  }
  return error
}

function daysToKeep(text: string | undefined): number | undefined {
  try {
    return daysOf(text)
  } catch {
    throw new WrongInput(
      `${printable(text ?? '')} is geen aantal dagen: schrijf met --keep-days of PEIL_BACKUP_DAYS een heel getal, zoals 30 (no number of days)`,
    )
  }
}
