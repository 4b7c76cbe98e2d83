import type { Readable } from 'node:stream'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { lookAsOwner } from '#domain/platform/context/own-registers.ts'
import { HeldBackFile, openSame } from '#domain/platform/file/held-back-file.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { PersonalExportStatus } from '#domain/takeover/personal-export/personal-export.ts'

/** An export as whoever asked for it sees it. */
export interface OwnExport {
  readonly id: string
  /** Where it was asked, and is fetched. */
  readonly register: string
  readonly status: PersonalExportStatus
  readonly askedOn: Temporal.PlainDate
  readonly askedAt: Temporal.Instant
  /** The last day on which it can be fetched. */
  readonly fetchBefore: Temporal.PlainDate | undefined
  readonly size: number | undefined
}

/** What whoever acts asked last, in any register; the newest first. */
export function findOwnExports(context: Context): Promise<readonly OwnExport[]> {
  return lookAsOwner(context, async ({ db }) => {
    const rows = await db
      .selectFrom('personal_export')
      .where('account_id', '=', String(accountIdOf(context.actor)))
      .select(['id', 'register', 'status', 'asked_on', 'created_at', 'fetch_before', 'size'])
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(10)
      .execute()
    return rows.map((row) => ({
      id: row.id,
      register: row.register,
      // Until the morning's work it is there, and nobody gets it any more.
      status: isOver(row, context.today) ? 'ended' : row.status,
      askedOn: Temporal.PlainDate.from(row.asked_on),
      askedAt: Temporal.Instant.from(row.created_at),
      fetchBefore:
        row.fetch_before === null ? undefined : Temporal.PlainDate.from(row.fetch_before),
      size: row.size ?? undefined,
    }))
  })
}

export type OpenedExport =
  | {
      readonly outcome: 'opened'
      readonly name: string
      readonly mediaType: string
      readonly size: number
      readonly contents: Readable
    }
  /** It was swept, or lost. */
  | { readonly outcome: 'gone' }
  /** It is nobody's, or somebody else's. */
  | { readonly outcome: 'unknown' }

/** Opens an export that whoever acts asked in this register, as long as it lies ready. */
export async function openOwnExport(context: Context, id: string): Promise<OpenedExport> {
  const found = await lookAsOwner(context, async ({ db }) =>
    isUuid(id)
      ? db
          .selectFrom('personal_export')
          .where('id', '=', id)
          .where('register', '=', context.register.id)
          .where('account_id', '=', String(accountIdOf(context.actor)))
          .select(['status', 'ready_on', 'fetch_before', 'size', 'sha256', 'file_key'])
          .executeTakeFirst()
      : undefined,
  )
  if (found === undefined) return { outcome: 'unknown' }
  if (found.status !== 'ready' || isOver(found, context.today)) return { outcome: 'gone' }
  const { file_key: fileKey, sha256, size } = found
  if (fileKey === null || sha256 === null || size === null) return { outcome: 'gone' }
  try {
    const kept = { documentId: id, fileKey, sha256 }
    const contents = await openSame(context.platform.files, kept)
    const name = `alles-over-mij-${found.ready_on}.zip`
    return { outcome: 'opened', name, mediaType: 'application/zip', size, contents }
  } catch (error) {
    // It can be made again.
    if (error instanceof HeldBackFile) return { outcome: 'gone' }
    throw error
  }
}

function isOver(
  { fetch_before: last }: { readonly fetch_before: string | null },
  today: Temporal.PlainDate,
): boolean {
  return last !== null && last < today.toString()
}
