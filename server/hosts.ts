import os from 'node:os'
import { isLoopback } from '#server/listen.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Why PEIL_HOSTS cannot be used, in one line that is meant to be printed. */
export class HostsRefused extends Error {}

/** Whether Peil is reached by this name or address, which is without a port. */
export type Hosts = (hostname: string) => boolean

/**
 * By which names Peil is reached: that of its origin, those of PEIL_HOSTS, and this machine itself. A
 * page of somebody else whose name was made to point here is none of these, so that its scripts read
 * nothing. Where no origin was set, the machine's own name and addresses count as well.
 */
export function allowedHosts(env: Environment, origin: string): Hosts {
  const named = (env.PEIL_HOSTS ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  const names = new Set([plain(new URL(origin).hostname), ...named.map(nameOf)])
  if (!env.PEIL_ORIGIN) for (const one of ownNames()) names.add(one)
  return (hostname) => {
    const name = plain(hostname)
    return name === 'localhost' || isLoopback(name) || names.has(name)
  }
}

function ownNames(): readonly string[] {
  const addresses = Object.values(os.networkInterfaces()).flatMap((each) => each ?? [])
  return [os.hostname(), ...addresses.map(({ address }) => address)].map(plain)
}

function nameOf(text: string): string {
  const url = URL.parse(`http://${text}`)
  if (url === null || url.pathname !== '/' || url.username !== '' || url.port !== '') {
    throw new HostsRefused(
      `PEIL_HOSTS has ${text}, which is no name such as register.example.nl, without a port.`,
    )
  }
  return plain(url.hostname)
}

function plain(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
}
