import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import type { Connection } from '#db/connection.ts'
import type { Register } from '#regulations/register.ts'
import { freshDatabase } from '#testing/database.ts'
import type { TestPlatform } from '#testing/platform-on.ts'
import { platformOn, testOrigin } from '#testing/platform-on.ts'
import { templateWithCast, templateWithRegisters } from '#testing/server.ts'

export type { TestPlatform } from '#testing/platform-on.ts'

/** Makes a Peil for this test file, about the KRSD unless told otherwise; it ends with the file's tests. */
export async function testPlatform(
  options: {
    readonly demo?: boolean
    /** It is a demo in which its people are, who were put there once for all test files. */
    readonly cast?: boolean
    readonly register?: string
    /** Another number of people a day that one source sees of the public register. */
    readonly peopleADay?: number
    /** Another number of rows a day with which an organisation may name nobody. */
    readonly unknownRowsADay?: number
    /** What the environment says besides. */
    readonly env?: Readonly<Record<string, string>>
    /** What a visitor asked for by mail is answered at once, as its job would, unless told otherwise. */
    readonly answers?: boolean
    /** The committee decides as soon as enough members judged, also where it meets for that. */
    readonly inWriting?: boolean
    /** Another database than one of the file's own, in which the registers are. */
    readonly connection?: Connection
  } = {},
): Promise<TestPlatform> {
  const dataDirectory = mkdtempSync(path.join(os.tmpdir(), 'peil-test-files-'))
  // A file may still be on its way into it.
  after(() => rmSync(dataDirectory, { recursive: true, force: true, maxRetries: 5 }))
  const withCast = async (host: string) => {
    const { database, folder } = await templateWithCast(host, testOrigin)
    cpSync(folder, dataDirectory, { recursive: true })
    return database
  }
  const connection =
    options.connection ?? (await freshDatabase(options.cast ? withCast : templateWithRegisters))
  const peil = await platformOn(connection, { ...options, dataDirectory })
  if (options.inWriting === true) decideInWriting(peil.platform.registers)
  return peil
}

// Other tests of the same process have the same registers, so what is changed is a copy of theirs.
function decideInWriting(registers: ReadonlyMap<string, Register>): void {
  assert.ok(registers instanceof Map)
  for (const [id, register] of registers) {
    const versions = register.versions.map((version: Register['versions'][number]) => {
      const { regulation } = version
      const committee = { ...regulation.committee, decides: 'when-enough-votes' as const }
      return { ...version, regulation: { ...regulation, committee } }
    })
    registers.set(id, { ...register, versions })
  }
}
