import { sql } from 'kysely'
import { isOwnOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import { endMember } from '#domain/organisations/member/end-member.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { tellManagers, tellMember } from '#domain/organisations/member/tell-members.ts'
import { ofOrganisations } from '#domain/organisations/merge/carried.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { hasEnded } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { accessAsked, organisationsMerged } from '#mail/organisation.ts'

/** Two organisations side by side, before they are merged. */
export interface SideBySide {
  readonly stays: Organisation
  readonly goes: Organisation
  readonly members: Readonly<Record<'stays' | 'goes', readonly OrganisationMember[]>>
  /** How many rows of each table would go along. */
  readonly carried: Readonly<Record<string, number>>
  /** Why not: the one that was checked has to stay, or whoever looks acts for one of them. */
  readonly stop: 'checked-goes' | 'own' | undefined
}

/** What a merge of two organisations would do; undefined where one of them is not there any more. */
export async function weighOrganisations(
  context: Context,
  { stays: staysId, goes: goesId }: { readonly stays: string; readonly goes: string },
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<SideBySide | undefined> {
  await actForOrganisation(context, '*')
  // In one order, so that two who merge them either way wait for each other.
  const found = new Map<string, Organisation>()
  for (const id of [staysId, goesId].toSorted()) {
    const one = await findOrganisation(context, id, { lock })
    if (one === undefined || hasEnded(one)) return undefined
    found.set(one.id, one)
  }
  const [stays, goes] = [found.get(staysId), found.get(goesId)]
  if (stays === undefined || goes === undefined || stays === goes) return undefined
  const own =
    (await isOwnOrganisation(context, staysId)) || (await isOwnOrganisation(context, goesId))
  const checkedGoes = goes.status === 'checked' && stays.status !== 'checked'
  return {
    stays,
    goes,
    members: {
      stays: await listMembers(context, staysId),
      goes: await listMembers(context, goesId),
    },
    carried: await countCarried(context, goesId),
    stop: own ? 'own' : checkedGoes ? 'checked-goes' : undefined,
  }
}

export type MergedOrganisations =
  | { readonly outcome: 'merged' }
  | { readonly outcome: 'no-reason' }
  | { readonly outcome: 'stopped'; readonly stop: 'checked-goes' | 'own' }
  /** One of them was changed since it was looked at. */
  | { readonly outcome: 'stale' }

/**
 * A back office makes one organisation of two: everything that hangs on the one is of the other from now on, whoever
 * acted for it acts for that, and whoever asks for access to it asks that. Whoever acted for one that nobody checked asks
 * to act for the other, whose managers know who they are. It is not undone. All their people hear of it.
 */
export async function mergeOrganisations(
  context: Context,
  merge: {
    readonly stays: string
    readonly goes: string
    readonly reason: string
    /** The versions that were looked at. */
    readonly versions: { readonly stays: number; readonly goes: number }
  },
): Promise<MergedOrganisations> {
  const { db, register, today, actor } = context
  const reason = merge.reason.trim()
  if (reason === '') return { outcome: 'no-reason' }
  const weighed = await weighOrganisations(context, merge, { lock: true })
  if (weighed === undefined) return { outcome: 'stale' }
  const { stays, goes, members, stop, carried } = weighed
  const { versions } = merge
  if (stays.version !== versions.stays || goes.version !== versions.goes)
    return { outcome: 'stale' }
  if (stop !== undefined) return { outcome: 'stopped', stop }
  if (goes.status !== 'checked') await endWhatWasGiven(context, goes.id)
  await letGoOfCodes(context, { stays: stays.id, goes: goes.id })
  for (const [table, column] of goingAlong()) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${stays.id}
      where ${sql.ref(column)} = ${goes.id}`.execute(db)
  }
  const asking = await carryMembers(context, { stays, goes }, members.goes)
  await tellNoLongerApart(context, goes.id)
  await db
    .updateTable('organisation')
    .where('id', '=', goes.id)
    .set((eb) => ({ status: 'merged', merged_into: stays.id, version: eb('version', '+', 1) }))
    .execute()
  // Names under which people knew the other stay names of this one.
  await db
    .updateTable('organisation')
    .where('id', '=', stays.id)
    .set((eb) => ({
      trade_names: namesOf(stays, goes),
      unseen_names: sql<string[]>`unseen_names || array(select unnest(o.unseen_names)
        from organisation o where o.id = ${goes.id}::uuid)`,
      kvk: stays.kvk ?? (stays.status === 'checked' ? null : (goes.kvk ?? null)),
      version: eb('version', '+', 1),
    }))
    .execute()
  await db
    .insertInto('organisation_merge')
    .values({
      stays_id: stays.id,
      goes_id: goes.id,
      reason,
      carried: JSON.stringify(carried),
      merged_in: register.id,
      merged_by: accountIdOf(actor) ?? null,
      merged_on: today.toString(),
    })
    .execute()
  const facts = { from: goes.name, into: stays.name, reason, carried }
  await record(context, { noun: 'organisation', id: stays.id, action: 'merge', facts })
  await record(context, { noun: 'organisation', id: goes.id, action: 'merge-into', facts })
  const told = new Map([...members.stays, ...members.goes].map((one) => [one.accountId, one]))
  for (const one of told.values()) {
    await tellMember(context, 'organisation-merged', one, (to) =>
      organisationsMerged({
        ...{ ...to, organisation: stays.name, other: goes.name },
        as: asking.some(({ accountId }) => accountId === one.accountId) ? 'asker' : 'member',
      }),
    )
  }
  for (const { accountId, name, email } of asking) {
    const about = { organisation: stays.id, but: [accountId] }
    const asker = name === email ? email : `${name} (${email})`
    await tellManagers(context, 'organisation-access-asked', about, (to) =>
      accessAsked({ ...to, organisation: stays.name, asker }),
    )
  }
  return { outcome: 'merged' }
}

/** A back office says that two organisations that look alike are two: they are not shown as doubles any more. */
export async function tellOrganisationsApart(
  context: Context,
  { one, other, reason }: { readonly one: string; readonly other: string; readonly reason: string },
): Promise<{ readonly outcome: 'told-apart' | 'no-reason' | 'stale' | 'own' }> {
  const { db, register, today, actor } = context
  if (reason.trim() === '') return { outcome: 'no-reason' }
  const weighed = await weighOrganisations(context, { stays: one, goes: other })
  if (weighed === undefined) return { outcome: 'stale' }
  if (weighed.stop === 'own') return { outcome: 'own' }
  const [first = one, second = other] = [one, other].toSorted()
  const told = await db
    .insertInto('organisation_told_apart')
    .values({
      one_id: first,
      other_id: second,
      reason: reason.trim(),
      told_in: register.id,
      told_by: accountIdOf(actor) ?? null,
      told_on: today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('one_id')
    .executeTakeFirst()
  if (told === undefined) return { outcome: 'stale' }
  await record(context, {
    noun: 'organisation',
    id: first,
    action: 'tell-apart',
    facts: { other: second, reason: reason.trim() },
  })
  return { outcome: 'told-apart' }
}

function namesOf(stays: Organisation, goes: Organisation): string[] {
  const names = [...stays.tradeNames, goes.name, ...goes.tradeNames]
  return [...new Set(names)].filter((name) => name !== stays.name).slice(0, 10)
}

function goingAlong(): readonly (readonly [table: string, column: string])[] {
  return Object.entries(ofOrganisations).flatMap(([place, carried]) => {
    const [table = '', column = ''] = place.split('.')
    return carried === 'goes-along' ? [[table, column] as const] : []
  })
}

async function countCarried(
  { db }: Context,
  goesId: string,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const [table, column] of goingAlong()) {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)}
      where ${sql.ref(column)} = ${goesId}`.execute(db)
    const count = rows[0]?.count ?? 0
    if (count > 0) counts[table] = count
  }
  return counts
}

// Whoever acted for the other acts for this one, with the roles of both, and what was asked of it is asked of this one.
// Where nobody checked the other, anybody may have signed it up: they ask, and what they handed out ends. Gives those.
async function carryMembers(
  context: Context,
  { stays, goes }: Pick<SideBySide, 'stays' | 'goes'>,
  members: readonly OrganisationMember[],
): Promise<readonly OrganisationMember[]> {
  const { db, today } = context
  const known = new Set((await listMembers(context, stays.id)).map(({ accountId }) => accountId))
  const trusted = goes.status === 'checked'
  const asking: OrganisationMember[] = []
  for (const member of members) {
    const { id, accountId, roles, status } = member
    if (status === 'active') {
      await endMember(context, id, { status: 'ended', by: undefined })
      if (trusted) await beginMember(context, { organisationId: stays.id, accountId, roles })
      else if (!known.has(accountId)) {
        asking.push(member)
        await db
          .insertInto('organisation_member')
          .values({
            ...{ organisation_id: stays.id, account_id: accountId, roles: [], status: 'asked' },
            note: `Werkte voor ${goes.name}, die is samengevoegd met deze organisatie.`.slice(
              0,
              500,
            ),
            asked_on: today.toString(),
          })
          .execute()
      }
    } else if (known.has(accountId)) {
      await endMember(context, id, { status: 'withdrawn', by: undefined })
    } else {
      await db
        .updateTable('organisation_member')
        .where('id', '=', id)
        .set((eb) => ({ organisation_id: stays.id, version: eb('version', '+', 1) }))
        .execute()
    }
  }
  return asking
}

// Two that are one bring in one system: by a code of it one course is known, which is that of the one that stays.
async function letGoOfCodes(
  { db }: Context,
  { stays, goes }: { readonly stays: string; readonly goes: string },
): Promise<void> {
  await sql`update course set own_code = null where organisation_id = ${goes}
    and own_code in (select own_code from course where organisation_id = ${stays})`.execute(db)
}

// What people of an organisation that nobody checked handed out, or wear, gives nothing of the one that stays.
async function endWhatWasGiven({ db, today }: Context, goesId: string): Promise<void> {
  await db
    .deleteFrom('one_time_link')
    .where('purpose', '=', 'join-organisation')
    .where('used_at', 'is', null)
    .where(sql`details->>'organisation'`, '=', goesId)
    .execute()
  await db.updateTable('session').set({ acts_for: null }).where('acts_for', '=', goesId).execute()
  await db
    .updateTable('attendance_sender')
    .set({ withdrawn_on: today.toString() })
    .where('organisation_id', '=', goesId)
    .where('withdrawn_on', 'is', null)
    .execute()
  await db.deleteFrom('attendance_token').where('organisation_id', '=', goesId).execute()
}

// That it was no other is of no use once it is not there any more.
async function tellNoLongerApart({ db }: Context, goesId: string): Promise<void> {
  await db
    .deleteFrom('organisation_told_apart')
    .where(({ or, eb }) => or([eb('one_id', '=', goesId), eb('other_id', '=', goesId)]))
    .execute()
}
