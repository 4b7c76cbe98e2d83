import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseUnavailable } from './embedded-programs.ts'

// Where several hosts are named, one of them has the database that may be written and the others follow it. Which
// one that is changes when it fails and another is promoted, and `pg` knows one host only.

/** One of the places where a database may be. */
export interface Host {
  /** A name or address, or the folder of a socket. */
  readonly host: string
  readonly port: number
}

/** None of the hosts has a database that may be written, just now. */
export class NoWritableHost extends Error {}

/** What a setting says of where a database is. */
export interface Address {
  /** As `pg` takes it: with the first host alone. */
  readonly url: string
  readonly hosts: readonly [Host, ...Host[]]
}

/**
 * Takes a URL apart as libpq writes it: several hosts with commas between them, each with its port or all with one.
 * A URL with one host stays as it is. Throws DatabaseUnavailable, naming the setting, where that cannot be.
 */
export function readAddress(url: string, setting: string): Address {
  const found = /^(postgres(?:ql)?:\/\/(?:[^@/?]*@)?)([^/?]*)(\/[^?]*)?(?:\?(.*))?$/.exec(url)
  if (found === null) {
    throw new DatabaseUnavailable(`${setting} is not a URL like postgres://user@host/database.`)
  }
  const [, before = '', places = '', path = '/', search = ''] = found
  const parameters = new URLSearchParams(search)
  const named = places.split(',').map(hostIn)
  const hosts = parameters.get('host')?.split(',') ?? named.map(({ host }) => host)
  const ports = parameters.get('port')?.split(',') ?? named.map(({ port }) => port)
  if (ports.length > 1 && ports.length !== hosts.length) {
    throw new DatabaseUnavailable(
      `${setting} names ${hosts.length} hosts and ${ports.length} ports: name one port, or one for each.`,
    )
  }
  const all = hosts.map((host, at) => ({
    host: host || 'localhost',
    port: Number((ports.length === 1 ? ports[0] : ports[at]) || 5432),
  }))
  const [first, ...others] = all
  if (first === undefined || others.length === 0) {
    return { url, hosts: [first ?? { host: 'localhost', port: 5432 }] }
  }
  // Which of them is wanted is known here.
  const wanted = parameters.get('target_session_attrs') ?? 'read-write'
  if (!['read-write', 'primary', 'any'].includes(wanted)) {
    throw new DatabaseUnavailable(
      `${setting} asks for target_session_attrs=${wanted}, and Peil has to write: use read-write.`,
    )
  }
  parameters.delete('target_session_attrs')
  parameters.delete('load_balance_hosts')
  const single = `${before}${path}?${parameters.toString()}`
  return { url: urlAt(single, first), hosts: [first, ...others] }
}

function hostIn(place: string): { readonly host: string; readonly port: string } {
  const [, bracketed, plain = '', port = ''] = /^(?:\[(.*)\]|([^:]*))(?::(\d+))?$/.exec(place) ?? []
  return { host: bracketed ?? decodeURIComponent(plain), port }
}

/** The same database at one of its hosts. */
export function urlAt(url: string, { host, port }: Host): string {
  const address = asUrl(url)
  address.searchParams.set('host', host)
  address.searchParams.set('port', String(port))
  // libpq takes a plus as it is.
  address.search = address.search.replaceAll('+', '%20')
  return address.href
}

/** A URL of a database, also of one that names no host before the path, as an object. */
export function asUrl(url: string): URL {
  return new URL(url.replace(/^postgres(ql)?:\/\/([^/@]*@)?(?=\/)/, '$&localhost'))
}

/** The URL with the one host that may be written now, for a program that is to reach the same one as we do. */
export async function settledUrl(url: string): Promise<string> {
  const address = readAddress(url, 'DATABASE_URL')
  if (address.hosts.length === 1) return url
  const hosts = new Hosts(address.hosts)
  hosts.lookAs({ connectionString: address.url, application_name: 'peil' })
  try {
    return urlAt(address.url, await hosts.writable(performance.now() + 60_000))
  } finally {
    await hosts.stop()
  }
}

/** How often is looked where the database is that may be written, and how often as long as none is, in milliseconds. */
const lookEvery = { found: 1000, none: 200 } as const

/** How long a host may take to answer, in milliseconds. */
const patience = 2000

/** How long the hosts are waited for together: one that hangs keeps the others from being seen no longer. */
const together = 400

/** A connection to one of the hosts. */
interface Line {
  /** Ends it without a word: nobody may be there to hear it. */
  readonly cut: () => void
}

/**
 * Of several hosts, which one may be written. Looks every second: as soon as that is another one, all lines to the
 * others are cut, so that nobody waits for an answer of a machine that is gone, nor writes to one that was left behind.
 */
export class Hosts {
  readonly #probes: readonly Probe[]
  readonly #lines = new Map<Line, Host>()
  #current: Host | undefined
  // Whoever was promoted last has the highest timeline; one that was before it came back, and may not be written.
  #timeline = 0
  #looking: Promise<void> | undefined
  #watching: AbortController | undefined

  constructor(hosts: readonly Host[]) {
    this.#probes = hosts.map((host) => new Probe(host))
  }

  /** Looks as this user from now on. */
  lookAs(options: pg.ClientConfig): void {
    for (const probe of this.#probes) probe.lookAs(options)
    if (this.#watching !== undefined) return
    this.#watching = new AbortController()
    void this.#watch(this.#watching.signal)
  }

  /** The one that may be written, as it was last seen. */
  get current(): Host | undefined {
    return this.#current
  }

  /** The one that may be written, as soon as one is found. Throws NoWritableHost when none is by that moment. */
  async writable(until: number): Promise<Host> {
    for (;;) {
      if (this.#current !== undefined) return this.#current
      await this.#look()
      if (this.#current !== undefined) return this.#current
      if (performance.now() >= until) {
        const each = this.#probes.map(({ host, said }) => `${host.host}:${host.port} ${said}`)
        throw new NoWritableHost(
          `none of the hosts of the database may be written (${each.join('; ')})`,
        )
      }
      await pause(100)
    }
  }

  /** Somebody found that a host does not answer, or may not be written. */
  doubt(host: Host): void {
    if (this.#current === host) this.#current = undefined
    for (const probe of this.#probes) if (probe.host === host) probe.forget()
  }

  /** Keeps a line to a host until it ends, to cut it when another host is the one. */
  hold(line: Line, host: Host): void {
    this.#lines.set(line, host)
    if (this.#current !== undefined && this.#current !== host) line.cut()
  }

  letGo(line: Line): void {
    this.#lines.delete(line)
  }

  async stop(): Promise<void> {
    this.#watching?.abort()
    await this.#looking
    for (const probe of this.#probes) probe.close()
  }

  async #watch(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await this.#look()
      const again = this.#current === undefined ? lookEvery.none : lookEvery.found
      await pause(again, undefined, { signal: stop, ref: false }).catch(() => undefined)
    }
  }

  // Everybody who wants to know it at the same time looks once together.
  #look(): Promise<void> {
    this.#looking ??= this.#lookAround().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  async #lookAround(): Promise<void> {
    const all = Promise.all(this.#probes.map((probe) => probe.look()))
    await Promise.race([all, pause(together, undefined, { ref: false })])
    // Of one that has yet to answer what it said last still counts.
    const seen = this.#probes.flatMap(({ latest }) => latest ?? [])
    const last = newest(seen, this.#current)
    if (last?.timeline === undefined || last.timeline < this.#timeline) {
      this.#current = undefined
      return
    }
    this.#timeline = last.timeline
    this.#current = last.host
    for (const [line, host] of this.#lines) if (host !== last.host) line.cut()
  }
}

/** How a host was when it answered. */
export interface Seen {
  readonly host: Host
  /** Which of the histories of the database it writes; undefined where it only follows, or may not be written. */
  readonly timeline: number | undefined
}

/**
 * Of hosts that answered, the one that may be written: of several the one that was promoted last. Two that lead to the
 * same one do not take turns.
 */
export function newest(seen: readonly Seen[], current?: Host): Seen | undefined {
  const ranked = seen
    .filter(({ timeline }) => timeline !== undefined)
    .toSorted((one, other) => (other.timeline ?? 0) - (one.timeline ?? 0))
  const [first] = ranked
  const same = ranked.find(({ host }) => host === current)
  return same?.timeline === first?.timeline ? (same ?? first) : first
}

// Asks one host, over a line that stays open.
class Probe {
  readonly host: Host
  #options: pg.ClientConfig = {}
  #client: pg.Client | undefined
  #latest: Seen | undefined
  #asking: Promise<void> | undefined
  /** Why it could not be asked. */
  #trouble: string | undefined

  constructor(host: Host) {
    this.host = host
  }

  /** How it was when it last answered; undefined where it did not. */
  get latest(): Seen | undefined {
    return this.#latest
  }

  /** How it is, for whoever looks after Peil. */
  get said(): string {
    return this.#latest === undefined ? (this.#trouble ?? 'has yet to answer') : 'only follows'
  }

  forget(): void {
    this.#latest = undefined
  }

  lookAs(options: pg.ClientConfig): void {
    this.close()
    this.#options = options
  }

  look(): Promise<void> {
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }

  async #ask(): Promise<void> {
    const options = this.#options
    const client = this.#client ?? this.#open()
    try {
      if (this.#client === undefined) await client.connect()
      const { rows } = await client.query<{ timeline: string | null }>(whichTimeline)
      const timeline = rows[0]?.timeline
      this.#latest = {
        host: this.host,
        timeline: typeof timeline === 'string' ? Number.parseInt(timeline, 16) : undefined,
      }
      if (options === this.#options) this.#client = client
      else if (this.#client !== client) await client.end()
    } catch (error) {
      this.#latest = undefined
      const trouble = error instanceof Error ? error.message || error.name : String(error)
      this.#trouble = `does not answer: ${trouble}`
      client.connection.stream.destroy()
      if (this.#client === client) this.#client = undefined
    }
  }

  close(): void {
    this.#client?.end().catch(() => undefined)
    this.#client = undefined
  }

  #open(): pg.Client {
    const { connectionString } = this.#options
    const client = new pg.Client({
      ...this.#options,
      ...(connectionString === undefined
        ? this.host
        : { connectionString: urlAt(connectionString, this.host) }),
      connectionTimeoutMillis: patience,
      query_timeout: patience,
    })
    // That it broke shows in the next question.
    client.on('error', () => undefined)
    return client
  }
}

// The name of a file of the WAL begins with its timeline.
const whichTimeline = `select case
  when pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' then null
  else left(pg_walfile_name(pg_current_wal_lsn()), 8) end as timeline`
