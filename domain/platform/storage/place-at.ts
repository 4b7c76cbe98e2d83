import { resolve } from 'node:path'
import { openBucket } from '#domain/platform/storage/bucket.ts'
import { folderOnDisk } from '#domain/platform/storage/folder.ts'
import type { Place } from '#domain/platform/storage/place.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** An address of a bucket that is none. */
export class NoPlace extends Error {}

/** Whether an address is of a bucket, and not of a folder. */
export function isBucket(address: string): boolean {
  return address.startsWith('s3://')
}

/**
 * The folder at a path, or the bucket at an address `s3://bucket` or `s3://bucket/what/below`, which is
 * reached as S3_… of the environment say. What is secret, no other user of this machine may read. Throws NoPlace where it is no such address.
 */
export function placeAt(address: string, env: Environment, { secret = false } = {}): Place {
  if (!isBucket(address)) return folderOnDisk(resolve(address), { secret })
  const [, name, prefix = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(address) ?? []
  if (name === undefined) throw new NoPlace(`${address} is not an address like s3://bucket/prefix`)
  return openBucket(name, prefix, env)
}
