import { Readable } from 'node:stream'
import type { SendMailOptions } from 'nodemailer'
import { createTransport } from 'nodemailer'

type Environment = Readonly<Record<string, string | undefined>>

/** A message as it lies ready to be sent. */
export type Message = {
  /** The id of the message in the database; the Message-ID is made of it, the same at every attempt. */
  readonly id: string
  readonly from: { readonly name: string; readonly address: string }
  /** One address. */
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly MailAttachment[]
}

export type MailAttachment = {
  readonly fileName: string
  readonly contentType: string
  readonly content: Uint8Array
}

/**
 * Why a mail did not arrive. `unreachable`: the mail server was not there, or fell silent. `unwilling`: it takes
 * nothing from us (sign-in, sender, greeting). `put-off`: it does not take this mail now. `refused`: the receiver
 * refuses it for good. `unsure`: the whole of it was handed over, and no answer came.
 */
export type Failure = 'unreachable' | 'unwilling' | 'put-off' | 'refused' | 'unsure'

/** What came of sending. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly messageId: string }
  /** Somebody else had it in hand already: nothing was sent. */
  | { readonly outcome: 'taken' }
  | { readonly outcome: 'failed'; readonly cause: Failure; readonly reason: string }

/** What is asked while a message is being sent. */
export interface Sending {
  /** Called when the server is ready for the text, and answered before a byte of it goes; false holds it back. */
  readonly beforeHandingOver?: () => Promise<boolean>
  /** Breaks off. */
  readonly signal?: AbortSignal | undefined
}

/** Some open connections to the mail server, and for whom they are. */
export interface Lane {
  /** Whether only mail goes over them for which somebody sits waiting. */
  readonly urgentOnly: boolean
  readonly connections: number
  readonly deliver: (message: Message, sending?: Sending) => Promise<Delivery>
}

/** The mail server of `SMTP_URL`. */
export interface MailServer {
  readonly lanes: readonly [Lane, ...Lane[]]
  readonly close: () => void
}

/** How long is waited, in milliseconds. */
interface Limits {
  /** For a connection, and for its greeting. */
  readonly connecting: number
  /** For any answer. */
  readonly silence: number
  /** From the first byte of the text until the answer to the last. */
  readonly handingOver: number
  /** For one attempt altogether. */
  readonly attempt: number
}

/** After this many seconds nobody still has a mail in hand of which the handing over had begun. */
export const inHandSeconds = 50

const usualLimits: Limits = {
  connecting: 10_000,
  silence: 30_000,
  handingOver: (inHandSeconds - 5) * 1000,
  attempt: 120_000,
}

const usualConnections = 10

/** That a setting for mail cannot be used; the message says which and why. */
export class MailRefused extends Error {}

/**
 * Opens the way to the mail server of `SMTP_URL`, over as many connections at once as
 * `PEIL_MAIL_CONNECTIONS` says, of which a fifth are for mail that somebody sits waiting for; undefined
 * without one. A connection is made when it is needed and used again. Throws MailRefused.
 */
export function openMailServer(
  { SMTP_URL: url, PEIL_MAIL_CONNECTIONS: asked }: Environment,
  limits = usualLimits,
): MailServer | undefined {
  if (url === undefined || url === '') return undefined
  const connections = asked === undefined || asked === '' ? usualConnections : Number(asked)
  if (!Number.isInteger(connections) || connections < 1 || connections > 100) {
    throw new MailRefused(
      `PEIL_MAIL_CONNECTIONS says ${asked}; it is a whole number from 1 to 100, how many connections the mail server may get at once.`,
    )
  }
  const urgent = Math.floor(connections / 5) || 1
  const of = connections === 1 ? [1] : [connections - urgent, urgent]
  const pools = of.map((many) => openPool(url, many, limits))
  const [first, ...others] = pools.map((pool, nth): Lane => {
    const deliver = (message: Message, sending: Sending = {}) =>
      send(pool, message, sending, limits)
    return { urgentOnly: nth > 0, connections: of[nth] ?? 1, deliver }
  })
  return {
    lanes: [first as Lane, ...others],
    close: () => {
      // What still hangs in one is given up: it is tried again later.
      for (const pool of pools) pool.transporter.close?.({ force: true })
    },
  }
}

type Pool = ReturnType<typeof openPool>

type MessageOnItsWay = SendMailOptions & { readonly handing: Handing }

function openPool(url: string, maxConnections: number, limits: Limits) {
  const pool = createTransport({
    url,
    pool: true,
    maxConnections,
    // Only for a connection that was dropped before a byte of the text went over it.
    maxRequeues: 2,
    connectionTimeout: limits.connecting,
    greetingTimeout: limits.connecting,
    dnsTimeout: limits.connecting,
    socketTimeout: limits.silence,
    // A message never makes the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  pool.use('stream', (mail, done) => {
    const { handing } = mail.data as MessageOnItsWay
    mail.message.processFunc((text) => handing.over(text))
    done()
  })
  return pool
}

async function send(
  pool: Pool,
  message: Message,
  sending: Sending,
  limits: Limits,
): Promise<Delivery> {
  const handing = new Handing(sending.beforeHandingOver ?? (async () => true), limits.handingOver)
  const signals = [AbortSignal.timeout(limits.attempt), handing.signal, sending.signal]
  const onItsWay: MessageOnItsWay = {
    handing,
    signal: AbortSignal.any(signals.filter((signal) => signal !== undefined)),
    messageId: `<${message.id}@${message.from.address.split('@').at(-1)}>`,
    from: message.from,
    // As an object, so that a comma in an address does not make two of it.
    to: { name: '', address: message.to },
    ...(message.replyTo === undefined ? {} : { replyTo: { name: '', address: message.replyTo } }),
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: message.attachments.map((attachment) => ({
      filename: attachment.fileName,
      contentType: attachment.contentType,
      content: Buffer.from(attachment.content),
    })),
  }
  try {
    const sent = await pool.sendMail(onItsWay)
    return { outcome: 'sent', messageId: sent.messageId }
  } catch (error) {
    if (handing.heldBack) return handing.trouble() ?? { outcome: 'taken' }
    if (!(error instanceof Error)) throw error
    return { outcome: 'failed', cause: failureOf(error, handing.whole), reason: error.message }
  } finally {
    handing.end()
  }
}

// Follows the text of one message on its way out. What was handed over whole without an answer is never handed
// over again by itself, also not over another connection.
class Handing {
  whole = false
  heldBack = false
  #begun = false
  #before: () => Promise<boolean>
  #limit: number
  #timer: NodeJS.Timeout | undefined
  #late = new AbortController()
  #error: unknown

  constructor(before: () => Promise<boolean>, limit: number) {
    this.#before = before
    this.#limit = limit
  }

  get signal(): AbortSignal {
    return this.#late.signal
  }

  // What went wrong while asking whether it may go; that is for whoever asked.
  trouble(): undefined {
    if (this.#error !== undefined) throw this.#error
  }

  // Nothing of it is read, nor asked, before the server is ready for it.
  over(text: NodeJS.ReadableStream): Readable {
    const out = Readable.from(this.#let(text), { objectMode: false })
    out.once('end', () => {
      this.whole = true
    })
    return out
  }

  async *#let(text: NodeJS.ReadableStream) {
    if (this.whole) throw new Error('The whole of it was handed over before.')
    if (!this.#begun) {
      const free = await this.#before().catch((error) => {
        this.#error = error
        return false
      })
      this.heldBack = !free
      if (!free) throw new Error('Somebody else has it in hand.')
      this.#begun = true
    }
    const late = new Error('The mail server took too long over it.')
    this.#timer ??= setTimeout(() => this.#late.abort(late), this.#limit)
    yield* text
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}

// The codes in which a server speaks of us, whatever it was asked just then: sign in first, out of order.
const ofUs: readonly number[] = [503, 530, 534, 535, 538]

function failureOf(error: Error, whole: boolean): Failure {
  const facts = error as {
    code?: string
    command?: string
    responseCode?: number
    response?: string
  }
  const { code, command = '', responseCode: reply = 0 } = facts
  // An address of which no envelope can be made is no address.
  if (code === 'EENVELOPE' && reply === 0 && command === 'API') return 'refused'
  if (reply === 0 && whole) return 'unsure'
  if (reply === 0 || code === 'ECONNECTION') {
    return code === 'EAUTH' || code === 'EMESSAGE' || code === 'ETLS' ? 'unwilling' : 'unreachable'
  }
  if (command !== 'RCPT TO' && command !== 'DATA') return 'unwilling'
  if (ofUs.includes(reply)) return 'unwilling'
  // 5.7: a policy, of which nobody says whether it is about this receiver.
  const policy = /^\d{3}[ -]5\.7\./.test(facts.response ?? '')
  return reply >= 500 && !policy ? 'refused' : 'put-off'
}
