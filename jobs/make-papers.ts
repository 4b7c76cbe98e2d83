import type { Platform } from '#domain/platform/context/platform.ts'
import { makePapers } from '#domain/platform/paper/make-papers.ts'

/** Makes the papers of a decision; what failed is tried again by the queue. */
export async function makeThePapers(
  platform: Platform,
  data: { readonly register: string; readonly papers: readonly string[] },
): Promise<void> {
  const register = platform.registers.get(data.register)
  if (register === undefined) return
  const [failed] = await makePapers(platform, register, data.papers)
  if (failed !== undefined) throw new Error(failed.reason)
}
