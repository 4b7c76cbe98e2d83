import { open } from 'node:fs/promises'
import { isHeic } from '#domain/dossier/evidence/convert-heic.ts'
import type { Inspection } from '#domain/dossier/evidence/inspection.ts'
import type { InLane } from '#domain/dossier/evidence/inspectors.ts'
import { makeInspectors } from '#domain/dossier/evidence/inspectors.ts'
import type { Turns } from '#domain/platform/turn/turns.ts'
import type { ProofReading } from '#papers/signatures/read-proof.ts'
import type { Expected, SignedReading } from '#papers/signatures/read-signatures.ts'

/** Who sent a file, and what is counted over all processes. */
export interface Sender {
  /** Of one person one file at a time is inspected. */
  readonly whose: string
  /** Undefined where there is no other process. */
  readonly turns: Pick<Turns, 'inTurn'> | undefined
}

/**
 * Inspects the file at `path`, and makes a JPEG of a photo in HEIC; its name only tells a disguise
 * from an honest other kind. A file that is made to be slow or large is killed beyond the limits, and holds
 * up nobody but who sent it.
 */
export async function inspect(path: string, name: string, sender: Sender): Promise<Inspection> {
  const slow = await isSlow(path)
  const { whose } = sender
  const inLane = laneOf(sender)
  const reply = await ask({ request: { ask: 'inspect', path, name }, whose, slow, inLane })
  if (reply?.outcome === 'failed') throw new Error(reply.problem)
  // What cannot be inspected within the limits cannot be trusted either.
  if (reply?.outcome !== 'inspected') return { outcome: 'unreadable' }
  const { inspection } = reply
  if (inspection.outcome !== 'ok' || inspection.type !== 'application/pdf') return inspection
  const reading = await readProof(path, sender)
  return reading === undefined ? inspection : { ...inspection, reading }
}

// What a file says only leads to a question: one that takes too long to read is taken unread.
async function readProof(path: string, sender: Sender): Promise<ProofReading | undefined> {
  const request = { ask: 'read-proof', path } as const
  const { whose } = sender
  const reply = await ask({ request, whose, quickOnly: true, inLane: laneOf(sender) })
  return reply?.outcome === 'proof-read' ? reply.reading : undefined
}

/** What is read of a file, and who asks it; undefined beyond the limits. */
export async function inspectSignatures(
  bytes: Uint8Array,
  { expected, on, ...sender }: SignaturesAsked,
): Promise<SignedReading | undefined> {
  const request = { ask: 'read-signatures', bytes, expected, on: on.toString() } as const
  const reply = await ask({ request, whose: sender.whose, inLane: laneOf(sender) })
  if (reply?.outcome === 'failed') throw new Error(reply.problem)
  return reply?.outcome === 'read' ? reply.reading : undefined
}

interface SignaturesAsked extends Sender {
  readonly expected: Expected
  /** The day of reading. */
  readonly on: Temporal.PlainDate
}

// So many at once in all processes together, whatever each of them may have: together they take some 3 GB at most.
const mostAtOnce = { quick: 4, slow: 2 } as const

function laneOf({ turns }: Sender): InLane | undefined {
  if (turns === undefined) return undefined
  return (lane, work) =>
    turns.inTurn({ what: `inspect-${lane}`, who: 'everybody', most: mostAtOnce[lane] }, work)
}

// A photo of fifty million pixels takes some 600 MB to convert, and any other file a fraction of that.
const ask = makeInspectors({
  quick: { inspectors: 2, milliseconds: 6_000, megabytes: 384 },
  slow: { inspectors: 2, milliseconds: 40_000, megabytes: 656 },
})

async function isSlow(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0)
    return isHeic(buffer.subarray(0, bytesRead))
  } finally {
    await file.close()
  }
}
