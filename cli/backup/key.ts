import { readFileSync, writeFileSync } from 'node:fs'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { WrongInput } from '../command.ts'

// A backup is an age file (https://age-encryption.org/v1), for the holder of a key that need not be on the
// machine that makes backups.

type Environment = Readonly<Record<string, string | undefined>>

/** Makes a key in a new file, and gives its public half. */
export async function makeKey(file: string): Promise<string> {
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const text = `# The key of Peil's backups: without it they cannot be put back. Keep it elsewhere too.\n# public: ${recipient}\n${identity}\n`
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw new WrongInput(
      codeOf(error) === 'EEXIST'
        ? `${file} is er al: een sleutel wordt nooit overschreven (the key exists)`
        : `${file} kan niet worden gemaakt: ${wordsOf(error)} (cannot make the key)`,
    )
  }
  return recipient
}

/** For whom backups are made: each public or secret key in the file of --key or PEIL_BACKUP_KEY. */
export async function recipientsIn(file: string | undefined, env: Environment) {
  const keys = keysIn(file, env)
  return Promise.all(
    keys.map(async (key) => (key.startsWith('age1') ? key : await identityToRecipient(key))),
  )
}

/** The secret keys in the file of --key or PEIL_BACKUP_KEY, of which one opens a backup. */
export function identitiesIn(file: string | undefined, env: Environment): readonly string[] {
  const secret = keysIn(file, env).filter((key) => !key.startsWith('age1'))
  if (secret.length > 0) return secret
  throw new WrongInput(
    `in ${nameOf(file, env)} staat alleen een publieke sleutel, en daarmee gaat een reservekopie niet open: geef het bestand met AGE-SECRET-KEY-1… (public key only)`,
  )
}

function nameOf(file: string | undefined, env: Environment): string {
  const name = file || env.PEIL_BACKUP_KEY
  if (name) return name
  throw new WrongInput(
    'er is geen sleutel: noem het bestand met --key of PEIL_BACKUP_KEY, of maak er een met peil backup --new-key <bestand> (no key)',
  )
}

function keysIn(file: string | undefined, env: Environment): readonly string[] {
  const name = nameOf(file, env)
  let text: string
  try {
    text = readFileSync(name, 'utf8')
  } catch (error) {
    throw new WrongInput(`de sleutel ${name} kan niet worden gelezen: ${wordsOf(error)} (no key)`)
  }
  const lines = text.split('\n').map((line) => line.trim())
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'))
  if (keys.length === 0 || keys.some((key) => !/^(age1|AGE-SECRET-KEY-1)[0-9A-Za-z]+$/.test(key))) {
    throw new WrongInput(
      `in ${name} staat geen sleutel van age: een regel met age1… of AGE-SECRET-KEY-1… (no age key)`,
    )
  }
  return keys
}

/** The code of an error of the system, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** What an error of the system means, in a few words. */
export function wordsOf(error: unknown): string {
  const code = codeOf(error)
  if (code === 'ENOENT') return 'het is er niet'
  if (code === 'EACCES' || code === 'EPERM') return 'dat mag deze gebruiker niet'
  if (code === 'ENOTDIR') return 'dat is geen map'
  if (code === 'EISDIR') return 'dat is een map'
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'er is geen plaats meer op de schijf'
  // What a bucket says, in its own words: NoSuchBucket, AccessDenied, SlowDown.
  if (error instanceof Error && '$metadata' in error) {
    return `de emmer antwoordt ${error.name}${error.message === '' ? '' : `: ${error.message}`}`
  }
  return error instanceof Error ? error.message : String(error)
}
