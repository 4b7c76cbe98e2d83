import pg from 'pg'
import type { Host, Hosts } from './hosts.ts'
import { NoWritableHost } from './hosts.ts'
import type { Bounds } from './limits.ts'
import type { Line, Pulse } from './pulse.ts'

/** How to connect to a database, which may be on one of several hosts. */
export interface DatabaseOptions extends pg.ClientConfig {
  /** Where several are named: which of them may be written. */
  readonly hosts?: Hosts | undefined
  /** Whether the server still answers; whoever asks does not wait for one that says nothing. */
  readonly pulse?: Pulse | undefined
  /** How long is waited on this line, where whoever asks does not say. */
  readonly bounds?: Bounds | undefined
  /** Whoever runs Peil wants what is written confirmed by one server, also where others follow it. */
  readonly confirmedByOne?: boolean
}

/** How long is looked for a host where nobody says how long a connection may take, in milliseconds. */
const usualPatience = 10_000

/**
 * A connection that knows whether its server may be written, and with several hosts goes to the one that may. When
 * that becomes another one, it breaks.
 */
export class DatabaseClient extends pg.Client {
  readonly #hosts: Hosts | undefined
  readonly #patience: number
  #host: Host | undefined
  readonly #told = new Map<string, string>()
  readonly #pulse: Pulse | undefined
  readonly #bounds: Bounds | undefined
  readonly #silences: number
  #broke: Error | undefined

  constructor(options: DatabaseOptions) {
    super({ keepAlive: true, keepAliveInitialDelayMillis: 10_000, ...options })
    this.#pulse = options.pulse
    this.#bounds = options.bounds
    this.#silences = options.pulse?.silences ?? 0
    // What ends a line may come in one piece with the word that it is open, before anybody listens: without a
    // listener that would end the process. The next question says so.
    this.on('error', (error) => {
      this.#broke ??= error
    })
    if (options.pulse !== undefined) this.#watch(options.pulse)
    this.#hosts = options.hosts
    this.#patience = options.connectionTimeoutMillis || usualPatience
    // PostgreSQL tells these by itself, at the beginning and whenever they change.
    this.connection.on('parameterStatus', ({ parameterName, parameterValue }) =>
      this.#told.set(parameterName, parameterValue),
    )
  }

  /** Whether nothing can be written here: it follows another, or was told not to take anything. */
  get isReadOnly(): boolean {
    return (
      this.#told.get('in_hot_standby') === 'on' ||
      this.#told.get('default_transaction_read_only') === 'on'
    )
  }

  /** Whether the server fell silent since this line was opened: it may be gone without a word. */
  get isStale(): boolean {
    return this.#silences !== (this.#pulse?.silences ?? 0)
  }

  // Each question ends with one message that the server is ready for the next.
  #watch(pulse: Pulse): void {
    const { connection } = this
    const line: Line = { cut: (why) => breakLine(this, why) }
    let open = 0
    const asked = (text = '') => {
      open += 1
      pulse.asked(line, { isCommit: /^commit\b/i.test(text), bounds: this.#bounds })
    }
    const { query, sync } = connection
    connection.query = (text) => {
      asked(text)
      query.call(connection, text)
    }
    connection.sync = () => {
      asked()
      sync.call(connection)
    }
    for (const word of ['rowDescription', 'dataRow', 'errorMessage', 'notice', 'notification']) {
      connection.on(word, () => pulse.heard())
    }
    connection.on('readyForQuery', () => {
      pulse.heard()
      open = Math.max(0, open - 1)
      if (open === 0) pulse.answered(line)
    })
    this.once('end', () => pulse.answered(line))
  }

  /** Somebody was refused here as nothing can be written: another host may have taken over. */
  doubtHost(): void {
    if (this.#host !== undefined) this.#hosts?.doubt(this.#host)
  }

  override connect(): Promise<pg.Client>
  override connect(
    callback: ((error: Error) => void) | ((error: null, client: pg.Client) => void),
  ): void
  override connect(
    callback?: ((error: Error) => void) | ((error: null, client: pg.Client) => void),
  ): Promise<pg.Client> | undefined {
    const connected = this.#open()
    if (callback === undefined) return connected
    const done = callback as (error: Error | null, client?: pg.Client) => void
    connected.then(() => done(null, this), done)
  }

  async #open(): Promise<pg.Client> {
    const opened = await (this.#hosts === undefined ? super.connect() : this.#find(this.#hosts))
    if (this.#broke !== undefined) {
      this.connection.stream.destroy()
      throw this.#broke
    }
    return opened
  }

  async #find(hosts: Hosts): Promise<pg.Client> {
    // Whoever waits for a connection hears it from us before they give up.
    const found = await hosts.writable(performance.now() + this.#patience * 0.7)
    if (this.connection.stream.destroyed) throw new Error('Connection terminated')
    Object.assign(this, found)
    this.#host = found
    try {
      await super.connect()
    } catch (error) {
      if (error instanceof pg.DatabaseError && !isGoing(error)) throw error
      hosts.doubt(found)
      throw new NoWritableHost('the host of the database does not answer', { cause: error })
    }
    if (this.isReadOnly) {
      hosts.doubt(found)
      await this.end().catch(() => undefined)
      throw new NoWritableHost('the host of the database may not be written any more')
    }
    const line = { cut: () => this.connection.stream.destroy() }
    this.once('end', () => hosts.letGo(line))
    hosts.hold(line, found)
    return this
  }
}

/** Breaks a line, so that whoever waits for an answer there hears why, and nobody uses it again. */
export function breakLine(client: pg.ClientBase, why: Error): void {
  if (!(client instanceof pg.Client)) return
  client.connection.emit('error', why)
  client.connection.stream.destroy()
}

// It starts or stops, as 57P01 to 57P03 of PostgreSQL's appendix A say.
function isGoing({ code = '' }: pg.DatabaseError): boolean {
  return code.startsWith('57P')
}
