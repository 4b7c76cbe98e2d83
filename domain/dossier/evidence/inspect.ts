import { open } from 'node:fs/promises'
import { isHeic } from '#domain/dossier/evidence/convert-heic.ts'
import type { Inspection } from '#domain/dossier/evidence/inspection.ts'
import { makeInspectors } from '#domain/dossier/evidence/inspectors.ts'
import type { ProofReading } from '#papers/signatures/read-proof.ts'
import type { Expected, SignedReading } from '#papers/signatures/read-signatures.ts'

/**
 * Inspects the file at `path`, and makes a JPEG of a photo in HEIC; its name only tells a disguise
 * from an honest other kind. `whose` says who sent it: of one person one file at a time is inspected,
 * and a file that is made to be slow or large is killed beyond the limits, and holds up nobody else.
 */
export async function inspect(path: string, name: string, whose: string): Promise<Inspection> {
  const slow = await isSlow(path)
  const reply = await ask({ request: { ask: 'inspect', path, name }, whose, slow })
  if (reply?.outcome === 'failed') throw new Error(reply.problem)
  // What cannot be inspected within the limits cannot be trusted either.
  if (reply?.outcome !== 'inspected') return { outcome: 'unreadable' }
  const { inspection } = reply
  if (inspection.outcome !== 'ok' || inspection.type !== 'application/pdf') return inspection
  const reading = await readProof(path, whose)
  return reading === undefined ? inspection : { ...inspection, reading }
}

// What a file says only leads to a question: one that takes too long to read is taken unread.
async function readProof(path: string, whose: string): Promise<ProofReading | undefined> {
  const reply = await ask({ request: { ask: 'read-proof', path }, whose, quickOnly: true })
  return reply?.outcome === 'proof-read' ? reply.reading : undefined
}

/** What is read of a file, and who asks it; undefined beyond the limits. */
export async function inspectSignatures(
  bytes: Uint8Array,
  { expected, on, whose }: SignaturesAsked,
): Promise<SignedReading | undefined> {
  const request = { ask: 'read-signatures', bytes, expected, on: on.toString() } as const
  const reply = await ask({ request, whose })
  if (reply?.outcome === 'failed') throw new Error(reply.problem)
  return reply?.outcome === 'read' ? reply.reading : undefined
}

interface SignaturesAsked {
  readonly expected: Expected
  /** The day of reading. */
  readonly on: Temporal.PlainDate
  /** For whom the file is read. */
  readonly whose: string
}

// A photo of fifty million pixels takes some 600 MB to convert, and any other file a fraction of that.
const ask = makeInspectors({
  quick: { inspectors: 2, milliseconds: 6_000, megabytes: 384 },
  slow: { inspectors: 2, milliseconds: 40_000, megabytes: 768 },
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
