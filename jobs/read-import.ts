import type { ImportJob } from '#domain/learning/course-import/read-import.ts'
import { breakOffImport, readImport } from '#domain/learning/course-import/read-import.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Reads what a provider offers, from a file or at an address; where it fails the last time that it is tried, its provider sees that. */
export async function readTheImport(
  platform: Platform,
  asked: ImportJob,
  isLast: boolean,
): Promise<void> {
  try {
    await readImport(platform, asked)
  } catch (error) {
    if (isLast) await breakOffImport(platform, asked, error)
    throw error
  }
}
