import { createHash } from 'node:crypto'
import { SHARE_ENV, Worker } from 'node:worker_threads'
import type { DocumentRegister, MadeDocument } from './register.ts'
import type { TypesetReply, TypesetRequest } from './typesetter.ts'

/** What a template is given: its name, what the PDF says about itself, and the facts to print. */
export type Typesetting = {
  /** The name of a file in `templates`, without its ending. */
  readonly template: string
  readonly title: string
  /** A name for downloading; what is not plain ASCII is replaced, and `.pdf` is added. */
  readonly fileName: string
  /** The date of the document in ISO text. The same input always gives the same bytes. */
  readonly day: string
  readonly register: DocumentRegister
  readonly data: unknown
}

/**
 * Sets a document as a tagged PDF (PDF/UA-1) in Dutch. The facts travel as JSON beside the
 * template and never become part of its source, so that no text can act as markup. The work is
 * done on a thread of its own. A character that no font shows stands there as a white square and
 * never stops a document. Throws when the template cannot be set or breaks PDF/UA-1.
 */
export async function typeset(typesetting: Typesetting): Promise<MadeDocument> {
  const pdf = await onTheTypesetter({
    template: typesetting.template,
    as: 'pdf',
    facts: asJson({
      title: typesetting.title,
      day: typesetting.day,
      register: typesetting.register,
      data: typesetting.data,
    }),
    creationTimestamp:
      Temporal.PlainDate.from(typesetting.day).toZonedDateTime('UTC').epochMilliseconds / 1000,
  })
  return {
    pdf,
    sha256: createHash('sha256').update(pdf).digest('hex'),
    title: typesetting.title,
    fileName: pdfName(typesetting.fileName),
  }
}

/** Sets a drawing of one page as SVG, with its letters as outlines. */
export async function typesetSvg(template: string, data: unknown): Promise<string> {
  const svg = await onTheTypesetter({
    template,
    as: 'svg',
    facts: asJson(data),
    creationTimestamp: 0,
  })
  return Buffer.from(svg).toString('utf8')
}

// Half a character, as is left where a text was cut, is no text to the typesetter.
function asJson(facts: unknown): string {
  return JSON.stringify(facts, (_name, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  )
}

type Waiting = {
  readonly resolve: (bytes: Uint8Array) => void
  readonly reject: (reason: Error) => void
}

let typesetter: Worker | undefined
let lastId = 0
const waiting = new Map<number, Waiting>()

/** Sets something on the thread that does so; throws with the reason when it cannot be set. */
export function onTheTypesetter(work: Omit<TypesetRequest, 'id'>): Promise<Uint8Array> {
  typesetter ??= startTypesetter()
  const worker = typesetter
  return new Promise((resolve, reject) => {
    lastId += 1
    waiting.set(lastId, { resolve, reject })
    // The process may only end by itself when no document is under way.
    worker.ref()
    worker.postMessage({ ...work, id: lastId } satisfies TypesetRequest)
  })
}

function startTypesetter(): Worker {
  const worker = new Worker(new URL('./typesetter.ts', import.meta.url), { env: SHARE_ENV })
  worker.unref()
  worker.on('message', (reply: TypesetReply) => {
    const asker = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (waiting.size === 0) worker.unref()
    if (reply.outcome === 'set') asker?.resolve(reply.bytes)
    else asker?.reject(new Error(`The document could not be set: ${reply.problem}`))
  })
  worker.on('error', (error) => abandon(worker, error))
  worker.on('exit', () => abandon(worker, new Error('The typesetter ended.')))
  return worker
}

/** After a crash the next document starts a new typesetter. */
function abandon(worker: Worker, reason: unknown) {
  if (typesetter !== worker) return
  typesetter = undefined
  for (const { reject } of waiting.values()) {
    reject(new Error('The typesetter ended before the document was set.', { cause: reason }))
  }
  waiting.clear()
}

/** The name under which a PDF is downloaded: plain ASCII, ending in `.pdf`. */
export function pdfName(name: string): string {
  return `${plain(name)}.pdf`
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
}
