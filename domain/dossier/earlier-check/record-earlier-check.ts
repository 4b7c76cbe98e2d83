import { sql } from 'kysely'
import type { EarlierCheck } from '#domain/dossier/earlier-check/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { registersAtStart } from '#engine'
import type { Register } from '#regulations/register.ts'

export type RecordedEarlierCheck =
  | { readonly outcome: 'recorded' }
  /** What was seen after the period began, was not shown at its start. */
  | { readonly outcome: 'too-late'; readonly first: Temporal.PlainDate }
  /** One of this register stands already. */
  | { readonly outcome: 'known' }
  | { readonly outcome: 'not-asked' }

/** Whose period came from outside: it runs, and no application here gave it. */
export type FromOutside =
  | { readonly is: 'from-outside'; readonly first: Temporal.PlainDate }
  | { readonly is: 'from-here' }

/** The registers elsewhere that a register looks for at the start of a period, in any version. */
export function soughtAtStart({ versions }: Pick<Register, 'versions'>): readonly string[] {
  return [...new Set(versions.flatMap(({ regulation }) => registersAtStart(regulation)))]
}

/** Whether the period of a registration came from outside; locked, nobody changes it meanwhile. */
export async function fromOutside(
  { db }: Context,
  registrationId: string,
  options: { readonly lock?: boolean } = {},
): Promise<FromOutside> {
  const { rows } = await sql<{ first: string | null; given: boolean }>`
    select coalesce(r.full_first, r.valid_first) as first, exists (select from application g
      where g.registration_id = r.id and g.status = 'granted' and g.kind <> 'move') as given
    from registration r where r.id = ${registrationId}
    ${options.lock === true ? sql`for update of r` : sql``}`.execute(db)
  const first = rows[0]?.first ?? null
  if (first === null || rows[0]?.given === true) return { is: 'from-here' }
  return { is: 'from-outside', first: Temporal.PlainDate.from(first) }
}

/** Records that a registration elsewhere was checked when a period began that came from outside. */
export async function recordEarlierCheck(
  context: Context,
  { registrationId, ...check }: Omit<EarlierCheck, 'id'> & { readonly registrationId: string },
): Promise<RecordedEarlierCheck> {
  const { db, register, today, actor } = context
  const { elsewhere, number, checkedOn, checkedBy, shownBy } = check
  const period = await fromOutside(context, registrationId, { lock: true })
  if (period.is === 'from-here' || !soughtAtStart(register).includes(elsewhere)) {
    return { outcome: 'not-asked' }
  }
  if (Temporal.PlainDate.compare(checkedOn, period.first) > 0) {
    return { outcome: 'too-late', first: period.first }
  }
  const known = await db
    .selectFrom('earlier_check')
    .where('registration_id', '=', registrationId)
    .where('elsewhere', '=', elsewhere)
    .where('withdrawn_on', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (known !== undefined) return { outcome: 'known' }
  const { id } = await db
    .insertInto('earlier_check')
    .values({
      register: register.id,
      registration_id: registrationId,
      elsewhere,
      number,
      checked_on: checkedOn.toString(),
      checked_by: checkedBy,
      shown_by: shownBy,
      recorded_on: today.toString(),
      recorded_by: actor.kind === 'account' ? actor.accountId : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'earlier-check',
    id,
    action: 'record',
    facts: { registrationId, elsewhere, number, checkedOn, checkedBy, shownBy },
  })
  return { outcome: 'recorded' }
}
