import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { FactorReset } from '#domain/people/account/factor-reset.ts'
import { isOver } from '#domain/people/account/factor-reset.ts'
import { greetingName } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What runs for an account, in whatever register it was asked; what nobody came for in time does not. */
export async function runningResetOf(
  db: Transaction<Database>,
  accountId: string,
): Promise<FactorReset | undefined> {
  const resets = await resetsBy(db, { accountId })
  return resets.find(runs)
}

/** What runs in a register, and what came of those of the last three months; the newest first. */
export async function listFactorResets({ db, register }: Context): Promise<{
  readonly running: readonly FactorReset[]
  readonly over: readonly FactorReset[]
}> {
  const resets = await resetsBy(db, { register: register.id })
  return {
    running: resets.filter(runs),
    over: resets.filter((one) => !runs(one)),
  }
}

function runs(reset: FactorReset): boolean {
  return reset.endedAt === undefined && !isOver(reset, Temporal.Now.instant())
}

async function resetsBy(
  db: Transaction<Database>,
  of: { readonly accountId: string } | { readonly register: string },
): Promise<readonly FactorReset[]> {
  const since = Temporal.Now.instant()
    .subtract({ hours: 24 * 92 })
    .toString()
  const all = db
    .selectFrom('factor_reset')
    .innerJoin('account', 'account.id', 'factor_reset.account_id')
    .where('account.closed_at', 'is', null)
    .where('factor_reset.asked_at', '>', since)
  const rows = await ('accountId' in of
    ? all.where('factor_reset.account_id', '=', of.accountId)
    : all.where('factor_reset.register', '=', of.register)
  )
    .select([
      'factor_reset.id',
      'factor_reset.account_id',
      'factor_reset.status',
      'factor_reset.reason',
      'factor_reset.asked_by',
      'factor_reset.asked_at',
      'factor_reset.due_at',
      'factor_reset.ended_at',
      'factor_reset.ended_by',
      'account.email',
    ])
    .orderBy('factor_reset.asked_at', 'desc')
    .orderBy('factor_reset.id', 'desc')
    .limit(200)
    .execute()
  const resets: FactorReset[] = []
  for (const row of rows) {
    resets.push({
      id: row.id,
      accountId: row.account_id,
      email: row.email,
      name: await greetingName(db, row.account_id, row.email),
      status: row.status,
      reason: row.reason,
      askedBy: row.asked_by ?? undefined,
      askedAt: row.asked_at,
      dueAt: row.due_at ?? undefined,
      endedAt: row.ended_at ?? undefined,
      endedBy: row.ended_by ?? undefined,
    })
  }
  return resets
}
