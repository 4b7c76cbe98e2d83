import { removeExpired } from '#domain/people/account/remove-expired.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { SweptFiles } from '#domain/platform/file/sweep-files.ts'
import { sweepFiles } from '#domain/platform/file/sweep-files.ts'

/** Removes what has no use any more, of every register: old links and sessions, files of nobody. */
export async function tidyUp(platform: Platform): Promise<SweptFiles> {
  await removeExpired(platform.db)
  return sweepFiles(platform)
}
