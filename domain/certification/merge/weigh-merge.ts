import { sql } from 'kysely'
import { runningStatuses } from '#domain/certification/application/application.ts'
import type {
  Choosable,
  Counts,
  MergedRegistration,
  RegistrationPlan,
  Side,
} from '#domain/certification/merge/merge.ts'
import { choosable, planOf } from '#domain/certification/merge/merge.ts'
import { tiesWith } from '#domain/people/body/find-tie.ts'
import { personOf } from '#domain/people/person/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { isOver, registrationNumber } from '#domain/people/registration/registration.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** What has to be done first with the registration that ends. */
export type Running =
  | 'application'
  | 'objection'
  | 'verdict'
  | 'measure'
  | 'ruling'
  | 'leave'
  | 'name-change'
  | 'status-by-hand'

/** Why two people cannot be merged, or not yet. */
export type Stop =
  /** One of them is whoever does it, or is tied to them. */
  | { readonly is: 'own' | 'tied' }
  /** Who works for a register, or did. */
  | { readonly is: 'works-here'; readonly name: string }
  | { readonly is: 'died'; readonly name: string }
  /** They asked to have what is kept of them erased, and that is not done yet. */
  | { readonly is: 'asked-erasure'; readonly name: string }
  | { readonly is: 'both-certified' }
  /** Of the registration that ends something still runs. */
  | { readonly is: 'running'; readonly what: Running; readonly number: string }
  /** The one supervises the other, which no one person does. */
  | { readonly is: 'supervises' }
  /** Another register has to do something first; what is not for this one to know. */
  | { readonly is: 'elsewhere' }

/** What is worth knowing before it is done, and stops nothing. */
export type Notice =
  | { readonly is: 'shielded' }
  | { readonly is: 'paid'; readonly number: string }
  | { readonly is: 'removed'; readonly name: string }
  /** The one confirmed what the other did. */
  | { readonly is: 'vouched' }
  | { readonly is: 'told-apart'; readonly reason: string; readonly on: Temporal.PlainDate }

/** Two people side by side, what merging them does, and what stands in the way. */
export interface Weighed {
  readonly stays: Side
  readonly goes: Side
  readonly plan: RegistrationPlan
  /** The data that differ, so that somebody has to say of whom they stay. */
  readonly differing: readonly Choosable[]
  readonly stops: readonly Stop[]
  readonly notices: readonly Notice[]
}

/** Lays two people of this register side by side, each by one of their registrations; undefined where either is not here, or both are one. */
export async function weighMerge(
  context: Context,
  { stays, goes }: { readonly stays: string; readonly goes: string },
): Promise<Weighed | undefined> {
  const own = await sideOf(context, stays)
  const other = await sideOf(context, goes)
  if (own === undefined || other === undefined) return undefined
  if (own.personId === other.personId) return undefined
  const plan = planOf(own.registrations, other.registrations)
  return {
    stays: own,
    goes: other,
    plan,
    differing: differingIn(own, other),
    stops: [
      ...(await whoMayNot(context, own, other)),
      ...(await stopsHere(context, { own, other, plan })),
      ...(await stopsElsewhere(context, own, other)),
    ],
    notices: await noticesOf(context, { own, other, plan }),
  }
}

/** Who somebody is in this register, by one of their registrations, with how much there is of them. */
export async function sideOf(context: Context, registrationId: string): Promise<Side | undefined> {
  const { db, register } = context
  if (!isUuid(registrationId)) return undefined
  const row = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('account', 'account.id', 'person.account_id')
    .where('registration.id', '=', registrationId)
    .where('registration.register', '=', register.id)
    .selectAll('person')
    .select(['account.email'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const registrations = await registrationsOf(context, row.id)
  const [known] = registrations
  const person = personOf(row)
  return {
    personId: row.id,
    registrationId: known?.id ?? registrationId,
    name: fullName(person),
    person,
    work: { employer: row.employer, municipality: row.municipality, jobTitle: row.job_title },
    accountId: row.account_id ?? undefined,
    email: row.email ?? '',
    version: row.version,
    registrations,
    counts: await countsOf(context, row.id),
  }
}

/** The registrations of a person in this register: the one that runs first, and then the last. */
export async function registrationsOf(
  { db, register }: Context,
  personId: string,
): Promise<readonly MergedRegistration[]> {
  const { rows } = await sql<{
    id: string
    number: number | null
    status: RegistrationStatus
    held_status: RegistrationStatus | null
    signed_up_on: string
    valid_last: string | null
    version: number
    applies: boolean
    shielded: boolean
    merged_into: string | null
  }>`
    select id, number, status, held_status, signed_up_on, valid_last, version, shielded, merged_into,
      exists (select from application a where a.registration_id = r.id
        and a.status in (${sql.join([...runningStatuses])})) as applies
    from registration r where person_id = ${personId} and register = ${register.id}
    order by status in (${sql.join([...isOver])}), signed_up_on desc, id desc`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    number: row.number === null ? undefined : registrationNumber(register, row.number),
    status: row.status,
    heldStatus: row.held_status ?? undefined,
    signedUpOn: Temporal.PlainDate.from(row.signed_up_on),
    validLast: row.valid_last === null ? undefined : Temporal.PlainDate.from(row.valid_last),
    version: row.version,
    applies: row.applies,
    shielded: row.shielded,
    merged: row.merged_into !== null,
  }))
}

async function countsOf({ db, register }: Context, personId: string): Promise<Counts> {
  const mine = sql`(select id from registration
    where person_id = ${personId} and register = ${register.id})`
  const { rows } = await sql<Counts>`select
    (select count(*)::int from activity_claim c
      where c.registration_id in ${mine} and c.withdrawn_at is null) as activities,
    (select count(*)::int from evidence e
        join activity_claim c on c.activity_id = e.activity_id and c.register = ${register.id}
        where c.registration_id in ${mine} and e.removed_at is null)
      + (select count(*)::int from proof p join claim c on c.id = p.claim_id
        where c.registration_id in ${mine} and p.removed_at is null) as files,
    (select count(*)::int from claim c
      where c.registration_id in ${mine} and c.ended_on is null) as statements,
    (select count(*)::int from application where registration_id in ${mine}) as applications,
    (select count(*)::int from certificate where registration_id in ${mine}) as certificates,
    (select count(*)::int from invoice where registration_id in ${mine}) as invoices,
    (select count(*)::int from invoice
      where registration_id in ${mine} and status = 'open') as "openInvoices"`.execute(db)
  return rows[0] as Counts
}

// What one of the two leaves empty is taken from the other, and what says the same is not asked.
function differingIn(stays: Side, goes: Side): readonly Choosable[] {
  return choosable.filter((what) => {
    const [one, other] = [dataOf(stays, what), dataOf(goes, what)]
    return one !== '' && other !== '' && one !== other
  })
}

/** One of the data of somebody, as it is laid beside that of the other; empty where there is none. */
export function dataOf({ person, work, email }: Side, what: Choosable): string {
  switch (what) {
    case 'account':
      return email
    case 'name': {
      const { firstName, initials, namePrefix, lastName } = person
      return lastName === '' ? '' : JSON.stringify([firstName, initials, namePrefix, lastName])
    }
    case 'address': {
      const { street, houseNumber, postcode, city, country } = person
      return street + postcode + city === ''
        ? ''
        : JSON.stringify([street, houseNumber, postcode, city, country])
    }
    case 'phone': {
      const digits = person.phone.replace(/\D/g, '')
      // However the country stands before it.
      return digits.length < 9 ? person.phone : digits.slice(-9)
    }
    case 'work': {
      const { employer, municipality, jobTitle } = work
      return employer + municipality + jobTitle === ''
        ? ''
        : JSON.stringify([employer, municipality, jobTitle])
    }
  }
}

async function whoMayNot(context: Context, stays: Side, goes: Side): Promise<readonly Stop[]> {
  const acting = accountIdOf(context.actor)
  const both = [stays, goes]
  if (acting !== undefined && both.some(({ accountId }) => accountId === acting)) {
    return [{ is: 'own' }]
  }
  const ties = await tiesWith(context, ['keep-records'], both)
  if (ties.size > 0) return [{ is: 'tied' }]
  const accounts = both.flatMap(({ accountId }) => accountId ?? [])
  if (accounts.length === 0) return []
  const seats = await context.db
    .selectFrom('staff_role')
    .where('account_id', 'in', accounts)
    .select('account_id')
    .distinct()
    .execute()
  return both.flatMap(({ accountId, name }) =>
    seats.some(({ account_id }) => account_id === accountId)
      ? [{ is: 'works-here' as const, name }]
      : [],
  )
}

interface Both {
  readonly own: Pick<Side, 'personId' | 'name' | 'registrations'>
  readonly other: Pick<Side, 'personId' | 'name' | 'registrations'>
  readonly plan: RegistrationPlan
}

async function stopsHere(context: Context, { own, other, plan }: Both): Promise<readonly Stop[]> {
  const { db } = context
  const died: Stop[] = []
  const erasures = await db
    .selectFrom('erasure_request')
    .where('person_id', 'in', [own.personId, other.personId])
    .where('status', 'in', ['asked', 'granted'])
    .select('person_id')
    .execute()
  const asked = [own, other].filter(({ personId }) =>
    erasures.some(({ person_id }) => person_id === personId),
  )
  for (const { personId, name, registrations } of [own, other]) {
    const reported = await db
      .selectFrom('death')
      .where('person_id', '=', personId)
      .where('status', 'in', ['reported', 'confirmed'])
      .select('id')
      .executeTakeFirst()
    if (reported !== undefined || registrations.some(({ status }) => status === 'deceased')) {
      died.push({ is: 'died', name })
    }
  }
  return [
    ...died,
    ...asked.map(({ name }) => ({ is: 'asked-erasure' as const, name })),
    ...(plan.bothCertified ? [{ is: 'both-certified' as const }] : []),
    ...(plan.ends === undefined || plan.bothCertified
      ? []
      : await stillRunning(context, plan.ends.id)),
    ...(await supervises(context, own.personId, other.personId)),
  ]
}

async function stillRunning({ db }: Context, registrationId: string): Promise<readonly Stop[]> {
  const { rows } = await sql<{ what: Running; number: string }>`
    select 'application' as what, coalesce(number, '') as number from application
      where registration_id = ${registrationId} and status in (${sql.join([...runningStatuses])})
    union all select 'objection', number from objection
      where registration_id = ${registrationId} and status not in ('decided', 'withdrawn')
    union all select 'verdict', number from verdict
      where registration_id = ${registrationId} and status not in ('decided', 'withdrawn', 'closed')
    union all select 'measure', v.number from measure m join verdict v on v.id = m.verdict_id
      where m.registration_id = ${registrationId} and m.dropped_on is null and m.undone_on is null
        and (m.status = 'proposed'
          or m.status = 'decided' and m.begun_on is null and m.kind = 'suspension')
    union all select 'ruling', number from ruling
      where registration_id = ${registrationId} and status not in ('decided', 'answered', 'withdrawn')
    union all select 'leave', '' from leave
      where registration_id = ${registrationId} and status = 'asked'
    union all select 'status-by-hand', '' from status_by_hand
      where registration_id = ${registrationId}
        and (status = 'proposed' or status = 'settled' and does in ('hold', 'suspend'))
    union all select 'name-change', '' from name_change
      where registration_id = ${registrationId} and status = 'asked'
    order by 1, 2`.execute(db)
  return rows.map(({ what, number }) => ({ is: 'running', what, number }))
}

async function supervises({ db }: Context, one: string, other: string): Promise<readonly Stop[]> {
  const { rows } = await sql`
    select from supervision s join registration r on r.id = s.registration_id
      join registration c on c.id = s.colleague_id
    where s.status in ('asked', 'accepted')
      and (r.person_id, c.person_id) in ((${one}::uuid, ${other}::uuid), (${other}::uuid, ${one}::uuid))
    limit 1`.execute(db)
  return rows.length === 0 ? [] : [{ is: 'supervises' }]
}

// Another register sees to what is its own, and this one only hears that there is something.
async function stopsElsewhere(context: Context, own: Side, other: Side): Promise<readonly Stop[]> {
  let stopped = false
  await inEachRegister(context, async (each) => {
    if (each.register.id === context.register.id || stopped) return
    const [mine, theirs] = [
      { ...own, registrations: await registrationsOf(each, own.personId) },
      { ...other, registrations: await registrationsOf(each, other.personId) },
    ]
    if (mine.registrations.length + theirs.registrations.length === 0) return
    const plan = planOf(mine.registrations, theirs.registrations)
    stopped = (await stopsHere(each, { own: mine, other: theirs, plan })).length > 0
  })
  return stopped ? [{ is: 'elsewhere' }] : []
}

async function noticesOf(context: Context, { own, other, plan }: Both): Promise<readonly Notice[]> {
  const { db, register } = context
  const shielded = [own, other].some(({ registrations }) =>
    registrations.some((one) => one.shielded),
  )
  const removed = [own, other].flatMap(({ name, registrations }) =>
    registrations.some(({ status }) => status === 'removed')
      ? [{ is: 'removed' as const, name }]
      : [],
  )
  const [one = '', two = ''] = [own.personId, other.personId].toSorted()
  const apart = await db
    .selectFrom('told_apart')
    .where('register', '=', register.id)
    .where('one_id', '=', one)
    .where('other_id', '=', two)
    .select(['reason', 'told_on'])
    .executeTakeFirst()
  const { rows: paid } = await sql<{ number: string }>`
    select number from invoice where registration_id = ${plan.ends?.id ?? null}::uuid
      and status = 'paid' and covers_last >= ${context.today.toString()}::date
    order by number`.execute(db)
  const { rows: vouched } = await sql`
    select from referee_request q join activity_claim c on c.activity_id = q.activity_id
      and c.register = q.register
      join person w on w.id in (${one}::uuid, ${two}::uuid) and w.id <> c.person_id
      join account u on u.id = w.account_id
    where c.person_id in (${one}::uuid, ${two}::uuid) and q.register = ${register.id}
      and q.withdrawn_on is null and q.answer = 'confirmed'
      and bare_address(q.email) = bare_address(u.email)
    limit 1`.execute(db)
  return [
    ...(apart === undefined
      ? []
      : [
          {
            is: 'told-apart' as const,
            reason: apart.reason,
            on: Temporal.PlainDate.from(apart.told_on),
          },
        ]),
    ...(shielded ? [{ is: 'shielded' as const }] : []),
    ...removed,
    ...paid.map(({ number }) => ({ is: 'paid' as const, number })),
    ...(vouched.length > 0 ? [{ is: 'vouched' as const }] : []),
  ]
}
