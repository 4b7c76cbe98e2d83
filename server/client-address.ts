import { BlockList, isIP } from 'node:net'

type Environment = Readonly<Record<string, string | undefined>>

/** Why PEIL_PROXY cannot be used, in one line that is meant to be printed. */
export class ProxyRefused extends Error {}

/** The proxies whose word on where a request came from is taken. */
export type TrustedProxies = (address: string) => boolean

/** What stands before Peil, out of PEIL_PROXY: addresses and ranges with commas between them. */
export function trustedProxies(env: Environment): TrustedProxies {
  const list = new BlockList()
  for (const part of (env.PEIL_PROXY ?? '').split(',').map((one) => one.trim())) {
    if (part === '') continue
    const [address = '', bits] = part.split('/')
    const kind = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    const longest = kind === 'ipv6' ? 128 : 32
    const prefix = bits === undefined ? longest : Number(bits)
    if (isIP(address) === 0 || !/^\d{1,3}$/.test(bits ?? '0') || prefix > longest) {
      throw new ProxyRefused(
        `PEIL_PROXY has ${part}, which is not an address such as 10.0.0.5 or a range such as 10.0.0.0/8.`,
      )
    }
    list.addSubnet(address, prefix, kind)
  }
  return (address) => {
    const kind = isIP(address)
    return kind !== 0 && list.check(address, kind === 6 ? 'ipv6' : 'ipv4')
  }
}

/**
 * From where a request came, to count by: the address of the socket, or, behind proxies that are
 * trusted, what the last of them that is not says in X-Forwarded-For. Of IPv6 it is the network,
 * since one household has all the addresses in it.
 */
export function clientAddress(
  socket: string | undefined,
  forwardedFor: string | undefined,
  trusted: TrustedProxies,
): string {
  if (socket === undefined) return 'unknown'
  let address = plain(socket)
  const said = (forwardedFor ?? '').split(',').map((one) => plain(one.trim()))
  while (trusted(address)) {
    const before = said.pop()
    if (before === undefined || isIP(before) === 0) break
    address = before
  }
  return isIP(address) === 6 ? networkOf(address) : address
}

// IPv4 as IPv6 writes it, with brackets, a port or the name of an interface.
function plain(address: string): string {
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/%.*$/, '')
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(bare)?.[1]
  return four ?? bare
}

// The first 64 bits.
function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  const first = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16))
  return `${first.join(':')}::/64`
}
