import type { Term } from '#domain/people/body/seat.ts'
import { hasTerm, termFrom } from '#domain/people/body/seat.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** What came of setting a term. */
export type TermSet = {
  readonly outcome: 'set' | 'unchanged' | 'not-found' | 'ends-before-it-begins'
}

/**
 * Sets from when until when somebody sits in a body of this register: outside it they cannot act.
 * What they did within it stays.
 */
export async function setTerm(context: Context, seatId: string, term: Term): Promise<TermSet> {
  const { first, last } = term
  if (!isUuid(seatId)) return { outcome: 'not-found' }
  if (first !== undefined && last !== undefined && Temporal.PlainDate.compare(first, last) > 0) {
    return { outcome: 'ends-before-it-begins' }
  }
  const { db, register } = context
  const row = await db
    .selectFrom('staff_role')
    .where('id', '=', seatId)
    .where('register', '=', register.id)
    .select(['account_id', 'role', 'body', 'first', 'last'])
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || !hasTerm(row)) return { outcome: 'not-found' }
  const before = inText(termFrom(row))
  const after = inText(term)
  if (before.first === after.first && before.last === after.last) return { outcome: 'unchanged' }
  await db.updateTable('staff_role').set(after).where('id', '=', seatId).execute()
  await record(context, {
    noun: 'staff',
    id: row.account_id,
    action: 'set-term',
    facts: { role: row.role, body: row.body, before, after },
  })
  return { outcome: 'set' }
}

function inText({ first, last }: Term) {
  return { first: first?.toString() ?? null, last: last?.toString() ?? null }
}
