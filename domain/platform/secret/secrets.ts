import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

// What Peil has to be able to read again and nobody else may, such as what an app makes codes from, is
// encrypted with a key that is not in the database: whoever has a copy of that alone has none of it.

/** Why Peil cannot go on with the key of its secrets, in lines that are meant to be printed. */
export class SecretsKeyRefused extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

const version = 'v1'

/** Hides texts and shows them again, with the first of some keys; the others show what was hidden before. */
export class Secrets {
  readonly #read: () => readonly Buffer[]
  #keys: readonly Buffer[]

  /** Reads its keys again when it meets a text that none of them opens. */
  constructor(read: () => readonly Buffer[]) {
    this.#read = read
    this.#keys = read()
  }

  /** A text as it is kept, of use for this thing alone: put beside another, it opens no more. */
  hide(text: string, about: string): string {
    const [key] = this.#keys
    if (key === undefined) throw new SecretsKeyRefused('There is no key to hide anything with.')
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
    const hidden = [nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
    return [version, nameOf(key), Buffer.concat(hidden).toString('base64url')].join('.')
  }

  /** What was hidden about this thing; undefined where it was changed, or its key is not here. */
  show(hidden: string, about: string): string | undefined {
    const [what, name = '', text = ''] = hidden.split('.')
    if (what !== version) return undefined
    if (!this.knows(hidden)) this.#keys = this.#read()
    const key = this.#keys.find((one) => nameOf(one) === name)
    const bytes = Buffer.from(text, 'base64url')
    if (key === undefined || bytes.length < 28) return undefined
    try {
      const opening = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(-16))
      return opening.update(bytes.subarray(12, -16), undefined, 'utf8') + opening.final('utf8')
    } catch {
      return undefined
    }
  }

  /** Whether the key of what is hidden is here. */
  knows(hidden: string): boolean {
    return this.#keys.some((key) => hidden.startsWith(`${version}.${nameOf(key)}.`))
  }

  /** With what everything begins that is hidden with the key of today. */
  get prefix(): string {
    const [key] = this.#keys
    return key === undefined ? '' : `${version}.${nameOf(key)}.`
  }
}

/** How a key is called in what it hides; nothing follows from it. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update('peil secrets ').update(key).digest('hex').slice(0, 8)
}

/** Whether there is a key, so that none has to be made. */
export function hasSecretsKey(env: Environment, dataDirectory: string): boolean {
  return Boolean(env.PEIL_SECRETS_KEY) || fs.existsSync(secretsKeyFile(dataDirectory))
}

/**
 * The secrets of this installation: with the keys of PEIL_SECRETS_KEY, or else those in a file, which is
 * made where there is none. Throws SecretsKeyRefused where that holds something else.
 */
export function openSecrets(env: Environment, dataDirectory: string): Secrets {
  const given = env.PEIL_SECRETS_KEY
  if (given) return new Secrets(() => keysIn(given.split(','), 'PEIL_SECRETS_KEY'))
  const file = secretsKeyFile(dataDirectory)
  if (!fs.existsSync(file)) putKeys(file, [newSecretsKey()], 'make')
  return new Secrets(() => keysIn(fs.readFileSync(file, 'utf8').split('\n'), file))
}

/** Where the keys are kept when none are given, one on a line, the one of today first. */
export function secretsKeyFile(dataDirectory: string): string {
  return path.join(dataDirectory, 'keys', 'secrets.key')
}

/** A new key, as it is written: 32 bytes in base64. */
export function newSecretsKey(): string {
  return randomBytes(32).toString('base64')
}

/** Puts a new key before the one in the file, which goes on opening what it has hidden. */
export function putNewKey(dataDirectory: string): void {
  const file = secretsKeyFile(dataDirectory)
  const before = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : []
  putKeys(file, [newSecretsKey(), ...before.slice(0, 1)], 'replace')
}

function keysIn(lines: readonly string[], where: string): readonly Buffer[] {
  const keys = lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => Buffer.from(line, 'base64'))
  if (keys.length === 0 || keys.some(({ length }) => length !== 32)) {
    throw new SecretsKeyRefused(`In ${where} is something else than keys of 32 bytes in base64.`)
  }
  return keys
}

function putKeys(file: string, keys: readonly string[], how: 'make' | 'replace'): void {
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, `${keys.join('\n')}\n`, { mode: 0o600 })
  if (how === 'replace') {
    fs.renameSync(draft, file)
    return
  }
  // This fails when another process made the key at the same moment; then that one is used.
  try {
    fs.linkSync(draft, file)
  } catch (error) {
    if (!fs.existsSync(file)) throw error
  }
  fs.rmSync(draft)
}
