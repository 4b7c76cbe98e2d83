import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Conflict, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import type { Seated } from '#domain/people/body/members.ts'
import { everySeated } from '#domain/people/body/members.ts'
import { mayDo } from '#domain/people/body/seat.ts'
import { findTies } from '#domain/people/body/ties.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { onceInVisit } from '#domain/platform/context/once-in-visit.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { CommitteeRules } from '#engine'
import type { Act } from '#regulations/acts.ts'
import { pinnedVersion, versionInForce } from '#regulations/load.ts'

/** A tie with a person, and which colleagues have none and may do the same. */
export interface Tie {
  readonly conflict: Conflict
  readonly colleagues: readonly Omit<Member, 'chair'>[]
}

// The tables of things that are of one registration.
const tables = {
  agreement: 'agreement',
  application: 'application',
  death: 'death',
  'follow-up': 'follow_up',
  interim: 'interim_request',
  invoice: 'invoice',
  leave: 'leave',
  'name-change': 'name_change',
  objection: 'objection',
  original: 'original',
  ruling: 'ruling',
  shielding: 'shielding',
  'status-by-hand': 'status_by_hand',
  verdict: 'verdict',
} as const

// Where whose a thing is stands with the person: they may have no registration in the register that has the thing.
const ofPerson = {
  accreditation: (id: string, register: string) => sql`
    select person_id from accreditation_part where id = ${id} and register = ${register}`,
  'accreditation-held': (id: string, register: string) => sql`
    select person_id from accreditation where id = ${id} and register = ${register}`,
  'accreditation-objection': (id: string, register: string) => sql`
    select p.person_id from accreditation_objection o join accreditation_part p on p.id = o.part_id
    where o.id = ${id} and o.register = ${register}`,
  erasure: (id: string, register: string) => sql`
    select person_id from erasure_request where id = ${id} and register = ${register}`,
  hold: (id: string, register: string) => sql`
    select person_id from hold where id = ${id} and register = ${register}`,
} as const

/**
 * Something about one person or more: their account or registration, a thing of it, a document of the register,
 * an interest that was declared in them, a list or decision list on which they stand, that two of them
 * are to become one, a report from the meeting place, a mail to them, a payment of invoices of theirs, or a line of a bank statement that may be one; what they asked of accreditation, as it is
 * asked of this register (an organisation asks it as well, and then it is about nobody); that they asked to be
 * erased, or are held.
 */
export type AboutPeople =
  | keyof typeof tables
  | keyof typeof ofPerson
  | 'account'
  | 'bank-line'
  | 'registration'
  | 'document'
  | 'interest'
  | 'list-delivery'
  | 'meeting'
  | 'meeting-report'
  | 'merge'
  | 'message'
  | 'payment'

/** What the tie of whoever acts is asked of: the thing, and what is done there. */
export interface Approach {
  readonly about: AboutPeople
  readonly id: string
  readonly acts: readonly Act[]
}

/** The tie that keeps whoever acts from a thing about a person; undefined for none. */
export async function findTie(context: Context, approach: Approach): Promise<Tie | undefined> {
  if (!isUuid(approach.id)) return undefined
  const people = await registrationsOf(context, approach)
  const ties = await tiesWith(context, approach.acts, people)
  return [...ties.values()][0] ?? ownWithoutFile(context, approach)
}

// What is of whoever acts themselves, in a register in which they have no file to have a tie with.
async function ownWithoutFile(context: Context, approach: Approach): Promise<Tie | undefined> {
  if (!isOfPerson(approach.about) || !(await isTheirOwn(context, approach))) return undefined
  const accountId = accountIdOf(context.actor)
  const seated = await everySeated(context)
  return {
    conflict: { by: 'own-file' },
    colleagues: seated.filter(
      (one) => one.id !== accountId && mayDoAny(context, one, approach.acts),
    ),
  }
}

function isOfPerson(about: AboutPeople): about is keyof typeof ofPerson {
  return about in ofPerson
}

/** Whether a thing is of whoever acts themselves, with whichever of their accounts. */
export async function isTheirOwn(
  context: Context,
  about: Omit<Approach, 'acts'>,
): Promise<boolean> {
  const accountId = accountIdOf(context.actor)
  if (accountId === undefined || !isUuid(about.id)) return false
  const persons = await personsOf(context, about)
  const { rows } = await sql<{ own: boolean }>`select exists (
    select from (${persons}) as of(person) where person in (select people_of(${accountId}))
  ) as own`.execute(context.db)
  return rows[0]?.own === true
}

/** Selects the ids of the persons whose a thing is; also of who has no registration in this register. */
export async function personsOf(
  context: Context,
  { about, id }: Omit<Approach, 'acts'>,
): Promise<RawBuilder<unknown>> {
  const { register } = context
  if (isOfPerson(about)) return ofPerson[about](id, register.id)
  const ids = (await registrationsOf(context, { about, id })).map((one) => one.registrationId)
  return sql`select person_id from registration
    where register = ${register.id} and id = any(${ids}::uuid[])`
}

/** Whose registration, and by which version of the regulation ties are told; without one the one in force. */
export interface Whose {
  readonly registrationId: string
  readonly regulationVersion?: string | undefined
}

/**
 * The ties of whoever acts with each of these people, by the id of the registration; who has none is
 * not in it. However many there are, the database is asked as often.
 */
export async function tiesWith(
  context: Context,
  acts: readonly Act[],
  people: readonly Whose[],
): Promise<ReadonlyMap<string, Tie>> {
  const accountId = accountIdOf(context.actor)
  if (accountId === undefined || people.length === 0) return new Map()
  const seated = await everySeated(context)
  const own = seated.find(({ id }) => id === accountId)
  if (own === undefined) return new Map()
  const tiesOf = await findTies(
    context,
    people.map(({ registrationId }) => registrationId),
  )
  const colleagues = seated.filter((one) => one.id !== accountId && mayDoAny(context, one, acts))
  return new Map(
    people.flatMap(({ registrationId, regulationVersion }) => {
      const file = tiesOf.get(registrationId)
      const rules = rulesOf(context, regulationVersion)
      const conflict = file && conflictOf(own, file, rules)
      if (file === undefined || conflict === undefined) return []
      const free = colleagues.filter((one) => conflictOf(one, file, rules) === undefined)
      return [[registrationId, { conflict, colleagues: free }] as const]
    }),
  )
}

/** Whether whoever proposed something about these people has a tie with one of them by now. */
export async function isProposerTied(
  context: Context,
  acts: readonly Act[],
  {
    proposedBy,
    people,
  }: { readonly proposedBy: string | undefined; readonly people: readonly Whose[] },
): Promise<boolean> {
  const { actor } = context
  if (proposedBy === undefined || actor.kind !== 'account') return false
  const proposer = { ...context, actor: { ...actor, accountId: proposedBy } }
  return (await tiesWith(proposer, acts, people)).size > 0
}

/** Who else may do one of these acts and has no tie with any of these people. */
export async function colleaguesWithoutTie(
  context: Context,
  acts: readonly Act[],
  people: readonly Whose[],
): Promise<readonly Omit<Member, 'chair'>[]> {
  const acting = accountIdOf(context.actor)
  const tiesOf = await findTies(
    context,
    people.map(({ registrationId }) => registrationId),
  )
  const isFree = (one: Seated) =>
    people.every(({ registrationId, regulationVersion }) => {
      const file = tiesOf.get(registrationId)
      return file === undefined || !conflictOf(one, file, rulesOf(context, regulationVersion))
    })
  return (await everySeated(context)).filter(
    (one) => one.id !== acting && mayDoAny(context, one, acts) && isFree(one),
  )
}

function mayDoAny({ register }: Context, { bodies }: Seated, acts: readonly Act[]): boolean {
  const seats = [...bodies].map((body) => ({ role: 'member' as const, body }))
  return mayDo(register, { seats }, ...acts)
}

function rulesOf(
  { register, today }: Context,
  version?: string,
): Pick<CommitteeRules, 'conflicts'> {
  const found =
    version === undefined ? versionInForce(register, today) : pinnedVersion(register, version)
  return found?.regulation.committee ?? { conflicts: [] }
}

/** The registrations in this register of those whom a thing is about. */
export function registrationsOf(
  context: Context,
  { about, id }: Omit<Approach, 'acts'>,
): Promise<readonly Whose[]> {
  return onceInVisit(context, `registrations of ${about} ${id}`, () => ask(context, { about, id }))
}

async function ask(
  context: Context,
  { about, id }: Omit<Approach, 'acts'>,
): Promise<readonly Whose[]> {
  const { db, register } = context
  switch (about) {
    case 'registration':
      return [{ registrationId: id }]
    case 'document': {
      // A paper of a person, or the decision list of a meeting.
      const { rows } = await sql<Whose>`
        select r.id as "registrationId" from document d
          join registration r on r.person_id = d.person_id and r.register = ${register.id}
          where d.id = ${id}
        union
        select a.registration_id from meeting m join application a on a.meeting_id = m.id
          where m.minutes_document_id = ${id} and m.register = ${register.id}`.execute(db)
      return rows
    }
    case 'interest': {
      const { rows } = await sql<Whose>`select r.id as "registrationId" from interest i
        join registration r on r.person_id = i.person_id and r.register = i.register
        where i.id = ${id} and i.register = ${register.id}`.execute(db)
      return rows
    }
    case 'list-delivery': {
      const { rows } = await sql<Whose>`select distinct registration_id as "registrationId"
        from list_entry where delivery_id = ${id} and register = ${register.id}`.execute(db)
      return rows
    }
    case 'merge': {
      const { rows } = await sql<Whose>`select r.id as "registrationId" from person_merge m
        join registration r on r.person_id in (m.stays_id, m.goes_id) and r.register = m.register
        where m.id = ${id} and m.register = ${register.id}`.execute(db)
      return rows
    }
    case 'meeting': {
      const { rows } = await sql<Whose>`select distinct registration_id as "registrationId"
        from application where meeting_id = ${id} and register = ${register.id}`.execute(db)
      return rows
    }
    case 'account': {
      const { rows } = await sql<Whose>`select r.id as "registrationId" from person p
        join registration r on r.person_id = p.id and r.register = ${register.id}
        where p.account_id = ${id}`.execute(db)
      return rows
    }
    case 'message': {
      const { rows } = await sql<Whose>`select r.id as "registrationId" from mail_message m
        join person p on p.account_id = m.account_id
        join registration r on r.person_id = p.id and r.register = ${register.id}
        where m.id = ${id} and m.register = ${register.id}`.execute(db)
      return rows
    }
    case 'payment': {
      const { rows } = await sql<Whose>`select distinct i.registration_id as "registrationId"
        from settlement s join invoice i on i.id = s.invoice_id
        where s.payment_id = ${id} and s.register = ${register.id} and i.registration_id is not null`.execute(
        db,
      )
      return rows
    }
    case 'bank-line': {
      // Those for whom it was booked, or for whom it may be.
      const { rows } = await sql<Whose>`
        select i.registration_id as "registrationId" from bank_line l
          join settlement s on s.payment_id = l.payment_id join invoice i on i.id = s.invoice_id
          where l.id = ${id} and l.register = ${register.id} and i.registration_id is not null
        union
        select i.registration_id from bank_candidate c join invoice i on i.id = c.invoice_id
          where c.line_id = ${id} and c.register = ${register.id}
            and i.registration_id is not null`.execute(db)
      return rows
    }
    case 'meeting-report': {
      // Whoever it is about, and whoever reported it.
      const { rows } = await sql<Whose>`select one as "registrationId" from meeting_report m
        cross join lateral (values (m.registration_id), (m.reporter_id)) as of(one)
        where m.id = ${id} and m.register = ${register.id} and one is not null`.execute(db)
      return rows
    }
    case 'accreditation':
    case 'accreditation-held':
    case 'accreditation-objection':
    case 'erasure':
    case 'hold': {
      const { rows } = await sql<Whose>`select id as "registrationId" from registration
        where register = ${register.id} and person_id in (${ofPerson[about](id, register.id)})`.execute(
        db,
      )
      return rows
    }
    case 'application':
    case 'interim':
    case 'leave':
      return ofThing(context, { about, id }, sql`regulation_version::text`)
    case 'agreement':
    case 'death':
    case 'follow-up':
    case 'invoice':
    case 'name-change':
    case 'objection':
    case 'original':
    case 'ruling':
    case 'shielding':
    case 'status-by-hand':
    case 'verdict':
      return ofThing(context, { about, id }, sql`null`)
  }
}

async function ofThing(
  { db, register }: Context,
  { about, id }: { readonly about: keyof typeof tables; readonly id: string },
  version: RawBuilder<unknown>,
): Promise<readonly Whose[]> {
  const { rows } = await sql<{ registrationId: string; version: string | null }>`
    select registration_id as "registrationId", ${version} as version
    from ${sql.table(tables[about])} where id = ${id} and register = ${register.id}
      and registration_id is not null`.execute(db)
  return rows.map(({ registrationId, version }) => ({
    registrationId,
    ...(version === null ? {} : { regulationVersion: version }),
  }))
}
