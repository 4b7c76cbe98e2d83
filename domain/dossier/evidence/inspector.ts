/** The process that inspects uploaded files, and reads the signatures in them. */
import { readFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import { fileTypeFromBuffer } from 'file-type'
import { convertHeic, isHeic } from '#domain/dossier/evidence/convert-heic.ts'
import { inspectJpeg, inspectPng } from '#domain/dossier/evidence/inspect-image.ts'
import { inspectPdf } from '#domain/dossier/evidence/inspect-pdf.ts'
import type {
  Inspection,
  InspectReply,
  InspectRequest,
} from '#domain/dossier/evidence/inspection.ts'
import { readProof } from '#papers/signatures/read-proof.ts'
import { readSignatures } from '#papers/signatures/read-signatures.ts'

const [megabytes, niceness] = process.argv.slice(2).map(Number)
const watch = new Worker(new URL('./inspector-watch.ts', import.meta.url), {
  workerData: { megabytes, parent: process.ppid },
})
watch.once('online', () => {
  // What answers people comes first, as does the database. On Linux this is of this thread alone, so that the one that
  // watches over it, which was there before, is never late.
  setPriority(niceness ?? 0)
  process.send?.('ready')
})

process.on('message', async (request: InspectRequest) => {
  const before = process.cpuUsage()
  const answer = await reply(request)
  const { user, system } = process.cpuUsage(before)
  const took = (user + system) / 1000
  process.send?.({ reply: answer, megabytes: process.memoryUsage.rss() / 1024 / 1024, took })
})
// A signal that is meant for all of Peil: what is being inspected is finished first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.once('disconnect', () => process.exit(0))

async function reply(request: InspectRequest): Promise<InspectReply> {
  try {
    if (request.ask === 'read-signatures') {
      const { bytes, expected, on } = request
      const day = Temporal.PlainDate.from(on)
      return { outcome: 'read', reading: await readSignatures(Buffer.from(bytes), expected, day) }
    }
    if (request.ask === 'read-proof') {
      return { outcome: 'proof-read', reading: await readProof(await readFile(request.path)) }
    }
    const { path, name } = request
    return { outcome: 'inspected', inspection: await inspectBytes(await readFile(path), name) }
  } catch (error) {
    return { outcome: 'failed', problem: error instanceof Error ? error.message : String(error) }
  }
}

async function inspectBytes(bytes: Buffer, name: string): Promise<Inspection> {
  if (bytes.length === 0) return { outcome: 'empty' }
  if (bytes.subarray(0, 1024).includes('%PDF-')) return inspectPdf(bytes)
  if (bytes.subarray(0, 3).equals(Buffer.of(0xff, 0xd8, 0xff))) return inspectJpeg(bytes)
  if (bytes.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'))) {
    return inspectPng(bytes)
  }
  if (isHeic(bytes)) return convertHeic(bytes)
  const claimed = /\.(pdf|jpe?g|png)$/i.test(name)
  const recognised = await fileTypeFromBuffer(bytes.subarray(0, 4100))
  // Cameras save other kinds of photos under a name in .jpg: that is no disguise, only another kind.
  const honest = !claimed || recognised?.mime.startsWith('image/') === true
  return { outcome: honest ? 'other-kind' : 'disguised' }
}
