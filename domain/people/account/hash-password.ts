import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

// Argon2id on a thread of its own, with what OWASP advises as least: 19 MiB, two passes.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const
const derive = promisify(argon2)

/** The hash of a password, with its salt and costs, as one line of text. */
export async function hashPassword(password: string, salt = randomBytes(16)): Promise<string> {
  const tag = await tagOf(password, salt, cost)
  const costs = `m=${cost.memory},t=${cost.passes},p=${cost.parallelism}`
  return ['', 'argon2id', 'v=19', costs, text(salt), text(tag)].join('$')
}

/**
 * Whether a password is the one of a hash. Without a hash it takes as long and says no, so that
 * nobody learns from the time it takes whether there is such an account.
 */
export async function isPassword(password: string, hash: string | undefined): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash ?? '')
  if (parts === null) {
    await tagOf(password, randomBytes(16), cost)
    return false
  }
  const [, memory, passes, parallelism, salt = '', expected = ''] = parts
  const known = Buffer.from(expected, 'base64')
  const tag = await tagOf(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: known.length,
  })
  return timingSafeEqual(tag, known)
}

/**
 * Which of some hashes is the one of this text. Those with the same salt cost no more than one of them.
 */
export async function whichHash(
  typed: string,
  hashes: readonly string[],
): Promise<string | undefined> {
  const withSalt = Map.groupBy(hashes, (hash) => hash.slice(0, hash.lastIndexOf('$')))
  for (const same of withSalt.values()) {
    const [, , , , salt = ''] = same[0]?.split('$') ?? []
    const made = Buffer.from(await hashPassword(typed, Buffer.from(salt, 'base64')))
    const found = same.find(
      (hash) => hash.length === made.length && timingSafeEqual(Buffer.from(hash), made),
    )
    if (found !== undefined) return found
  }
  return undefined
}

type Cost = { readonly [K in keyof typeof cost]: number }

// The same letters typed on another system may be other characters; NFKC makes them one.
function tagOf(password: string, nonce: Buffer, costs: Cost): Promise<Buffer> {
  return derive('argon2id', { ...costs, message: password.normalize('NFKC'), nonce })
}

function text(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
