import { sql } from 'kysely'
import { lock } from '#domain/development/meeting-place/contact.ts'
import type { ProfileFacts } from '#domain/development/meeting-place/meeting-place.ts'
import { ownProfile } from '#domain/development/meeting-place/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Comes into the meeting place with a profile, or changes it. The version is that which was seen, 0 for none. */
export async function keepProfile(
  context: Context,
  me: string,
  { region, themes, offers, seeks }: ProfileFacts,
  version: number,
): Promise<'kept' | 'stale'> {
  const { db, register, today } = context
  await lock(context, me)
  const before = await ownProfile(context, me)
  if ((before?.version ?? 0) !== version || before?.hidden === true) return 'stale'
  const { meetingPlace } = register
  const values = {
    region: meetingPlace?.regions.some(({ id }) => id === region) === true ? region : '',
    themes: (meetingPlace?.themes ?? []).map(({ id }) => id).filter((id) => themes.includes(id)),
    offers,
    seeks,
  }
  const written = await db
    .insertInto('meeting_profile')
    .values({
      ...values,
      register: register.id,
      registration_id: me,
      shown_since: today.toString(),
    })
    .onConflict((conflict) =>
      conflict
        .column('registration_id')
        .doUpdateSet({ ...values, version: sql`meeting_profile.version + 1` }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'meeting-place',
    id: written.id,
    action: before === undefined ? 'come-in' : 'change-profile',
    facts: { registration: me },
  })
  return 'kept'
}

/**
 * Leaves the meeting place: the profile goes, contacts end, and whoever was in groups leaves them. Of a profile that
 * a back office took out of sight that stays, without what was written on it: nobody comes back by leaving.
 */
export async function leavePlace(context: Context, me: string): Promise<'left' | 'not-there'> {
  const { db } = context
  await lock(context, me)
  const mine = await ownProfile(context, me)
  if (mine === undefined) return 'not-there'
  const empty = { region: '', themes: [], offers: '', seeks: '' }
  if (mine.hidden) {
    await db
      .updateTable('meeting_profile')
      .where('id', '=', mine.id)
      .set((query) => ({ ...empty, version: query('version', '+', 1) }))
      .execute()
  } else await db.deleteFrom('meeting_profile').where('id', '=', mine.id).execute()
  await leaveEverything(context, me)
  await record(context, {
    noun: 'meeting-place',
    id: mine.id,
    action: 'leave',
    facts: { registration: me },
  })
  return 'left'
}

/** Ends the contacts of somebody, and takes them out of their groups. */
export async function leaveEverything(context: Context, me: string): Promise<void> {
  const { db } = context
  await db
    .updateTable('meeting_contact')
    .where((eb) => eb.or([eb('asker_id', '=', me), eb('asked_id', '=', me)]))
    .where('status', 'in', ['asked', 'accepted'])
    .set({ status: 'ended', status_on: context.today.toString() })
    .execute()
  const groups = await db
    .deleteFrom('meeting_group_member')
    .where('registration_id', '=', me)
    .returning('group_id')
    .execute()
  const ids = groups.map(({ group_id }) => group_id).toSorted()
  for (const id of ids) await endIfEmpty(context, id)
}

/** Ends a group in which nobody is any more: of the last two who leave at once the second sees that the first did. */
export async function endIfEmpty({ db, today }: Context, groupId: string): Promise<void> {
  await db.selectFrom('meeting_group').where('id', '=', groupId).select('id').forUpdate().execute()
  await db
    .updateTable('meeting_group')
    .where('id', '=', groupId)
    .where('ended_on', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('meeting_group_member')
            .where('group_id', '=', groupId)
            .select('registration_id'),
        ),
      ),
    )
    .set({ ended_on: today.toString() })
    .execute()
}
