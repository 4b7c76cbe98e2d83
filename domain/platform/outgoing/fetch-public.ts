import { lookup as resolve } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { BlockList, isIP } from 'node:net'

/** What somebody's address may be asked, and how much of it is taken. */
export interface Asking {
  /** Whether it may also lead into the network in which Peil runs: as whoever runs it says. */
  readonly reach: 'public' | 'anywhere'
  readonly mostBytes: number
  /** Ends everything, whatever the other side does. */
  readonly signal: AbortSignal
}

export type Fetched =
  | { readonly outcome: 'got'; readonly text: string; readonly bytes: number }
  /** It leads into a network that is not open to everybody, or is no address of the web. */
  | { readonly outcome: 'not-public' | 'no-address' }
  | { readonly outcome: 'not-found' | 'refused' | 'too-much' | 'too-slow' | 'no-answer' }

const mostRedirects = 3

/**
 * Asks an address that somebody gave. It goes only to addresses that are open to everybody, which is seen of the very
 * address to which the line is opened, also where it leads on to another one; nothing that came in is kept.
 */
export async function fetchPublic(address: string, asking: Asking): Promise<Fetched> {
  let url = URL.parse(address)
  for (let turn = 0; turn <= mostRedirects; turn += 1) {
    if (url === null || !mayBeAsked(url, asking)) return { outcome: 'no-address' }
    if (asking.reach === 'public' && isIP(bareHost(url)) !== 0 && !isPublic(bareHost(url)))
      return { outcome: 'not-public' }
    const found = await askOnce(url, asking)
    if (!('leads' in found)) return found
    url = URL.parse(found.leads, url)
  }
  return { outcome: 'refused' }
}

// Within one's own network also without a certificate, and at any port.
function mayBeAsked({ protocol, port, username, password }: URL, { reach }: Asking): boolean {
  if (username !== '' || password !== '') return false
  if (reach === 'anywhere') return protocol === 'https:' || protocol === 'http:'
  return protocol === 'https:' && port === ''
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}

function askOnce(
  url: URL,
  { reach, mostBytes, signal }: Asking,
): Promise<Fetched | { readonly leads: string }> {
  const request = url.protocol === 'https:' ? requestSecure : requestPlain
  return new Promise((done) => {
    const asked = request(
      url,
      {
        method: 'GET',
        // As it stands, so that nothing small becomes large here.
        headers: { accept: 'application/json', 'accept-encoding': 'identity' },
        lookup: reach === 'public' ? onlyPublic : undefined,
        agent: false,
        signal,
      },
      (answer) => {
        const { statusCode = 0, headers } = answer
        const end = (outcome: Fetched | { readonly leads: string }) => {
          done(outcome)
          asked.destroy()
        }
        if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined)
          return end({ leads: headers.location })
        if (statusCode === 404) return end({ outcome: 'not-found' })
        if (statusCode !== 200) return end({ outcome: 'refused' })
        const parts: Buffer[] = []
        let bytes = 0
        answer.on('data', (part: Buffer) => {
          bytes += part.length
          if (bytes > mostBytes) end({ outcome: 'too-much' })
          else parts.push(part)
        })
        answer.on('end', () =>
          end({ outcome: 'got', text: Buffer.concat(parts).toString('utf8'), bytes }),
        )
        answer.on('error', () => end({ outcome: signal.aborted ? 'too-slow' : 'no-answer' }))
      },
    )
    asked.on('error', (error) => {
      if (signal.aborted) done({ outcome: 'too-slow' })
      else done({ outcome: error instanceof NotPublic ? 'not-public' : 'no-answer' })
    })
    asked.end()
  })
}

class NotPublic extends Error {}

// What a name leads to is looked at here and used as it was looked at: asked again it could be another.
const onlyPublic: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, found) => {
    if (error !== null) return callback(error, '', 0)
    const [first] = found
    if (first === undefined || found.some(({ address }) => !isPublic(address))) {
      return callback(new NotPublic(host), '', 0)
    }
    return options.all === true
      ? callback(null, found)
      : callback(null, first.address, first.family)
  })
}

/** Whether an address of the internet is open to everybody, and not of this machine or a network of its own. */
export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !closed.check(address, 'ipv4')
  return isIP(address) === 6 && open.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

const closed = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  closed.addSubnet(network, bits, 'ipv4')
}
// Examples, and what has an address of the older kind in it.
closed.addSubnet('2001:db8::', 32, 'ipv6')
closed.addSubnet('2001::', 32, 'ipv6')
closed.addSubnet('2002::', 16, 'ipv6')
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')
