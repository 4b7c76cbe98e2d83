import type { Readable } from 'node:stream'
import type { S3Client } from '@aws-sdk/client-s3'
import type { Place } from '#domain/platform/storage/place.ts'

// What Peil asks of a bucket of S3, at Amazon or at whoever else speaks that.

type Environment = Readonly<Record<string, string | undefined>>

// A connection is there soon or not at all; what is sent or read goes on as long as something moves.
const patience = { connectionTimeout: 4000, socketTimeout: 20_000 }

// The smallest part that S3 takes is 5 MB, and there may be 10,000 of them.
const partBytes = 32 * 1024 * 1024

/** A bucket by its name, and what lies in it under a prefix. Nothing is asked of it before it is used. */
export function openBucket(name: string, prefix: string, env: Environment): Place {
  const begin = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
  const at = (key: string) => ({ Bucket: name, Key: `${begin}${key}` })
  // The client is only loaded where it is used: it is large.
  let loading: ReturnType<typeof load> | undefined
  const reach = () => (loading ??= load(env))
  return {
    describe: (key) => `s3://${name}/${begin}${key}`,
    put: async (key, contents, { bytes, contentType }) => {
      const { client, s3 } = await reach()
      const broken = new AbortController()
      let why: unknown
      if ('once' in contents) {
        // A stream that breaks off would leave the request waiting for the rest.
        contents.once('error', (error) => {
          why = error
          broken.abort()
        })
      }
      const what = { ...at(key), Body: contents, ContentLength: bytes, ContentType: contentType }
      await client
        .send(new s3.PutObjectCommand(what), { abortSignal: broken.signal })
        .catch((error) => {
          throw why ?? error
        })
    },
    putAll: async (key, pieces) => {
      const { client, s3 } = await reach()
      const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand(at(key)))
      const upload = { ...at(key), UploadId }
      try {
        const parts: { ETag: string | undefined; PartNumber: number }[] = []
        let total = 0
        for await (const part of inParts(pieces)) {
          const PartNumber = parts.length + 1
          const sent = { ...upload, PartNumber, Body: part, ContentLength: part.length }
          const { ETag } = await client.send(new s3.UploadPartCommand(sent))
          parts.push({ ETag, PartNumber })
          total += part.length
        }
        await client.send(
          new s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts: parts } }),
        )
        return total
      } catch (error) {
        await client.send(new s3.AbortMultipartUploadCommand(upload)).catch(() => undefined)
        throw error
      }
    },
    get: async (key) => {
      const { client, s3 } = await reach()
      const found = await client.send(new s3.GetObjectCommand(at(key))).catch(ifNotThere)
      // In Node it is a stream of Node's.
      return found?.Body as Readable | undefined
    },
    size: async (key) => {
      const { client, s3 } = await reach()
      const found = await client.send(new s3.HeadObjectCommand(at(key))).catch(ifNotThere)
      return found?.ContentLength
    },
    list: async function* (start) {
      const { client, s3 } = await reach()
      const asked = { Bucket: name, Prefix: `${begin}${start}` }
      let token: string | undefined
      do {
        const next = token === undefined ? {} : { ContinuationToken: token }
        const some = await client.send(new s3.ListObjectsV2Command({ ...asked, ...next }))
        for (const { Key = '', LastModified } of some.Contents ?? []) {
          yield { key: Key.slice(begin.length), at: LastModified ?? new Date() }
        }
        token = some.NextContinuationToken
      } while (token !== undefined)
    },
    remove: async (key) => {
      const { client, s3 } = await reach()
      await client.send(new s3.DeleteObjectCommand(at(key))).catch(ifNotThere)
    },
  }
}

async function load(
  env: Environment,
): Promise<{ client: S3Client; s3: typeof import('@aws-sdk/client-s3') }> {
  const s3 = await import('@aws-sdk/client-s3')
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env
  const client = new s3.S3Client({
    region: env.S3_REGION || 'eu-west-1',
    // Those who speak S3 and are not Amazon have one address for all buckets, and not each the newest checksums.
    ...(env.S3_ENDPOINT ? { endpoint: env.S3_ENDPOINT, forcePathStyle: true } : {}),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: patience,
    // What goes wrong is thrown, and said by whoever asked.
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  })
  return { client, s3 }
}

function quiet(): void {}

// What is not there is an answer; that the bucket itself is not, is none.
function ifNotThere(error: unknown): undefined {
  const said = error as { name?: string; $metadata?: { httpStatusCode?: number } }
  if (said.name === 'NoSuchBucket' || said.$metadata?.httpStatusCode !== 404) throw error
}

async function* inParts(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = []
  let length = 0
  let count = 0
  for await (const piece of pieces) {
    held.push(piece)
    length += piece.length
    if (length < partBytes) continue
    yield Buffer.concat(held)
    count += 1
    held = []
    length = 0
  }
  if (length > 0 || count === 0) yield Buffer.concat(held)
}
