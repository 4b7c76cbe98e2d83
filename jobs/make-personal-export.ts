import type { Platform } from '#domain/platform/context/platform.ts'
import {
  failPersonalExport,
  makePersonalExport,
} from '#domain/takeover/personal-export/make-personal-export.ts'

/** Makes what somebody asked of themselves; where the last attempt fails, they are told. */
export async function makeThePersonalExport(
  platform: Platform,
  asked: { readonly register: string; readonly exportId: string },
  isLast: boolean,
): Promise<void> {
  const register = platform.registers.get(asked.register)
  if (register === undefined) return
  const toMake = { register, exportId: asked.exportId }
  try {
    await makePersonalExport(platform, toMake)
  } catch (error) {
    if (isLast) await failPersonalExport(platform, toMake)
    throw error
  }
}
