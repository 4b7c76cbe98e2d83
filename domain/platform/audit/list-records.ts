import type { Context } from '#domain/platform/context/context.ts'

/** One record of a change, as it stands in the log. */
export interface RecordLine {
  readonly seq: number
  readonly noun: string
  readonly recordId: string
  readonly action: string
  readonly actor: string
  readonly actorEmail: string | undefined
  /** A moment, ISO text. */
  readonly at: string
  /** The business date, ISO text. */
  readonly day: string
  readonly sealed: boolean
}

/** How far the record of this register is sealed. */
export interface Sealed {
  readonly size: number
  readonly signedAt: string | undefined
  /** The signed note of the last checkpoint, as an outsider can keep it. */
  readonly note: string | undefined
}

/** One page of the changes in this register, newest first; of one thing when it is named. */
export async function listRecords(
  context: Context,
  page: number,
  perPage: number,
  about?: { readonly noun: string; readonly id: string },
): Promise<{ readonly records: readonly RecordLine[]; readonly total: number }> {
  let records = context.db
    .selectFrom('audit_record')
    .where('audit_record.register', '=', context.register.id)
  if (about !== undefined) {
    records = records.where('noun', '=', about.noun).where('record_id', '=', about.id)
  }
  const rows = await records
    .leftJoin('audit_leaf', 'audit_leaf.seq', 'audit_record.seq')
    .select([
      'audit_record.seq',
      'audit_record.noun',
      'audit_record.record_id',
      'audit_record.action',
      'audit_record.actor',
      'audit_record.at',
      'audit_record.day',
      'audit_leaf.index as leaf',
    ])
    .orderBy('audit_record.seq', 'desc')
    .limit(perPage)
    .offset((page - 1) * perPage)
    .execute()
  const { total } = await records
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const emails = await emailsOf(
    context,
    rows.map((row) => row.actor),
  )
  return {
    total,
    records: rows.map((row) => ({
      seq: row.seq,
      noun: row.noun,
      recordId: row.record_id,
      action: row.action,
      actor: row.actor,
      actorEmail: emails.get(row.actor.replace(/^account:/, '')),
      at: row.at,
      day: row.day,
      sealed: row.leaf !== null,
    })),
  }
}

/** The last checkpoint of this register's record. */
export async function lastCheckpoint(context: Context): Promise<Sealed> {
  const row = await context.db
    .selectFrom('audit_checkpoint')
    .where('register', '=', context.register.id)
    .select(['size', 'signed_at', 'note'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { size: row?.size ?? 0, signedAt: row?.signed_at, note: row?.note }
}

async function emailsOf(
  context: Context,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(actors)]
    .map((actor) => actor.replace(/^account:/, ''))
    .filter((id) => /^[0-9a-f-]{36}$/.test(id))
  if (ids.length === 0) return new Map()
  const rows = await context.db
    .selectFrom('account')
    .where('id', 'in', ids)
    .select(['id', 'email'])
    .execute()
  return new Map(rows.map((row) => [row.id, row.email]))
}
