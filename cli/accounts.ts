import { parseArgs } from 'node:util'
import { connect } from '#db/connection.ts'
import { dataDirectory } from '#db/embedded.ts'
import { hideFactors, secretsInUse } from '#domain/people/account/hide-factors.ts'
import {
  newSecretsKey,
  openSecrets,
  putNewKey,
  SecretsKeyRefused,
  secretsKeyFile,
} from '#domain/platform/secret/secrets.ts'
import type { Terminal } from './command.ts'
import { answer, WrongInput } from './command.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Runs `peil accounts …`. */
export async function runAccounts(
  args: readonly string[],
  terminal: Terminal,
  env: Environment = process.env,
): Promise<number> {
  const { positionals, values } = readArguments(args)
  const [what, ...more] = positionals
  if (what === 'rotate-key' && more.length === 0) return rotate(terminal, env, values.lost ?? false)
  throw new WrongInput('peil accounts --help says what can be asked')
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lost: { type: 'boolean' } },
    })
  } catch {
    throw new WrongInput('peil accounts --help says what can be asked')
  }
}

async function rotate(terminal: Terminal, env: Environment, lost: boolean): Promise<number> {
  const directory = dataDirectory(env)
  const given = env.PEIL_SECRETS_KEY
  const connection = await connect(env, 'peil accounts')
  try {
    if (given && !lost) {
      return answer(
        terminal,
        [
          'De sleutel staat in PEIL_SECRETS_KEY. Zet daar een nieuwe voor, met een komma ertussen:',
          `  PEIL_SECRETS_KEY=${newSecretsKey()},(de sleutel van nu)`,
          'Start Peil overal opnieuw. Haal daarna de oude weg.',
        ].join('\n'),
      )
    }
    // A key that is there and opens what is hidden is not lost.
    if (!lost) await secretsInUse(env, directory, connection.db)
    if (!given) putNewKey(directory)
    const secrets = openSecrets(env, directory)
    const { hidden, lost: givenUp } = await hideFactors(connection.db, secrets, { lost })
    return answer(
      terminal,
      [
        given
          ? 'PEIL_SECRETS_KEY blijft zoals het is.'
          : `De nieuwe sleutel is ${secretsKeyFile(directory)}.`,
        `Opnieuw versleuteld: ${hidden}. Niet meer te openen: ${givenUp}.`,
      ].join('\n'),
    )
  } catch (error) {
    if (!(error instanceof SecretsKeyRefused)) throw error
    throw new WrongInput(error.message)
  } finally {
    await connection.stop()
  }
}
