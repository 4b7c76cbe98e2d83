import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { FileChange } from '#domain/platform/register/import-register.ts'
import {
  comesFromStart,
  hashOf,
  importRegister,
} from '#domain/platform/register/import-register.ts'
import type { RegisterFiles } from '#regulations/load.ts'
import { compileRegister, filesOf, readRegisterFolders } from '#regulations/load.ts'
import { checkTexts } from '#web/texts/texts.ts'

/** Why Peil does not start with the files of its registers, in lines that are meant to be printed. */
export class RegistersRefused extends Error {}

/**
 * Imports what is new in the folders of regulations/, or in other folders. A register that was imported
 * from elsewhere since is left as it is. Throws RegistersRefused for what may not change any more, and
 * MistakenFile for what cannot be read; of that register nothing is imported. Gives the registers of which
 * the files wait for somebody who administers them.
 */
export async function importAtStart(
  db: Kysely<Database>,
  folders?: readonly RegisterFiles[],
): Promise<readonly string[]> {
  const waiting: string[] = []
  for (const files of folders ?? (await readRegisterFolders())) {
    const register = compileRegister(files)
    if (!(await comesFromStart(db, register.id))) continue
    checkTexts([register])
    const source = files.register.file.replace(/\/?register\.yaml$/, '')
    const imported = await importRegister(db, files, { source, atStart: true })
    if (imported.outcome === 'waits') waiting.push(register.id)
    if (imported.outcome !== 'refused') continue
    throw new RegistersRefused(
      imported.changes.flatMap((one) => refusal(one, source, files)).join('\n\n'),
    )
  }
  return waiting
}

function refusal(change: FileChange, source: string, files: RegisterFiles): string[] {
  if (change.change !== 'refused') return []
  const file = `${source}/${change.name}`
  const instead = [
    `As long as nobody has signed up for the register, \`npx peil registers import ${source} --replace --apply\``,
    'takes the files as they are now. A database for trying out can simply be thrown away: stop Peil and remove',
    'the data directory (PEIL_DATA, which is .data unless you chose another).',
  ]
  switch (change.why) {
    case 'holds': {
      const text = filesOf(files).find(({ name }) => name === change.name)?.text ?? ''
      return [
        [
          `${file} was changed after it had been imported on ${change.importedAt.slice(0, 10)}.`,
          `  imported: sha256 ${change.hash}`,
          `  the file: sha256 ${hashOf(text)}`,
          'The norm of a day that has come never changes, as decisions rest on it. Put the old text back',
          `(\`npx peil registers export ${source.split('/').at(-1)} <folder>\` writes what holds), and put what is new in a`,
          'version of its own: a file whose first day lies after today.',
          ...instead,
        ].join('\n'),
      ]
    }
    case 'past':
      return [
        [
          `${file} is a new version that begins on a day that has come, on which another version held.`,
          'The norm of a day that has come never changes: choose a first day that lies after today.',
          ...instead,
        ].join('\n'),
      ]
  }
}
