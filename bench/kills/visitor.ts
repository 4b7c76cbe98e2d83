import { setTimeout as pause } from 'node:timers/promises'
import { testOrigin } from '#testing/platform-on.ts'
import { hiddenIn } from '#testing/portfolio.ts'

/** What came back, read to its end. */
export interface Answer {
  readonly status: number
  readonly text: string
  readonly location: string
  /** What it sets, as a browser sends it back. */
  readonly cookies: readonly string[]
}

export type Fields = Readonly<Record<string, string | readonly string[] | File>>

/** How the load ends: what is under way is finished, and nothing new begins. */
export class Over extends Error {}

/** Where the web server is reached, whether there is anything left to do, and what answered otherwise than it should. */
export interface Site {
  readonly address: string
  readonly isOver: () => boolean
  readonly wrong: (what: string) => void
}

/** Somebody with a browser, who is sent away by whatever is killed and comes back. */
export class Visitor {
  readonly #site: Site
  readonly #from: string
  readonly #cookies = new Map<string, string>()

  /** `from` is the address that they come from, as a proxy would say it. */
  constructor(site: Site, from: string, cookie?: string) {
    this.#site = site
    this.#from = from
    if (cookie !== undefined) this.keep(cookie)
  }

  /** Takes a cookie, as `name=value`. */
  keep(cookie: string): void {
    const [name = ''] = cookie.split('=', 1)
    this.#cookies.set(name, cookie)
  }

  has(name: string): boolean {
    return this.#cookies.has(name)
  }

  /** Reads a page; as long as nobody is there, again. */
  async read(path: string): Promise<string> {
    for (;;) {
      const answer = await this.#ask(path)
      if (answer !== undefined && answer.status === 200) return answer.text
      if (answer !== undefined && answer.status < 500) {
        throw new Error(`${path}: ${answer.status} ${answer.location}`)
      }
      await pause(40)
    }
  }

  /**
   * Fills in the form of a page and sends it. Who insists sends the same form, with what the page put into it,
   * until it is answered; who does not, leaves it at the first time that nobody answers: undefined.
   */
  async fillIn(path: string, fields: Fields, insists = true): Promise<Answer | undefined> {
    const hidden = hiddenIn(await this.read(path), path.replace(/\?.*$/, ''))
    return this.send(path.replace(/\?.*$/, ''), { ...hidden, ...fields }, insists)
  }

  /** Sends a form, as `fillIn` does, of which all fields are known. */
  async send(path: string, fields: Fields, insists = true): Promise<Answer | undefined> {
    for (;;) {
      const answer = await this.#ask(path, bodyOf(fields))
      if (answer !== undefined && answer.status < 500 && !isTooMany(answer)) return answer
      if (!insists) return undefined
      await pause(40)
    }
  }

  /** Sends JSON as a program does, with what it shows who it is by; again as `send` does. */
  async sendJson(
    path: string,
    json: unknown,
    headers: Readonly<Record<string, string>>,
    insists = true,
  ): Promise<Answer | undefined> {
    for (;;) {
      const answer = await this.#ask(path, JSON.stringify(json), headers)
      if (answer !== undefined && answer.status < 500) return answer
      if (!insists) return undefined
      await pause(40)
    }
  }

  // Undefined when nobody answers. 503 says that it may be sent again; any other failure is a fault.
  async #ask(
    path: string,
    body?: FormData | URLSearchParams | string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer | undefined> {
    const headers: Record<string, string> = {
      ...more,
      origin: testOrigin,
      cookie: [...this.#cookies.values()].join('; '),
      'x-forwarded-for': this.#from,
    }
    try {
      const response = await fetch(`${this.#site.address}${path}`, {
        ...(body === undefined ? {} : { method: 'POST', body }),
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(60_000),
      })
      const text = await response.text()
      const cookies = response.headers.getSetCookie().map((one) => one.replace(/;.*$/s, ''))
      for (const cookie of cookies) this.keep(cookie)
      if (response.status >= 500 && response.status !== 503) {
        this.#site.wrong(`${body === undefined ? 'GET' : 'POST'} ${path}: ${response.status}`)
      }
      return {
        status: response.status,
        text,
        location: response.headers.get('location') ?? '',
        cookies,
      }
    } catch {
      if (this.#site.isOver()) throw new Over('nobody is there any more')
      return undefined
    }
  }
}

// What a killed process had in hand of somebody's files counts for a minute more.
function isTooMany({ status, text }: Answer): boolean {
  return status === 413 && text.includes('Wacht tot die klaar zijn')
}

function bodyOf(fields: Fields): FormData | URLSearchParams {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof File || typeof value === 'string') body.append(name, value)
    else for (const one of value) body.append(name, one)
  }
  if (Object.values(fields).some((value) => value instanceof File)) return body
  return new URLSearchParams([...body].map(([name, value]) => [name, String(value)]))
}
