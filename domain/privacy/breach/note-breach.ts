import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { BreachFacts } from '#domain/privacy/breach/breach.ts'
import { openOf } from '#domain/privacy/breach/breach.ts'
import { findBreach } from '#domain/privacy/breach/queries.ts'

/** Notes a breach, whether or not it has to be reported; what is not known yet is filled in later. */
export async function noteBreach(
  context: Context,
  facts: BreachFacts,
): Promise<{ readonly outcome: 'noted'; readonly id: string }> {
  const { db, register, today, actor } = context
  const { id } = await db
    .insertInto('breach')
    .values({
      register: register.id,
      ...columnsOf(facts),
      noted_on: today.toString(),
      noted_by: accountIdOf(actor) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, { noun: 'breach', id, action: 'note', facts: { title: facts.title } })
  return { outcome: 'noted', id }
}

export type ChangedBreach = {
  readonly outcome:
    | 'changed'
    | 'closed'
    /** It is not said yet whether it was reported and told, or what was done. */
    | 'not-complete'
    | 'stale'
    | 'unknown'
}

/** Fills in what became known of a breach, and closes it once everything is said. */
export async function changeBreach(
  context: Context,
  seen: { readonly id: string; readonly version: number },
  facts: BreachFacts,
  closes: boolean,
): Promise<ChangedBreach> {
  const { db, today } = context
  const breach = await findBreach(context, seen.id, { lock: true })
  if (breach === undefined) return { outcome: 'unknown' }
  if (breach.version !== seen.version || breach.closedOn !== undefined) return { outcome: 'stale' }
  if (closes && openOf(facts).length > 0) return { outcome: 'not-complete' }
  await db
    .updateTable('breach')
    .where('id', '=', breach.id)
    .set((eb) => ({
      ...columnsOf(facts),
      closed_on: closes ? today.toString() : null,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'breach',
    id: breach.id,
    action: closes ? 'close' : 'change',
    facts: { title: facts.title },
  })
  return { outcome: closes ? 'closed' : 'changed' }
}

function columnsOf(facts: BreachFacts) {
  return {
    title: facts.title,
    what: facts.what,
    noticed_at: facts.noticedAt.toString(),
    data: facts.data,
    people: facts.people ?? null,
    consequences: facts.consequences,
    measures: facts.measures,
    reported_on: facts.reportedOn?.toString() ?? null,
    not_reported_because: facts.notReportedBecause,
    told_on: facts.toldOn?.toString() ?? null,
    not_told_because: facts.notToldBecause,
  }
}
