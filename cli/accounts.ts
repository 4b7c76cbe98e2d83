import { parseArgs } from 'node:util'
import { connect } from '#db/connection.ts'
import { dataDirectory } from '#db/embedded.ts'
import { readEmail } from '#domain/people/account/account.ts'
import { findHolder, resetSecondFactor } from '#domain/people/account/carry-out-factor-reset.ts'
import { hideFactors, secretsInUse } from '#domain/people/account/hide-factors.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import {
  newSecretsKey,
  openSecrets,
  putNewKey,
  SecretsKeyRefused,
  secretsKeyFile,
} from '#domain/platform/secret/secrets.ts'
import { makePlatform } from '#server/platform.ts'
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
  const [email] = more
  if (what === 'reset-second-factor' && email !== undefined && more.length === 1) {
    const reason = values.reason?.trim()
    if (!reason) throw new WrongInput('--reason says how it was seen that it is they (is needed)')
    return reset(terminal, env, { email, reason })
  }
  throw new WrongInput('peil accounts --help says what can be asked')
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lost: { type: 'boolean' }, reason: { type: 'string' } },
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

// Whoever runs the server has all that is on it: nobody has to confirm, and nothing waits.
async function reset(
  terminal: Terminal,
  env: Environment,
  asked: { readonly email: string; readonly reason: string },
): Promise<number> {
  const email = readEmail(asked.email)
  const connection = await connect(env, 'peil accounts')
  try {
    const { db } = connection
    const platform = await makePlatform(env, {
      db,
      dataDirectory: dataDirectory(env),
      origin: env.PEIL_ORIGIN ?? 'http://localhost:3000',
      demo: false,
      // The mail is found by whoever does the jobs.
      enqueue: async () => undefined,
    })
    const account = email === undefined ? undefined : await findHolder(db, email)
    if (account === undefined) throw new WrongInput(`${asked.email}: no account with this address`)
    if (!account.hasSecondFactor)
      throw new WrongInput(`${email}: this account has no second factor`)
    // By the letter paper of a register for which they work, or else of the first.
    const register =
      platform.registers.get(account.register ?? '') ?? [...platform.registers.values()][0]
    if (register === undefined) throw new WrongInput('there is no register yet')
    const { reason } = asked
    await inRegister(platform, { register }, { kind: 'system', task: 'command-line' }, (context) =>
      resetSecondFactor(context, account.id, { session: undefined, by: 'command-line', reason }),
    )
    return answer(
      terminal,
      [
        `De tweede stap van ${email} is eraf, en alle sessies zijn beëindigd.`,
        'Er gaat een e-mail naar dit adres. Bij het inloggen wordt de tweede stap opnieuw ingesteld.',
      ].join('\n'),
    )
  } finally {
    await connection.stop()
  }
}
