import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { ERRORS, Server } from '@tus/server'
import type { ArrivedFile } from '#server/uploads.ts'
import { uploadLimits } from '#server/uploads.ts'

// A large file comes before its form, by the protocol of tus: what was cut off on the way goes on
// where it stopped. The form then names what arrived. Nobody sees or uses the file of another account.

/** How long a file waits for the rest of it, or for its form. */
const waits = Temporal.Duration.from({ hours: 24 })

/** The files that come in parts, in a folder. */
export interface ResumableUploads {
  /** Answers a request of the protocol from this account; the id is the last part of the path. */
  answer(request: Request, account: string, id: string | undefined): Promise<Response>
  /** Takes a whole file of this account to a path; undefined where there is none. */
  take(account: string, id: string, path: string): Promise<TakenFile | undefined>
}

export type TakenFile = Pick<ArrivedFile, 'name' | 'bytes' | 'sha256'>

/** Keeps what comes in parts in this folder; what nobody finishes or uses goes after a day. */
export function resumableUploads(folder: string): ResumableUploads {
  const store = new FileStore({
    directory: folder,
    expirationPeriodInMilliseconds: waits.total('milliseconds'),
  })
  const sender = new AsyncLocalStorage<string>()
  const server = new Server({
    path: '/',
    // No page of another site may use it.
    allowedOrigins: () => false,
    datastore: store,
    maxSize: uploadLimits.fileBytes,
    relativeLocation: true,
    generateUrl: (request, { id }) => `${new URL(request.url).pathname.replace(/\/$/, '')}/${id}`,
    onUploadCreate: async (_request, { metadata }) => ({
      metadata: { filename: metadata?.filename ?? '', account: sender.getStore() ?? '' },
    }),
  })

  async function owned(account: string, id: string) {
    if (!/^[0-9a-f]{32}$/.test(id)) return undefined
    try {
      const upload = await store.getUpload(id)
      return upload.metadata?.account === account ? upload : undefined
    } catch (error) {
      if (error === ERRORS.FILE_NOT_FOUND) return undefined
      throw error
    }
  }

  return {
    answer: async (request, account, id) => {
      if (id !== undefined && (await owned(account, id)) === undefined) {
        return new Response(null, { status: 404, headers: { 'tus-resumable': '1.0.0' } })
      }
      if (request.method === 'POST') {
        await mkdir(folder, { recursive: true })
        await server.cleanUpExpiredUploads()
      }
      return sender.run(account, () => server.handleWeb(request))
    },
    take: async (account, id, path) => {
      const upload = await owned(account, id)
      if (upload === undefined || upload.offset !== upload.size) return undefined
      const hash = createHash('sha256')
      await pipeline(
        createReadStream(`${folder}/${id}`),
        async function* (chunks) {
          for await (const chunk of chunks) {
            hash.update(chunk)
            yield chunk
          }
        },
        createWriteStream(path),
      )
      await store.remove(id)
      const name = upload.metadata?.filename ?? ''
      return { name, bytes: upload.size, sha256: hash.digest('hex') }
    },
  }
}
