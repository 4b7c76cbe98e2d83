import { removeExpired } from '#domain/account/remove-expired.ts'
import type { SweptFiles } from '#domain/document/sweep-files.ts'
import { sweepFiles } from '#domain/document/sweep-files.ts'
import type { Platform } from '#domain/shared/context.ts'

/** Removes what has no use any more, of every register: old links and sessions, files of nobody. */
export async function tidyUp(platform: Platform): Promise<SweptFiles> {
  await removeExpired(platform.db)
  return sweepFiles(platform)
}
