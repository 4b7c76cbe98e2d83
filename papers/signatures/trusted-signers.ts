import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { certificatesIn } from './trust.ts'

/** By whose word signatures are believed: for each signer that a register names, and for time stamps. */
export interface TrustedSigners {
  /** Certificates (DER) by the id of a signer. */
  readonly signers: ReadonlyMap<string, readonly Uint8Array[]>
  readonly stamps: readonly Uint8Array[]
}

/**
 * Reads the certificates in PEM of a folder: for each signer a folder with its id, and `time-stamps`.
 * Where there is no folder nobody is trusted. Throws with the name of a file that is no certificate.
 */
export async function trustedSigners(folder: string): Promise<TrustedSigners> {
  const signers = new Map<string, readonly Uint8Array[]>()
  for (const entry of await entriesOf(folder)) {
    if (entry.isDirectory()) signers.set(entry.name, await certificatesOf(join(folder, entry.name)))
  }
  const stamps = signers.get(timeStamps) ?? []
  signers.delete(timeStamps)
  return { signers, stamps }
}

const timeStamps = 'time-stamps'

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

async function certificatesOf(folder: string): Promise<readonly Uint8Array[]> {
  const names = (await readdir(folder)).filter((name) => /\.(?:pem|crt)$/i.test(name)).toSorted()
  const found: Uint8Array[] = []
  for (const name of names) {
    const path = join(folder, name)
    try {
      found.push(...certificatesIn(await readFile(path, 'utf8')).map(({ raw }) => raw))
    } catch (error) {
      throw new Error(`${path} holds no certificate in PEM.`, { cause: error })
    }
  }
  return found
}
