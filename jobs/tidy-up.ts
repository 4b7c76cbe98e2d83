import { removeExpired } from '#domain/people/account/remove-expired.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { SweptFiles } from '#domain/platform/file/sweep-files.ts'
import { sweepFiles } from '#domain/platform/file/sweep-files.ts'
import { sweepTemporary } from '#domain/platform/storage/temporary-folder.ts'

/** Removes what has no use any more, of every register: old links and sessions, files of nobody, what a crash left. */
export async function tidyUp(platform: Platform): Promise<SweptFiles> {
  await removeExpired(platform.db)
  await sweepTemporary()
  return sweepFiles(platform)
}
