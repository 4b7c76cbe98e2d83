import { sql } from 'kysely'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'
import type { Mistake } from '#domain/takeover/delivery/mistakes.ts'

/**
 * Holds the rows of a delivery against each other and against what is there: what was taken over
 * before, what stands twice, what is taken already, and what hangs on nothing or on a mistake.
 */
export async function relateRows(context: Context, takeoverId: string): Promise<void> {
  await count(context)
  await markKnown(context, takeoverId)
  await markTwice(context, takeoverId)
  await markPeople(context, takeoverId)
  await markRegistrations(context, takeoverId)
  await markCodes(context, { takeoverId })
  await markAnswers(context, takeoverId)
  await markEntered(context, { takeoverId })
  await bundleRows(context, takeoverId)
  await leaveOut(context, { takeoverId })
  await count(context)
}

/**
 * Holds the rows of some people once more against what is there, right before they are written: somebody
 * may have signed up, died or taken an address since the delivery was looked at.
 */
export async function relateAgain(
  context: Context,
  takeoverId: string,
  keys: readonly string[],
): Promise<void> {
  const among = { takeoverId, keys }
  await markPeopleThere(context, among)
  await markRegistrationsThere(context, among)
  await markCodes(context, among)
  await markAnswersThere(context, among)
  await markEntered(context, among)
  await leaveOut(context, among)
}

/** A delivery, or of it only what is of these people. */
interface Among {
  readonly takeoverId: string
  readonly keys?: readonly string[]
}

// The rows of a kind that have no mistake so far.
function ready({ takeoverId, keys }: Among, kind: RowKind) {
  const some = keys === undefined ? sql`` : sql`and r.bundle = any(${keys})`
  return sql`r.takeover_id = ${takeoverId} and r.kind = ${kind} and r.state = 'ready' ${some}`
}

// Without it PostgreSQL takes the table for an empty one, and holds each row against all others.
async function count({ db }: Context): Promise<void> {
  await sql`analyze takeover_row`.execute(db)
}

// A row is marked with one mistake; the rows come with what was typed and what it was held against.
function mark(
  context: Context,
  takeoverId: string,
  { column, is }: Pick<Mistake, 'column' | 'is'>,
  found: ReturnType<typeof sql>,
) {
  return sql`
    with found as (${found})
    update takeover_row r set state = 'wrong',
      mistakes = r.mistakes || jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
        'column', ${column}::text, 'is', ${is}::text, 'given', found.given, 'against', found.against)))
    from found where r.id = found.id and r.takeover_id = ${takeoverId}`.execute(context.db)
}

async function markKnown(context: Context, takeoverId: string): Promise<void> {
  await sql`
    update takeover_row r set
      state = case when t.hash = r.hash then 'known' else 'changed' end,
      mistakes = case when t.hash = r.hash then '[]' else jsonb_build_array(jsonb_build_object(
        'column', '', 'is', 'changed', 'given', t.taken_over_on)) end
    from taken_over t, takeover o
    where r.takeover_id = ${takeoverId} and o.id = r.takeover_id and r.state = 'ready'
      and t.register = r.register and t.source = o.source and t.kind = r.kind
      and t.key = r.key`.execute(context.db)
}

async function markTwice(context: Context, takeoverId: string): Promise<void> {
  const columns: Readonly<Record<RowKind, string>> = {
    person: 'sleutel',
    registration: 'nummer',
    certificate: 'code',
    statement: 'sleutel',
    activity: 'sleutel',
    evidence: 'bestand',
  }
  for (const [kind, column] of Object.entries(columns)) {
    await mark(
      context,
      takeoverId,
      { column, is: 'same-key' },
      sql`select id, key as given, first::text as against from (
          select id, key, row_number() over same as nth, first_value(row) over same as first
          from takeover_row where takeover_id = ${takeoverId} and kind = ${kind} and key <> ''
          window same as (partition by key order by file, row)) r
        where nth > 1`,
    )
  }
}

const person = sql`lower(concat_ws('|', facts ->> 'first_name', facts ->> 'initials',
  facts ->> 'name_prefix', facts ->> 'last_name', facts ->> 'postcode', facts ->> 'house_number'))`

async function markPeople(context: Context, takeoverId: string): Promise<void> {
  const ready = sql`takeover_id = ${takeoverId} and kind = 'person' and state in ('ready', 'wrong')`
  const twice = (column: string, is: Mistake['is'], by: ReturnType<typeof sql>) =>
    mark(
      context,
      takeoverId,
      { column, is },
      sql`select id, given, first::text as against from (
          select id, facts ->> 'email' as given, row_number() over same as nth,
            first_value(row) over same as first, key, first_value(key) over same as first_key
          from takeover_row where ${by} window same as (
            partition by ${is === 'same-email' ? sql`facts ->> 'email'` : person}
            order by file, row)) r
        where nth > 1 and key <> first_key`,
    )
  await twice('e-mail', 'same-email', sql`${ready} and facts ->> 'email' <> ''`)
  await twice(
    'achternaam',
    'same-person',
    sql`${ready} and facts ->> 'postcode' <> '' and not (facts ->> 'namesake')::boolean`,
  )
  await markPeopleThere(context, { takeoverId })
}

async function markPeopleThere(context: Context, among: Among): Promise<void> {
  const { takeoverId } = among
  // Whoever has this address here already, or had it, is the same person when the names agree.
  const there = sql`takeover_row r
    join account a on a.id = account_of(r.facts ->> 'email')
    join person p on p.account_id = a.id
    where ${ready(among, 'person')}`
  await mark(
    context,
    takeoverId,
    { column: 'e-mail', is: 'email-taken' },
    sql`select r.id, r.facts ->> 'email' as given, null as against from ${there}
      and (lower(p.last_name) <> lower(r.facts ->> 'last_name')
        or lower(left(coalesce(nullif(p.first_name, ''), p.initials), 1)) <> lower(left(
          coalesce(nullif(r.facts ->> 'first_name', ''), r.facts ->> 'initials'), 1)))`,
  )
  await mark(
    context,
    takeoverId,
    { column: 'e-mail', is: 'in-register' },
    sql`select r.id, r.facts ->> 'email' as given, null as against from ${there}
      and exists (select from registration g where g.person_id = p.id
        and g.register = r.register and ${goesOn(sql`g.status`)})`,
  )
  // Without data of their own no name can be laid beside it: they would get somebody else's file.
  await mark(
    context,
    takeoverId,
    { column: 'e-mail', is: 'works-here' },
    sql`select r.id, a.email as given, null as against from takeover_row r
      join account a on a.email = r.facts ->> 'email' and a.closed_at is null
      where ${ready(among, 'person')}
        and exists (select from staff_role s
          where s.account_id = a.id and s.register = r.register)
        and not exists (select from person p where p.account_id = a.id)`,
  )
  // Their account is closed, so that they would be written anew, and be written to.
  await mark(
    context,
    takeoverId,
    { column: 'e-mail', is: 'died-here' },
    sql`select distinct r.id, a.email as given, null as against from takeover_row r
      join account a on a.email = r.facts ->> 'email' and a.closed_at is not null
      join person p on p.account_id = a.id
      where ${ready(among, 'person')} and ${died(sql`p.id`)}
        and lower(p.last_name) = lower(r.facts ->> 'last_name')`,
  )
}

// Whoever had left before, keeps the status of that.
function died(id: ReturnType<typeof sql>) {
  return sql`(exists (select from registration g where g.person_id = ${id}
      and g.register = r.register and g.status = 'deceased')
    or exists (select from death d where d.person_id = ${id} and d.register = r.register
      and d.status = 'confirmed'))`
}

// Of one that is not over somebody has one in a register.
function goesOn(status: ReturnType<typeof sql>) {
  return sql`${status} not in ('withdrawn', 'removed', 'deceased')`
}

async function markRegistrations(context: Context, takeoverId: string): Promise<void> {
  await markOrphans(context, takeoverId, { column: 'persoon', is: 'no-person' }, [
    'registration',
    'person',
  ])
  await mark(
    context,
    takeoverId,
    { column: 'persoon', is: 'two-registrations' },
    sql`select id, null as given, first::text as against from (
        select id, row_number() over same as nth, first_value(row) over same as first
        from takeover_row where takeover_id = ${takeoverId} and kind = 'registration'
          and state in ('ready', 'known') and ${goesOn(sql`facts ->> 'status'`)}
        window same as (partition by parent order by state, file, row)) r
      where nth > 1`,
  )
  await markRegistrationsThere(context, { takeoverId })
  for (const kind of ['certificate', 'statement', 'activity'] as const) {
    const said = { column: 'nummer', is: 'no-registration' } as const
    await markOrphans(context, takeoverId, said, [kind, 'registration'])
  }
  await markOrphans(context, takeoverId, { column: 'activiteit', is: 'no-activity' }, [
    'evidence',
    'activity',
  ])
}

async function markRegistrationsThere(context: Context, among: Among): Promise<void> {
  const { takeoverId } = among
  await mark(
    context,
    takeoverId,
    { column: 'nummer', is: 'number-taken' },
    sql`select r.id, ${written(context)} as given, null as against from takeover_row r
      where ${ready(among, 'registration')}
        and exists (select from registration g
          where g.register = r.register and g.number = r.key::int)`,
  )
  // Whoever was taken over before may have one here that goes on.
  await mark(
    context,
    takeoverId,
    { column: 'persoon', is: 'registered-already' },
    sql`select r.id, ${written(context, sql`g.number::text`)} as given, null as against from takeover_row r
      join takeover o on o.id = r.takeover_id
      join taken_over t on t.register = r.register and t.source = o.source
        and t.kind = 'person' and t.key = r.parent
      join registration g on g.register = r.register and g.person_id = t.person_id
      where ${ready(among, 'registration')}
        and ${goesOn(sql`r.facts ->> 'status'`)} and ${goesOn(sql`g.status`)}`,
  )
  // Nor does anybody come back who died here.
  await mark(
    context,
    takeoverId,
    { column: 'persoon', is: 'died-here' },
    sql`select distinct r.id, ${written(context)} as given, null as against
      from takeover_row r
      join takeover o on o.id = r.takeover_id
      join taken_over t on t.register = r.register and t.source = o.source
        and t.kind = 'person' and t.key = r.parent
      where ${ready(among, 'registration')} and ${died(sql`t.person_id`)}`,
  )
}

// Rows that name another that is neither in this delivery nor taken over from the same source before.
async function markOrphans(
  context: Context,
  takeoverId: string,
  said: Parameters<typeof mark>[2],
  [kind, parent]: readonly [RowKind, RowKind],
): Promise<void> {
  const named = parent === 'registration' ? written(context, sql`r.parent`) : sql`r.parent`
  await mark(
    context,
    takeoverId,
    said,
    sql`select r.id, ${named} as given, null as against from takeover_row r
      join takeover o on o.id = r.takeover_id
      where r.takeover_id = ${takeoverId} and r.kind = ${kind} and r.parent <> ''
        and r.state in ('ready', 'wrong')
        and not exists (select from takeover_row p where p.takeover_id = r.takeover_id
          and p.kind = ${parent} and p.key = r.parent)
        and not exists (select from taken_over t where t.register = r.register
          and t.source = o.source and t.kind = ${parent} and t.key = r.parent)`,
  )
}

// A number as people write it; the key of a registration is the number itself.
function written({ register: { number } }: Context, digits = sql`r.key`) {
  const zeros = registrationNumber({ number }, 0).length - number.prefix.length
  return sql`${number.prefix} || lpad(${digits}, greatest(${zeros}, length(${digits})), '0')`
}

// Of what is answered there is one answer at a time, also beside what was answered here.
async function markAnswers(context: Context, takeoverId: string): Promise<void> {
  await mark(
    context,
    takeoverId,
    { column: 'wat', is: 'same-key' },
    sql`select id, subject as given, first::text as against from (
        select id, facts ->> 'subject' as subject, row_number() over same as nth,
          first_value(row) over same as first
        from takeover_row where takeover_id = ${takeoverId} and kind = 'statement'
          and state in ('ready', 'known') and facts ->> 'member' = 'fact'
        window same as (partition by parent, facts ->> 'subject' order by state, file, row)) r
      where nth > 1`,
  )
  await markAnswersThere(context, { takeoverId })
}

async function markAnswersThere(context: Context, among: Among): Promise<void> {
  const { takeoverId } = among
  await mark(
    context,
    takeoverId,
    { column: 'wat', is: 'answered-here' },
    sql`select r.id, r.facts ->> 'subject' as given, null as against from takeover_row r
      join takeover o on o.id = r.takeover_id
      join taken_over t on t.register = r.register and t.source = o.source
        and t.kind = 'registration' and t.key = r.parent
      join registration g on g.id = t.subject_id
      join claim c on c.registration_id = coalesce(g.merged_into, g.id) and c.member = 'fact'
        and c.subject = r.facts ->> 'subject' and c.ended_on is null
      where ${ready(among, 'statement')} and r.facts ->> 'member' = 'fact'`,
  )
}

// What somebody entered themselves since they were taken over is not there twice.
async function markEntered(context: Context, among: Among): Promise<void> {
  await mark(
    context,
    among.takeoverId,
    { column: 'titel', is: 'entered-here' },
    sql`select distinct r.id, a.title as given, null as against from takeover_row r
      join takeover o on o.id = r.takeover_id
      join taken_over t on t.register = r.register and t.source = o.source
        and t.kind = 'registration' and t.key = r.parent
      join registration g on g.id = t.subject_id
      join activity_claim c on c.registration_id = coalesce(g.merged_into, g.id)
        and c.withdrawn_at is null and c.kind = r.facts -> 'claim' ->> 'kind'
      join activity a on a.id = c.activity_id
        and a.completed_on = (r.facts -> 'activity' ->> 'completed_on')::date
        and ${comparable(sql`a.title`)} = ${comparable(sql`r.facts -> 'activity' ->> 'title'`)}
      where ${ready(among, 'activity')}
        and not exists (select from taken_over own where own.subject_id = a.id)`,
  )
}

// However it is spaced and spelled with capitals.
function comparable(title: ReturnType<typeof sql>) {
  return sql`regexp_replace(lower(${title}), '[^[:alnum:]]', '', 'g')`
}

async function markCodes(context: Context, among: Among): Promise<void> {
  const { takeoverId } = among
  await mark(
    context,
    takeoverId,
    { column: 'code', is: 'code-taken' },
    sql`select r.id, r.key as given, null as against from takeover_row r
      where ${ready(among, 'certificate')}
        and exists (select from certificate c where c.register = r.register and c.code = r.key)`,
  )
}

// What hangs together is taken over together: each row gets the key of its person.
async function bundleRows({ db }: Context, takeoverId: string): Promise<void> {
  await sql`update takeover_row set bundle = case kind when 'person' then key else parent end
    where takeover_id = ${takeoverId} and kind in ('person', 'registration')`.execute(db)
  for (const [kind, above] of [
    ['certificate', 'registration'],
    ['statement', 'registration'],
    ['activity', 'registration'],
    ['evidence', 'activity'],
  ] as const) {
    await sql`
      update takeover_row r set bundle = coalesce(
        (select p.bundle from takeover_row p where p.takeover_id = r.takeover_id
          and p.kind = ${above} and p.key = r.parent order by p.state = 'wrong', p.row limit 1),
        (select t.bundle from taken_over t where t.register = r.register
          and t.source = (select source from takeover o where o.id = r.takeover_id)
          and t.kind = ${above} and t.key = r.parent))
      where r.takeover_id = ${takeoverId} and r.kind = ${kind}`.execute(db)
  }
}

// What hangs on a row that has a mistake waits for it, and somebody without a registration is nobody.
async function leaveOut(context: Context, among: Among): Promise<void> {
  const { db } = context
  const { takeoverId } = among
  await mark(
    context,
    takeoverId,
    { column: 'sleutel', is: 'no-registration-of-person' },
    sql`select r.id, null as given, null as against from takeover_row r
      where ${ready(among, 'person')}
        and not exists (select from takeover_row g where g.takeover_id = r.takeover_id
          and g.kind = 'registration' and g.parent = r.key)`,
  )
  for (const [kind, above] of [
    ['registration', 'person'],
    ['certificate', 'registration'],
    ['statement', 'registration'],
    ['activity', 'registration'],
    ['evidence', 'activity'],
  ] as const) {
    await sql`
      update takeover_row r set state = 'left-out'
      where ${ready(among, kind)}
        and not exists (select from takeover_row p where p.takeover_id = r.takeover_id
          and p.kind = ${above} and p.key = r.parent and p.state = 'ready')
        and not exists (select from taken_over t where t.register = r.register
          and t.source = (select source from takeover o where o.id = r.takeover_id)
          and t.kind = ${above} and t.key = r.parent)`.execute(db)
  }
  await sql`
    update takeover_row r set state = 'left-out'
    where ${ready(among, 'person')}
      and not exists (select from takeover_row g where g.takeover_id = r.takeover_id
        and g.kind = 'registration' and g.parent = r.key and g.state = 'ready')`.execute(db)
}
