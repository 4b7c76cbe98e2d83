import { open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { isHeic } from '#domain/dossier/evidence/convert-heic.ts'
import type {
  Inspection,
  InspectReply,
  InspectRequest,
} from '#domain/dossier/evidence/inspection.ts'

/**
 * Inspects the file at `path`, and makes a JPEG of a photo in HEIC; its name only tells a disguise
 * from an honest other kind. Files are inspected one at a time on a thread of its own, so that memory
 * stays flat and a file that is made to be slow holds nobody up for longer than the time limit.
 * Photos that take seconds to convert have a thread beside it: nobody else waits for them.
 */
export async function inspect(path: string, name: string): Promise<Inspection> {
  const lane = (await isSlow(path)) ? slow : quick
  return lane(path, name)
}

const timeLimitMs = 40_000
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

// A thread with the files that wait for it.
function makeLane(): typeof inspect {
  let queue: Promise<unknown> = Promise.resolve()
  let inspector: Worker | undefined
  let answer: ((reply: InspectReply | 'gave up') => void) | undefined

  async function inspectNow(path: string, name: string): Promise<Inspection> {
    inspector ??= startInspector()
    const worker = inspector
    const reply = await new Promise<InspectReply | 'gave up'>((resolve) => {
      const timer = setTimeout(() => resolve('gave up'), timeLimitMs)
      answer = (given) => {
        clearTimeout(timer)
        resolve(given)
      }
      // The process may only end by itself when no file is being inspected.
      worker.ref()
      worker.postMessage({ path, name } satisfies InspectRequest)
    })
    answer = undefined
    worker.unref()
    if (reply === 'gave up') {
      // What cannot be inspected within the limits cannot be trusted either.
      inspector = undefined
      await worker.terminate()
      return { outcome: 'unreadable' }
    }
    if (reply.outcome === 'inspected' && 'converted' in reply.inspection) {
      // What a conversion took of the memory is given back with its thread.
      inspector = undefined
      await worker.terminate()
    }
    if (reply.outcome === 'failed') throw new Error(reply.problem)
    return reply.inspection
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

  return (path, name) => {
    const turn = queue.then(() => inspectNow(path, name))
    queue = turn.catch(() => undefined)
    return turn
  }
}
