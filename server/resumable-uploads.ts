import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { ERRORS, Server, Upload } from '@tus/server'
import { uploadLocks } from '#server/upload-locks.ts'
import type { ArrivedFile } from '#server/uploads.ts'
import { uploadLimits } from '#server/uploads.ts'

// A large file comes before its form, by the protocol of tus: what was cut off on the way goes on
// where it stopped. The form then names what arrived. Nobody sees or uses the file of another account.

/** How long a file waits for the rest of it, or for its form. */
const waits = Temporal.Duration.from({ hours: 24 })

/** How much somebody may leave to wait for a form that could not be done, in bytes. */
const mostLeft = 10 * uploadLimits.fileBytes

/** The files that come in parts, in a folder. */
export interface ResumableUploads {
  /** Answers a request of the protocol from this account; the id is the last part of the path. */
  answer(request: Request, account: string, id: string | undefined): Promise<Response>
  /** Takes a whole file of this account to a path; undefined where there is none. */
  take(account: string, id: string, path: string): Promise<TakenFile | undefined>
  /** Keeps a file for this account as if it had come ahead, and gives its id; undefined where that is too much. */
  leave(account: string, file: LeftFile): Promise<string | undefined>
}

/** A file that came with a form, to wait for that form to come once more. */
interface LeftFile {
  readonly name: string
  readonly bytes: number
  /** Called once it is known that there is room. */
  readonly open: () => Promise<Readable>
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
    locker: uploadLocks(folder),
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
    leave: async (account, { name, bytes, open }) => {
      // While nobody can be asked how much somebody sent today, they keep no more than so much here.
      await mkdir(folder, { recursive: true })
      await server.cleanUpExpiredUploads()
      if ((await leftOf(folder, account)) + bytes > mostLeft) return undefined
      const id = `${leftBy(account)}${randomBytes(10).toString('hex')}`
      const metadata = { filename: name, account }
      await store.create(new Upload({ id, size: bytes, offset: 0, metadata }))
      try {
        await store.write(await open(), id, 0)
      } catch (error) {
        await store.remove(id).catch(() => undefined)
        throw error
      }
      return id
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

// With what the ids begin of files that this account left; that they are theirs is known by more than that.
function leftBy(account: string): string {
  return createHash('sha256').update(account).digest('hex').slice(0, 12)
}

// How many bytes lie here of this account, whichever process they were left to.
async function leftOf(folder: string, account: string): Promise<number> {
  const begins = leftBy(account)
  let bytes = 0
  for (const name of await readdir(folder)) {
    if (!name.startsWith(begins) || name.includes('.')) continue
    bytes += await stat(join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    )
  }
  return bytes
}
