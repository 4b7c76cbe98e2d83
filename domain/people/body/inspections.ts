import type { Member } from '#domain/people/body/conflict.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** A file that members of a body open: of an application, of what is judged apart, of a question to the board, of an objection, of a verdict of others. */
export type Opened =
  | { readonly noun: 'application'; readonly id: string }
  | { readonly noun: 'interim'; readonly id: string }
  | { readonly noun: 'ruling'; readonly id: string }
  | { readonly noun: 'objection'; readonly id: string }
  | { readonly noun: 'verdict'; readonly id: string }

/** That somebody opened a file. */
export interface Inspection {
  readonly name: string
  /** The id of the body in which they did. */
  readonly body: string
  readonly on: Temporal.PlainDate
}

const columns = {
  application: 'application_id',
  interim: 'interim_id',
  ruling: 'ruling_id',
  objection: 'objection_id',
  verdict: 'verdict_id',
} as const satisfies Record<Opened['noun'], string>

/**
 * Keeps that a member, who says that nothing stands in the way, opens a file: once for every day on
 * which they do.
 */
export async function keepInspection(
  context: Context,
  { noun, id }: Opened,
  memberId: Member['id'],
  body: string,
): Promise<void> {
  const { db, register, today } = context
  const opened = await db
    .insertInto('inspection')
    .values({
      register: register.id,
      [columns[noun]]: id,
      member_id: memberId,
      body,
      opened_on: today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('opened_on')
    .executeTakeFirst()
  if (opened === undefined) return
  await record(context, {
    noun,
    id,
    action: 'open-file',
    facts: { member: memberId, declared: 'no-interest' },
  })
}

/** The last day on which a member opened a file; undefined where they never did. */
export async function lastOpened(
  { db }: Context,
  { noun, id }: Opened,
  memberId: Member['id'],
): Promise<Temporal.PlainDate | undefined> {
  const row = await db
    .selectFrom('inspection')
    .where(columns[noun], '=', id)
    .where('member_id', '=', memberId)
    .orderBy('opened_on', 'desc')
    .limit(1)
    .select('opened_on')
    .executeTakeFirst()
  return row && Temporal.PlainDate.from(row.opened_on)
}

/** Who opened a file and when, the newest first. */
export async function inspectionsOf(
  { db }: Context,
  { noun, id }: Opened,
): Promise<readonly Inspection[]> {
  const rows = await db
    .selectFrom('inspection')
    .leftJoin('person', 'person.account_id', 'inspection.member_id')
    .where(`inspection.${columns[noun]}`, '=', id)
    .orderBy('inspection.opened_on', 'desc')
    .orderBy('inspection.id', 'desc')
    .select([
      'inspection.body',
      'inspection.opened_on',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
    ])
    .execute()
  return rows.map((row) => ({
    name: fullName({
      firstName: row.first_name ?? '',
      initials: row.initials ?? '',
      namePrefix: row.name_prefix ?? '',
      lastName: row.last_name ?? '',
    }),
    body: row.body,
    on: Temporal.PlainDate.from(row.opened_on),
  }))
}
