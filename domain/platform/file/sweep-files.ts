import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

export type SweptFiles =
  | { readonly outcome: 'swept'; readonly files: number }
  /** This connection may not see the documents of every register: nothing was removed. */
  | { readonly outcome: 'cannot-see' }

/** How long a file may lie without being anybody's: somebody may be sending their form just now. */
const grace = Temporal.Duration.from({ hours: 24 })

const together = 500

/**
 * Removes stored files that no document, delivery, export or kept form names and that are older than a day. They
 * stay behind when a change that brought a file is rolled back.
 */
export async function sweepFiles(
  platform: Platform,
  now = Temporal.Now.instant(),
): Promise<SweptFiles> {
  const { db, files } = platform
  if (!(await seesEveryDocument(db))) return { outcome: 'cannot-see' }
  let removed = 0
  let keys: string[] = []
  const sweep = async () => {
    for (const key of await nobodys(db, keys)) {
      await files.remove(key)
      removed += 1
    }
    keys = []
  }
  for await (const key of files.list(now.subtract(grace))) {
    keys.push(key)
    if (keys.length === together) await sweep()
  }
  await sweep()
  return { outcome: 'swept', files: removed }
}

// A database that was restored by another owner hides documents, which then seem to be nobody's.
async function seesEveryDocument(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ sees: boolean }>`
    select not row_security_active('document') or exists (
      select from pg_policies
      where schemaname = 'public' and tablename = 'document'
        and policyname in ('document_of_any_register', 'work_of_any_register')
        and current_user = any (roles)
    ) as sees`.execute(db)
  return rows[0]?.sees ?? false
}

async function nobodys(db: Kysely<Database>, keys: readonly string[]): Promise<readonly string[]> {
  if (keys.length === 0) return []
  const { rows } = await sql<{ key: string }>`
    select stored.key from unnest(${keys}::text[]) as stored (key)
    where not exists (select from document where document.file_key = stored.key)
      and not exists (select from takeover_file where takeover_file.file_key = stored.key)
      and not exists (select from personal_export where personal_export.file_key = stored.key)
      and not exists (
        select from kept_form, jsonb_array_elements(kept_form.files) as file
        where file ->> 'fileKey' = stored.key and kept_form.expires_at > now())`.execute(db)
  return rows.map(({ key }) => key)
}
