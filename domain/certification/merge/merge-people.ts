import { sql } from 'kysely'
import { runningStatuses } from '#domain/certification/application/application.ts'
import type { FromTo, Moved } from '#domain/certification/merge/carry-over.ts'
import {
  carryAccount,
  carryOfNoRegister,
  carryPerson,
  endInto,
  shieldRunning,
  writeOffOpen,
} from '#domain/certification/merge/carry-over.ts'
import type { Choosable, RegistrationPlan, Side } from '#domain/certification/merge/merge.ts'
import { mergeLifecycle, planOf, sealOf } from '#domain/certification/merge/merge.ts'
import type { Merge } from '#domain/certification/merge/queries.ts'
import { findMerge } from '#domain/certification/merge/queries.ts'
import { tellMerged } from '#domain/certification/merge/tell-merged.ts'
import type { Stop, Weighed } from '#domain/certification/merge/weigh-merge.ts'
import { registrationsOf, weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { giveName } from '#domain/certification/name-change/approve-name-change.ts'
import { carryMemberships } from '#domain/organisations/member/carry-memberships.ts'
import { lockAddress } from '#domain/people/account/lock-address.ts'
import { mergeAccount } from '#domain/people/account/merge-account.ts'
import { isProposerTied } from '#domain/people/body/find-tie.ts'
import { personColumns, workColumns } from '#domain/people/person/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { hideOrShow } from '#domain/people/shielding/hide-or-show.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import { publishEntries } from '#domain/public-register/entry/publish-entry.ts'

/** A merge as it was seen, with how both stood. */
export interface SeenMerge {
  readonly id: string
  readonly version: number
  readonly seal: string
}

export type MergedPeople =
  | { readonly outcome: 'merged'; readonly registrationId: string }
  /** Whoever asked it is not the colleague who looks too. */
  | { readonly outcome: 'own-proposal' }
  /** Whoever asked it turns out to have a tie with one of the two: another asks it anew. */
  | { readonly outcome: 'proposer-tied' }
  | { readonly outcome: 'stopped'; readonly stops: readonly Stop[] }
  /** Something of one of the two changed since, or somebody was first. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * A colleague merges two people: everything of the one is of the other from this moment on, in every
 * register at once. It is not undone.
 */
export async function mergePeople(context: Context, seen: SeenMerge): Promise<MergedPeople> {
  const found = await findMerge(context, seen.id)
  if (found === undefined) return { outcome: 'unknown' }
  if (found.proposedBy === accountIdOf(context.actor)) return { outcome: 'own-proposal' }
  if (!(await lockBoth(context, found))) return { outcome: 'stale' }
  const merge = await findMerge(context, seen.id, { lock: true })
  if (merge?.status !== 'proposed' || merge.version !== seen.version) return { outcome: 'stale' }
  const weighed = await weighProposed(context, merge)
  if (weighed === undefined) return { outcome: 'stale' }
  if (weighed.stops.length > 0) return { outcome: 'stopped', stops: weighed.stops }
  if (sealOf([weighed.stays, weighed.goes]) !== seen.seal) return { outcome: 'stale' }
  const asked = { proposedBy: merge.proposedBy, people: [weighed.stays, weighed.goes] }
  if (await isProposerTied(context, ['keep-records'], asked)) return { outcome: 'proposer-tied' }
  return carryOut(context, merge, weighed)
}

/** Two people of whom it was asked, side by side as they stand now; undefined where one went on meanwhile. */
export async function weighProposed(context: Context, merge: Merge): Promise<Weighed | undefined> {
  const [stays] = await registrationsOf(context, merge.staysId)
  const [goes] = await registrationsOf(context, merge.goesId)
  if (stays === undefined || goes === undefined) return undefined
  return weighMerge(context, { stays: stays.id, goes: goes.id })
}

/**
 * Locks whatever of two people others may be at, always in the same order: in each register the
 * applications that run and then the registrations, and after that the people and their addresses.
 * False where one of them has gone on, or something began while it waited.
 */
async function lockBoth(context: Context, { staysId, goesId }: Merge): Promise<boolean> {
  const { db } = context
  const people = [staysId, goesId].toSorted()
  const locked = new Set<string>()
  await inEachRegister(context, async (each) => {
    await sql`select from application a join registration r on r.id = a.registration_id
      where r.person_id = any(${people}::uuid[]) and r.register = ${each.register.id}
        and a.status in (${sql.join([...runningStatuses])})
      order by a.id for update of a`.execute(db)
    const { rows } = await sql<{ id: string }>`select id from registration
      where person_id = any(${people}::uuid[]) and register = ${each.register.id}
      order by id for update`.execute(db)
    for (const { id } of rows) locked.add(id)
  })
  const rows = await db
    .selectFrom('person')
    .where('id', 'in', people)
    .select(['id', 'account_id', 'merged_into'])
    .orderBy('id')
    .forUpdate()
    .execute()
  if (rows.length !== 2 || rows.some(({ merged_into }) => merged_into !== null)) return false
  const accounts = rows.flatMap(({ account_id }) => account_id ?? [])
  if (accounts.length > 0) {
    const addresses = await db
      .selectFrom('account')
      .where('id', 'in', accounts)
      .select('email')
      .orderBy('email')
      .execute()
    for (const { email } of addresses) await lockAddress(context, email)
    await db
      .selectFrom('account')
      .where('id', 'in', accounts)
      .select('id')
      .orderBy('id')
      .forUpdate()
      .execute()
  }
  let began = false
  await inEachRegister(context, async (each) => {
    const now = await each.db
      .selectFrom('registration')
      .where('person_id', 'in', people)
      .where('register', '=', each.register.id)
      .select('id')
      .execute()
    if (now.some(({ id }) => !locked.has(id))) began = true
  })
  return !began
}

interface Planned {
  readonly plan: RegistrationPlan
  /** The registrations of the one that goes. */
  readonly theirs: ReadonlySet<string>
}

async function carryOut(
  context: Context,
  merge: Merge,
  { stays, goes }: Weighed,
): Promise<MergedPeople> {
  const { db, today } = context
  // What somebody did and where they claim it have one owner, who changes in both.
  await sql`set constraints all deferred`.execute(db)
  const people = { from: goes.personId, to: stays.personId }
  const accounts = accountsOf(merge, stays, goes)
  const plans = new Map<string, Planned>()
  const moved: Moved = {}
  await inEachRegister(context, async (each) => {
    const here = each.register.id === context.register.id
    const counted: Moved = here ? moved : {}
    const theirs = await registrationsOf(each, goes.personId)
    const plan = planOf(await registrationsOf(each, stays.personId), theirs)
    plans.set(each.register.id, { plan, theirs: new Set(theirs.map(({ id }) => id)) })
    if (plan.ends !== undefined && plan.stays !== undefined) {
      await endInto(each, { from: plan.ends.id, to: plan.stays.id }, counted)
    }
    await carryPerson(each, { ...people, merge: merge.id }, counted)
    if (plan.stays !== undefined) {
      await shieldRunning(each, { person: people.to, registration: plan.stays.id })
    }
    if (accounts !== undefined) await carryAccount(each, accounts, counted)
    for (const { id } of theirs) {
      const facts = { from: people.from, to: people.to }
      await record(each, { noun: 'registration', id, action: 'follow-person', facts })
    }
    if (!here && theirs.length > 0) await tellRegister(each, context, merge)
  })
  await carryOfNoRegister(context, { people, accounts })
  await keepData(context, merge.kept, { stays, goes })
  await giveAccount(context, { people, accounts, kept: merge.kept }, { stays, goes })
  await hideOrShow(context, people.to)
  await inEachRegister(context, (each) =>
    settleRegistrations(each, { stays, goes }, plans.get(each.register.id)),
  )
  await db
    .updateTable('person_merge')
    .where('id', '=', merge.id)
    .set((eb) => ({
      status: mergeLifecycle.proposed.confirm,
      settled_on: today.toString(),
      settled_by: accountIdOf(context.actor) ?? null,
      moved: JSON.stringify(moved),
      version: eb('version', '+', 1),
    }))
    .execute()
  const plan = plans.get(context.register.id)?.plan
  const registrationId = plan?.stays?.id ?? stays.registrationId
  await record(context, {
    noun: 'merge',
    id: merge.id,
    action: 'confirm',
    facts: { registration: registrationId, ...people, kept: merge.kept, moved },
  })
  for (const id of [people.to, people.from]) {
    await record(context, { noun: 'person', id, action: 'merge', facts: people })
  }
  await tellMerged(context, { merge, stays, goes, plan, registrationId })
  return { outcome: 'merged', registrationId }
}

// Which account is closed, and which one opens the door from then on; undefined where there are no two.
function accountsOf({ kept }: Merge, stays: Side, goes: Side): FromTo | undefined {
  if (stays.accountId === undefined || goes.accountId === undefined) return undefined
  return kept.includes('account')
    ? { from: stays.accountId, to: goes.accountId }
    : { from: goes.accountId, to: stays.accountId }
}

// The data of the one that stays, with what was chosen of the other; of the other nothing is left.
async function keepData(
  context: Context,
  kept: readonly Choosable[],
  { stays, goes }: Pick<Weighed, 'stays' | 'goes'>,
): Promise<void> {
  const { db } = context
  const whose = (what: Choosable) => (kept.includes(what) ? goes : stays)
  const { firstName, initials, namePrefix, lastName } = whose('name').person
  const { street, houseNumber, postcode, city, country } = whose('address').person
  const person = {
    ...{ firstName, initials, namePrefix, lastName },
    ...{ street, houseNumber, postcode, city, country },
    phone: whose('phone').person.phone,
  }
  const now = Temporal.Now.instant().toString()
  await db
    .updateTable('person')
    .where('id', '=', stays.personId)
    .set((eb) => ({
      ...personColumns(person),
      ...workColumns(whose('work').work),
      version: eb('version', '+', 1),
      updated_at: now,
    }))
    .execute()
  const nothing = {
    ...{ firstName: '', initials: '', namePrefix: '', lastName: '', phone: '' },
    ...{ street: '', houseNumber: '', postcode: '', city: '', country: 'NL' },
  }
  await db
    .updateTable('person')
    .where('id', '=', goes.personId)
    .set((eb) => ({
      ...personColumns(nothing),
      ...workColumns({ employer: '', municipality: '', jobTitle: '' }),
      account_id: null,
      merged_into: stays.personId,
      version: eb('version', '+', 1),
      updated_at: now,
    }))
    .execute()
}

async function giveAccount(
  context: Context,
  {
    people,
    accounts,
    kept,
  }: {
    readonly people: FromTo
    readonly accounts: FromTo | undefined
    readonly kept: readonly Choosable[]
  },
  { stays, goes }: Pick<Weighed, 'stays' | 'goes'>,
): Promise<void> {
  const chosen = kept.includes('account') ? goes.accountId : stays.accountId
  if (chosen !== undefined && chosen !== stays.accountId) {
    await context.db
      .updateTable('person')
      .where('id', '=', people.to)
      .set({ account_id: chosen })
      .execute()
  }
  if (accounts === undefined) return
  await carryMemberships(context, accounts)
  await mergeAccount(context, accounts)
}

// In each register: another name makes new papers, what waits to be paid twice is asked no more, and
// the public register shows how it stands.
async function settleRegistrations(
  context: Context,
  { stays, goes }: Pick<Weighed, 'stays' | 'goes'>,
  planned: Planned | undefined,
): Promise<void> {
  const all = await registrationsOf(context, stays.personId)
  if (all.length === 0) return
  const running = all.find(({ status }) => !isOver.has(status))
  const member = running && (await findMember(context, running.id))
  // Its papers bear the name of whose registration it was.
  const bore = planned?.theirs.has(running?.id ?? '') === true ? goes.name : stays.name
  if (member !== undefined && member.name !== bore) {
    await giveName(context, member, member.person, {})
  }
  if (planned?.plan.ends !== undefined) await writeOffOpen(context, planned.plan.ends.id)
  await publishEntries(
    context,
    all.map(({ id }) => id),
  )
}

// Another register in which somebody was as well reads in their file what was done, and where.
async function tellRegister(each: Context, from: Context, merge: Merge): Promise<void> {
  const { id } = await each.db
    .insertInto('person_merge')
    .values({
      register: each.register.id,
      stays_id: merge.staysId,
      goes_id: merge.goesId,
      status: 'done',
      reason: `Vastgesteld door ${from.register.called}`,
      told_in: from.register.id,
      proposed_on: each.today.toString(),
      settled_on: each.today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(each, {
    noun: 'merge',
    id,
    action: 'confirm',
    facts: { from: merge.goesId, to: merge.staysId, told: from.register.id },
  })
}
