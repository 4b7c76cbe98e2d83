import { sql } from 'kysely'
import type { Edition, Owner } from '#domain/courses/course/course.ts'
import { findEdition } from '#domain/courses/course/queries.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Sees what whoever gives a course may see of who wants to come, in whatever register they said so, for as long as
 * `work` takes; then the transaction sees what it saw before. Nothing of it is told to who acts.
 */
export async function asGiver<Result>(
  context: Context,
  owner: Owner,
  work: () => Promise<Result>,
): Promise<Result> {
  const { rows } =
    await sql<Seen>`select current_setting('peil.organisation', true) as organisation,
    current_setting('peil.account', true) as account,
    current_setting('peil.person', true) as person`.execute(context.db)
  if (owner.is === 'organisation') await actForOrganisation(context, owner.id)
  else {
    await actAsOwner({
      ...context,
      actor: { kind: 'system', task: 'enrolment', personId: owner.id },
    })
  }
  const result = await work()
  const { organisation, account, person } = rows[0] ?? nothing
  await sql`select set_config('peil.organisation', ${organisation ?? ''}, true),
    set_config('peil.account', ${account ?? ''}, true),
    set_config('peil.person', ${person ?? ''}, true)`.execute(context.db)
  return result
}

/** An edition, locked: whoever wants a place of it or makes room waits for each other. Undefined where it is none. */
export function lockEdition(
  context: Context,
  owner: Owner,
  id: string,
): Promise<Edition | undefined> {
  return asGiver(context, owner, () => findEdition(context, id, { lock: true }))
}

interface Seen {
  readonly organisation: string | null
  readonly account: string | null
  readonly person: string | null
}

const nothing: Seen = { organisation: null, account: null, person: null }
