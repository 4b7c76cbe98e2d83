import type { Said } from '#domain/allocation/allocation/said.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Norm } from '#norms/load.ts'

// All of them see what the transaction acts for: see actForOrganisation.

/** A decision as a line of a list. */
export interface ListedAllocation {
  readonly id: string
  readonly work: string
  readonly outcome: Said['decision']['outcome']
  readonly choice: Said['choice']['is']
  readonly decidedOn: Temporal.PlainDate
  readonly reviewOn: Temporal.PlainDate
  /** The decision that went in its place, and on which day. */
  readonly amendedBy: string | undefined
  readonly amendedOn: Temporal.PlainDate | undefined
}

/** A decision, whole: what it says, as it is signed, and the note that signs it. */
export interface Allocation extends ListedAllocation {
  readonly says: Said
  /** What it says in the one way of writing that is signed. */
  readonly text: string
  readonly note: string
}

/** How many decisions stand on one page. */
export const listedAllocations = 100

/** The decisions of an organisation that hold, those to be looked at again first; or the ones that were amended too. */
export async function listAllocations(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  { amended, skip = 0 }: { readonly amended: boolean; readonly skip?: number },
): Promise<{ readonly rows: readonly ListedAllocation[]; readonly total: number }> {
  const all = db
    .selectFrom('allocation')
    .leftJoin('allocation as later', 'later.amends', 'allocation.id')
    .where('allocation.organisation_id', '=', organisationId)
    .$if(!amended, (query) => query.where('later.id', 'is', null))
  const { total } = await all
    .select(({ fn }) => fn.countAll<string>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await all
    .select([
      ...(['allocation.id', 'allocation.work', 'allocation.outcome', 'allocation.choice'] as const),
      ...(['allocation.decided_on', 'allocation.review_on', 'later.id as later_id'] as const),
      'later.decided_on as later_on',
    ])
    .orderBy('allocation.review_on')
    .orderBy('allocation.id')
    .offset(skip)
    .limit(listedAllocations)
    .execute()
  return { rows: rows.map(toListed), total: Number(total) }
}

/** One decision of an organisation. */
export async function findAllocation(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  id: string,
): Promise<Allocation | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('allocation')
    .leftJoin('allocation as later', 'later.amends', 'allocation.id')
    .where('allocation.id', '=', id)
    .where('allocation.organisation_id', '=', organisationId)
    .select([
      ...(['allocation.id', 'allocation.work', 'allocation.outcome', 'allocation.choice'] as const),
      ...(['allocation.decided_on', 'allocation.review_on', 'later.id as later_id'] as const),
      'later.decided_on as later_on',
      ...(['allocation.said', 'allocation.note'] as const),
    ])
    .executeTakeFirst()
  // Our own JSON: written by recordAllocation only.
  return (
    row && {
      ...toListed(row),
      says: JSON.parse(row.said) as Said,
      text: row.said,
      note: row.note,
    }
  )
}

/** What each of these decisions says; the transaction acts for its organisation. */
export async function saidOfEach(
  { db }: Pick<Context, 'db'>,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly says: Said }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('allocation')
    .where('id', 'in', [...ids])
    .select(['id', 'said'])
    .execute()
  // Our own JSON: written by recordAllocation only.
  return rows.map(({ id, said }) => ({ id, says: JSON.parse(said) as Said }))
}

/** How a decision stands of which somebody has the file: whether another one went in its place, or that it is not kept. */
export async function standingOf(
  { db }: Pick<Context, 'db'>,
  id: string,
): Promise<
  { readonly is: 'holds' | 'not-kept' } | { readonly is: 'replaced'; readonly on: string }
> {
  const row = await db
    .selectFrom('allocation')
    .leftJoin('allocation as later', 'later.amends', 'allocation.id')
    .where('allocation.id', '=', id)
    .select(['allocation.id', 'later.decided_on as later_on'])
    .executeTakeFirst()
  if (row === undefined) return { is: 'not-kept' }
  return row.later_on === null ? { is: 'holds' } : { is: 'replaced', on: row.later_on }
}

/** Whether decisions were recorded by this version of a norm when its file said something else. */
export async function normEdited(
  { db }: Pick<Context, 'db'>,
  { norm, version, sha256 }: Pick<Norm, 'norm' | 'version' | 'sha256'>,
): Promise<boolean> {
  const other = await db
    .selectFrom('allocation')
    .where('norm', '=', norm)
    .where('norm_version', '=', version.toString())
    .where('norm_sha256', '<>', sha256)
    .select('id')
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

function toListed(row: {
  readonly id: string
  readonly work: string
  readonly outcome: Said['decision']['outcome']
  readonly choice: Said['choice']['is']
  readonly decided_on: string
  readonly review_on: string
  readonly later_id: string | null
  readonly later_on: string | null
}): ListedAllocation {
  return {
    id: row.id,
    work: row.work,
    outcome: row.outcome,
    choice: row.choice,
    decidedOn: Temporal.PlainDate.from(row.decided_on),
    reviewOn: Temporal.PlainDate.from(row.review_on),
    amendedBy: row.later_id ?? undefined,
    amendedOn: row.later_on === null ? undefined : Temporal.PlainDate.from(row.later_on),
  }
}
