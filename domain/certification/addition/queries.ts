import type { AdditionStatus } from '#domain/certification/addition/addition.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { AdditionFile } from '#regulations/addition.ts'
import { readAddition } from '#regulations/addition.ts'
import { sourceOf } from '#regulations/mistakes.ts'

/** An addition to the regulation: what it says, and who proposed and settled it. */
export interface StoredAddition {
  readonly id: string
  readonly status: AdditionStatus
  readonly file: AdditionFile
  readonly text: string
  /** The SHA-256 of its text. */
  readonly hash: string
  /** The folder that it was imported from; undefined where it was proposed on a page. */
  readonly source: string | undefined
  readonly proposedOn: Temporal.PlainDate
  /** The account that proposed it; undefined where that is gone, or it was imported. */
  readonly proposer: string | undefined
  /** By what name they go; empty where they are gone. */
  readonly proposedBy: string
  readonly settledOn: Temporal.PlainDate | undefined
  /** Who adopted or withdrew it. */
  readonly settledBy: string
  readonly version: number
}

/** The additions of a register, the latest first day first. */
export async function listAdditions(context: Context): Promise<readonly StoredAddition[]> {
  const rows = await selectAdditions(context)
    .orderBy('first_day', 'desc')
    .orderBy('regulation_addition.created_at', 'desc')
    .orderBy('regulation_addition.id', 'desc')
    .execute()
  return rows.map((row) => additionOf(context, row))
}

/** One addition, undefined when there is none with this id. It may be locked until the change. */
export async function findAddition(
  context: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredAddition | undefined> {
  if (lock) {
    await context.db
      .selectFrom('regulation_addition')
      .where('id', '=', id)
      .select('id')
      .forUpdate()
      .execute()
  }
  const row = await selectAdditions(context)
    .where('regulation_addition.id', '=', id)
    .executeTakeFirst()
  return row && additionOf(context, row)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectAdditions>['execute']>>[number]

function selectAdditions({ db, register }: Context) {
  return db
    .selectFrom('regulation_addition')
    .leftJoin('account as proposer', 'proposer.id', 'proposed_by')
    .leftJoin('person as proposing', 'proposing.account_id', 'proposer.id')
    .leftJoin('account as settler', 'settler.id', 'settled_by')
    .leftJoin('person as settling', 'settling.account_id', 'settler.id')
    .where('regulation_addition.register', '=', register.id)
    .select([
      'regulation_addition.id',
      'status',
      'text',
      'hash',
      'source',
      'proposed_on',
      'proposed_by',
      'settled_on',
      'regulation_addition.version',
      'proposer.email as proposer_email',
      'proposing.first_name as proposer_first',
      'proposing.name_prefix as proposer_prefix',
      'proposing.last_name as proposer_last',
      'settler.email as settler_email',
      'settling.first_name as settler_first',
      'settling.name_prefix as settler_prefix',
      'settling.last_name as settler_last',
    ])
}

function additionOf({ register }: Context, row: Row): StoredAddition {
  const called = (...names: readonly (string | null)[]) => names.filter(Boolean).join(' ')
  return {
    id: row.id,
    status: row.status,
    file: readAddition(sourceOf(row.text, row.id), register.id),
    text: row.text,
    hash: row.hash,
    source: row.source ?? undefined,
    proposedOn: Temporal.PlainDate.from(row.proposed_on),
    proposer: row.proposed_by ?? undefined,
    proposedBy:
      called(row.proposer_first, row.proposer_prefix, row.proposer_last) ||
      (row.proposer_email ?? ''),
    settledOn: row.settled_on === null ? undefined : Temporal.PlainDate.from(row.settled_on),
    settledBy:
      called(row.settler_first, row.settler_prefix, row.settler_last) || (row.settler_email ?? ''),
    version: row.version,
  }
}
