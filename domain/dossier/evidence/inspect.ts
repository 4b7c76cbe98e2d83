import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { isHeic } from '#domain/dossier/evidence/convert-heic.ts'
import type {
  Inspection,
  InspectReply,
  InspectRequest,
} from '#domain/dossier/evidence/inspection.ts'
import type { ProofReading } from '#papers/signatures/read-proof.ts'
import type { Expected, SignedReading } from '#papers/signatures/read-signatures.ts'

/**
 * Inspects the file at `path`, and makes a JPEG of a photo in HEIC; its name only tells a disguise
 * from an honest other kind. Files are inspected one at a time on a thread of its own, so that memory
 * stays flat and a file that is made to be slow holds nobody up for longer than the time limit.
 * Photos that take seconds to convert have a thread beside it: nobody else waits for them.
 */
export async function inspect(path: string, name: string): Promise<Inspection> {
  const ask = (await isSlow(path)) ? slow : quick
  const reply = await ask({ ask: 'inspect', path, name })
  // What cannot be inspected within the limits cannot be trusted either.
  if (reply?.outcome !== 'inspected') return { outcome: 'unreadable' }
  const { inspection } = reply
  if (inspection.outcome !== 'ok' || inspection.type !== 'application/pdf') return inspection
  const reading = await readProof(path)
  return reading === undefined ? inspection : { ...inspection, reading }
}

// What a file says only leads to a question: one that takes too long to read is taken unread.
async function readProof(path: string): Promise<ProofReading | undefined> {
  try {
    const reply = await quick({ ask: 'read-proof', path }, readingLimitMs)
    return reply?.outcome === 'proof-read' ? reply.reading : undefined
  } catch {
    // The thread broke on it, and is begun anew with the next file.
    return undefined
  }
}

/** Reads the signatures of a file on the thread for most files; undefined beyond its limits. */
export async function inspectSignatures(
  bytes: Uint8Array,
  expected: Expected,
  on: Temporal.PlainDate,
): Promise<SignedReading | undefined> {
  const reply = await quick({ ask: 'read-signatures', bytes, expected, on: on.toString() })
  return reply?.outcome === 'read' ? reply.reading : undefined
}

const timeLimitMs = 40_000
const readingLimitMs = 8_000
const outOfMemory = 'ERR_WORKER_OUT_OF_MEMORY'

const [quick, slow] = [makeLane(), makeLane()]

async function isSlow(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0)
    return isHeic(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}

/** Asks a thread; undefined when it took more time or memory than anything should. */
type Lane = (request: InspectRequest, limitMs?: number) => Promise<InspectReply | undefined>

// A thread with the files that wait for it.
function makeLane(): Lane {
  let queue: Promise<unknown> = Promise.resolve()
  let inspector: Worker | undefined
  let answer: ((reply: InspectReply | 'gave up') => void) | undefined

  async function askNow(
    request: InspectRequest,
    limitMs: number,
  ): Promise<InspectReply | undefined> {
    inspector ??= startInspector()
    const worker = inspector
    const reply = await new Promise<InspectReply | 'gave up'>((resolve) => {
      const timer = setTimeout(() => resolve('gave up'), limitMs)
      answer = (given) => {
        clearTimeout(timer)
        resolve(given)
      }
      // The process may only end by itself when no file is being inspected.
      worker.ref()
      worker.postMessage(request)
    })
    answer = undefined
    worker.unref()
    if (reply === 'gave up') {
      inspector = undefined
      await worker.terminate()
      return undefined
    }
    if (reply.outcome === 'inspected' && 'converted' in reply.inspection) {
      // What a conversion took of the memory is given back with its thread.
      inspector = undefined
      await worker.terminate()
    }
    if (reply.outcome === 'failed') throw new Error(reply.problem)
    return reply
  }

  function startInspector(): Worker {
    const worker = new Worker(new URL('./inspector.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    worker.on('message', (reply: InspectReply) => answer?.(reply))
    worker.on('error', (error) => {
      if (inspector === worker) inspector = undefined
      const memory = error instanceof Error && 'code' in error && error.code === outOfMemory
      answer?.(memory ? 'gave up' : { outcome: 'failed', problem: String(error) })
    })
    return worker
  }

  return (request, limitMs = timeLimitMs) => {
    const turn = queue.then(() => askNow(request, limitMs))
    queue = turn.catch(() => undefined)
    return turn
  }
}
