import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
// It brings no types.
// @ts-expect-error
import S3rver from '@20minutes/s3rver'

/** A server of S3 on this machine, with one bucket, `peil`, and what to set to reach it. */
export interface BucketServer {
  readonly env: Readonly<Record<string, string>>
  /** Starts and stops what answers: everything in it stays. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** Starts such a server, which keeps everything in a folder. */
export async function startBucket(folder: string): Promise<BucketServer> {
  mkdirSync(folder, { recursive: true })
  let server: Server | undefined
  let port = 0
  const s3 = new S3rver({
    ...{ silent: true, directory: folder, address: '127.0.0.1', port: 0 },
    // It reckons the signature of some questions otherwise than Amazon's own client; who asks it does check.
    allowMismatchedSignatures: true,
    ...{ vhostBuckets: false, configureBuckets: [{ name: 'peil' }] },
  })
  await s3.configureBuckets()
  const answer: Parameters<typeof createServer>[1] = s3.callback()
  const start = async () => {
    const starting = createServer(answer).listen(port, '127.0.0.1')
    await once(starting, 'listening')
    port = (starting.address() as AddressInfo).port
    server = starting
  }
  const stop = async () => {
    const stopping = server
    server = undefined
    if (stopping === undefined) return
    stopping.close()
    if ('closeAllConnections' in stopping)
      (stopping as ReturnType<typeof createServer>).closeAllConnections()
    await once(stopping, 'close')
  }
  await start()
  const env = {
    S3_BUCKET: 'peil',
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  }
  return { env, start, stop }
}
