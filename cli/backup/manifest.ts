import { readFileSync } from 'node:fs'
import { z } from 'zod'

/** What an archive holds, in its last file: only with that it is whole. */
export const manifestName = 'manifest.json'

/** What a backup says of itself. */
export const manifest = z.object({
  format: z.literal(1),
  /** The versions of Peil and of PostgreSQL that made it, and the kind of machine, such as linux-x64. */
  peil: z.string(),
  postgres: z.string(),
  machine: z.string(),
  /** ISO moments: what was confirmed before the end is in it. */
  began: z.iso.datetime(),
  ended: z.iso.datetime(),
  /** Of a database on a server, which is in it as a dump: the roles without which it cannot be put back. */
  dump: z.object({ owner: z.string(), roles: z.array(z.string()) }).optional(),
  /** The migrations of its database. */
  migrations: z.array(z.object({ name: z.string(), hash: z.string() })),
  /** Each file with its length and SHA-256. */
  entries: z.array(
    z.object({
      name: z.string(),
      bytes: z.int().nonnegative(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
  /** The keys of files that rows name and that were not there, or were not what the rows say. */
  missing: z.array(z.string()),
  damaged: z.array(z.string()),
})

export type Manifest = Readonly<z.infer<typeof manifest>>

/** The kind of machine that this is: the database's files fit no other. */
export const machine = `${process.platform}-${process.arch}`

/** The version of this Peil. */
export function versionOfPeil(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  // Our own file.
  return (JSON.parse(text) as { readonly version: string }).version
}
