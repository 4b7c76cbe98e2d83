import fs from 'node:fs'
import type { Mollie } from '#domain/platform/mollie/mollie.ts'
import { mollieBy } from '#domain/platform/mollie/mollie.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Why Mollie cannot be used as it is set, in one line that is meant to be printed. */
export class MollieRefused extends Error {}

/**
 * Mollie of each register, as the environment names their keys: `MOLLIE_API_KEY_KRSD` for one, whose money it is, and
 * `MOLLIE_API_KEY` for those without one of their own; with `_FILE` behind it for a file with the key in it.
 * `PEIL_MOLLIE_URL` is another address than that of Mollie, for tests. Throws MollieRefused.
 */
export function molliesOf(env: Environment): (register: string) => Mollie | undefined {
  const base = baseOf(env.PEIL_MOLLIE_URL)
  const names = Object.keys(env).filter((name) => /^MOLLIE_API_KEY(_\w+)?$/.test(name))
  const mollies = new Map<string, Mollie>()
  for (const name of new Set(names.map((one) => one.replace(/_FILE$/, '')))) {
    const key = keyOf(env, name)
    if (key !== undefined) mollies.set(name, mollieBy(key, { ...(base && { base }) }))
  }
  return (register) =>
    mollies.get(`MOLLIE_API_KEY_${register.toUpperCase().replaceAll('-', '_')}`) ??
    mollies.get('MOLLIE_API_KEY')
}

function keyOf(env: Environment, name: string): string | undefined {
  const file = env[`${name}_FILE`]
  const text = (file ? contentOf(`${name}_FILE`, file) : env[name])?.trim()
  if (text === undefined || text === '') return undefined
  // Never the text itself: whatever is printed may be read by others.
  if (!/^(live|test)_[A-Za-z0-9]{20,100}$/.test(text)) {
    throw new MollieRefused(`${name} is no key of Mollie: that begins with live_ or test_.`)
  }
  return text
}

function contentOf(name: string, file: string): string {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    throw new MollieRefused(`${name} names a file that cannot be read.`)
  }
}

function baseOf(text = ''): string | undefined {
  if (text === '') return undefined
  const url = URL.parse(text)
  const loopback = url?.protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(url.hostname)
  if (url === null || (url.protocol !== 'https:' && !loopback)) {
    throw new MollieRefused('PEIL_MOLLIE_URL is an address that begins with https.')
  }
  return url.href.replace(/\/$/, '')
}
