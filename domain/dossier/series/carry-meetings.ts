import { sql } from 'kysely'
import { fileMeeting } from '#domain/dossier/series/file-meetings.ts'
import { seriesThatGoOn } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMeeting } from '#domain/dossier/series/series.ts'
import { meetingsToAnswer, wordOf } from '#domain/dossier/series/series.ts'
import { withPortfolio } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

/**
 * Brings what the groups of a register confirmed into the portfolios that their members have in other
 * registers, each in a transaction of its own: there it is what somebody did and what the group says
 * of it, to be judged by what that register asks. Of what this register finds of it nothing goes along.
 */
export async function carryMeetings(
  platform: Platform,
  register: Register,
  today?: Temporal.PlainDate,
): Promise<void> {
  const day = today === undefined ? {} : { today }
  const actor = { kind: 'system', task: 'series' } as const
  const attended = await inRegister(
    platform,
    { register, readOnly: true, ...day },
    actor,
    attendedMeetings,
  )
  if (attended.length === 0) return
  for (const other of platform.registers.values()) {
    if (other.id === register.id) continue
    await inRegister(platform, { register: other, ...day }, actor, (context) =>
      bringIn(context, attended),
    )
  }
}

/** A meeting at which a member was, as they and others say. */
interface Attended {
  readonly series: Series
  readonly meeting: SeriesMeeting
  readonly member: Series['members'][number]
  readonly word: ReturnType<typeof wordOf>
}

async function attendedMeetings(context: Context): Promise<readonly Attended[]> {
  const all = await seriesThatGoOn(context)
  return all.flatMap((series) =>
    meetingsToAnswer(series, context.today).flatMap((meeting) =>
      series.members
        .map((member) => ({ series, meeting, member, word: wordOf(series, meeting, member.id) }))
        .filter(({ word }) => word.says === 'present'),
    ),
  )
}

async function bringIn(context: Context, attended: readonly Attended[]): Promise<void> {
  const registrations = await registrationsOf(context, attended)
  for (const [id, ofSeries] of Map.groupBy(attended, ({ series }) => series.id)) {
    let filed = 0
    let heard = 0
    for (const { series, meeting, member, word } of ofSeries) {
      const registrationId =
        registrations.get(member.accountId ?? '') ?? registrations.get(member.email)
      if (registrationId === undefined) continue
      if (await isClaimed(context, { meeting, memberId: member.id, registrationId })) {
        heard += await keepWordHere(context, { meeting, memberId: member.id, word })
        continue
      }
      const { confirmed } = word
      const about = { series, meeting, memberId: member.id, registrationId, confirmed }
      filed += await fileMeeting(context, { ...about, elsewhere: true })
      heard += await keepWordHere(context, { meeting, memberId: member.id, word })
    }
    if (filed + heard === 0) continue
    await record(context, { noun: 'series', id, action: 'file', facts: { filed } })
  }
}

// By account and by the address at which they were asked.
async function registrationsOf(
  { db, register }: Context,
  attended: readonly Attended[],
): Promise<ReadonlyMap<string, string>> {
  const addresses = [...new Set(attended.map(({ member }) => member.email))]
  const accounts = [...new Set(attended.flatMap(({ member }) => member.accountId ?? []))]
  const { rows } = await sql<{ id: string; account_id: string; email: string }>`
    select r.id, a.id as account_id, lower(a.email) as email
    from account a join person p on p.account_id = a.id
    join registration r on r.person_id = p.id
    where r.register = ${register.id} and a.closed_at is null
      and r.status = any(${[...withPortfolio(register)]})
      and (a.id = any(${accounts}::uuid[]) or lower(a.email) = any(${addresses}))`.execute(db)
  return new Map(
    rows.flatMap(({ id, account_id, email }) => [[account_id, id] as const, [email, id] as const]),
  )
}

interface Place {
  readonly meeting: SeriesMeeting
  readonly memberId: string
}

// Whether it is in the portfolio here, or was and was taken out by its owner.
async function isClaimed(
  { db, register }: Context,
  { meeting, memberId, registrationId }: Place & { readonly registrationId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('activity_group')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'activity_group.activity_id')
    .where('meeting_id', '=', meeting.id)
    .where('member_id', '=', memberId)
    .where('activity_group.register', '=', register.id)
    .where('registration_id', '=', registrationId)
    .select('activity_group.activity_id')
    .executeTakeFirst()
  return row !== undefined
}

// What the group says of it now, where it is kept here: where it is not, its own register does so.
async function keepWordHere(
  { db, register }: Context,
  { meeting, memberId, word }: Place & { readonly word: Attended['word'] },
): Promise<0 | 1> {
  const now = {
    held_on: meeting.heldOn.toString(),
    hours: meeting.hours ?? null,
    confirmed: JSON.stringify(word.confirmed.map(({ name, on }) => ({ name, on: on.toString() }))),
    denied: JSON.stringify(word.denied),
    waiting: JSON.stringify(word.waiting),
  }
  const { numUpdatedRows } = await db
    .updateTable('activity_group')
    .set({
      ...now,
      hours: sql<number | null>`case when hours is null then null else ${now.hours}::int end`,
    })
    .where('register', '=', register.id)
    .where('meeting_id', '=', meeting.id)
    .where('member_id', '=', memberId)
    .where((eb) =>
      eb.or([
        eb('held_on', '<>', now.held_on),
        sql<boolean>`hours <> ${now.hours}::int`,
        sql<boolean>`confirmed <> ${now.confirmed}::jsonb`,
        sql<boolean>`denied <> ${now.denied}::jsonb`,
        sql<boolean>`waiting <> ${now.waiting}::jsonb`,
      ]),
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 1 : 0
}
