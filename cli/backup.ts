import path from 'node:path'
import { connect } from '#db/connection.ts'
import { dataDirectory, filesOfDatabase } from '#db/embedded.ts'
import { storage } from '#domain/platform/storage/storage.ts'
import { daysOf } from '#server/platform.ts'
import { identitiesIn, makeKey, recipientsIn } from './backup/key.ts'
import type { Manifest } from './backup/manifest.ts'
import { checkBackup } from './backup/read-backup.ts'
import { restoreBackup } from './backup/restore-backup.ts'
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
  refuseServer(env)
  const days = daysToKeep(values['keep-days'] ?? env.PEIL_BACKUP_DAYS)
  const recipients = await recipientsIn(values.key, env)
  const [folder, directory] = [path.resolve(given), dataDirectory(env)]
  if (`${folder}${path.sep}`.startsWith(`${directory}${path.sep}`)) {
    throw new WrongInput(
      `${folder} ligt in ${directory} zelf, en gaat daarmee verloren: kies een andere map (inside the data)`,
    )
  }
  const database = filesOfDatabase(directory)
  if (database === undefined) {
    throw new WrongInput(`in ${directory} is geen database van Peil (PEIL_DATA names another)`)
  }
  const connection = await connect(env, 'peil backup')
  try {
    const files = storage({ ...env, PEIL_DATA: directory })
    const source = { connection, database, directory, files, recipients }
    const made = await writeBackup(source, folder)
    const ended = days === undefined ? [] : await endOldBackups(made.file, days)
    answer(
      terminal,
      [
        `De reservekopie is ${made.file} (${Math.ceil(made.bytes / 1_000_000)} MB).`,
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
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) {
    throw new WrongInput(
      'schrijf: peil restore <bestand> [--check] [--replace] (see peil restore --help)',
    )
  }
  refuseServer(env)
  const identities = identitiesIn(values.key, env)
  const directory = dataDirectory(env)
  if (values.check === true) {
    const manifest = await checkBackup(file, identities)
    answer(terminal, [`${file} is heel.`, ...about(manifest)].join('\n'))
    return missingIn(manifest)
  }
  const bucket = env.S3_BUCKET ? storage(env) : undefined
  const { manifest, aside } = await restoreBackup({
    ...{ file, identities, directory, bucket },
    replace: values.replace === true,
  })
  answer(
    terminal,
    [
      `${file} is teruggezet in ${directory}.`,
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

function refuseServer(env: Environment): void {
  if (!env.DATABASE_URL) return
  throw new WrongInput(
    'peil backup en peil restore zijn voor de eigen database van Peil. Met DATABASE_URL maakt pg_dump of pg_basebackup van die server de reservekopie; docs/how-to/run-peil-for-real.md zegt wat er dan bij hoort (not with DATABASE_URL)',
  )
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
