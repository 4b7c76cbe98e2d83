import type { ImportJob } from '#domain/learning/course-import/read-address.ts'
import { breakOffImport, readAddress } from '#domain/learning/course-import/read-address.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Asks an address for what a provider offers; where it fails the last time that it is tried, its provider sees that. */
export async function readTheAddress(
  platform: Platform,
  asked: ImportJob,
  isLast: boolean,
): Promise<void> {
  try {
    await readAddress(platform, asked)
  } catch (error) {
    if (isLast) await breakOffImport(platform, asked, error)
    throw error
  }
}
