import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import {
  allocationsPast,
  forgetAllocations,
} from '#domain/allocation/allocation/forget-allocations.ts'
import { removeRegistration } from '#domain/certification/sign-up/remove-registration.ts'
import { forgetLists, listsWithRows } from '#domain/learning/attendance-list/forget-lists.ts'
import { forgetImports, importsWithRows } from '#domain/learning/course-import/forget-imports.ts'
import { forgetRequestFiles, requestsWithFiles } from '#domain/learning/request/forget-files.ts'
import { contactsOfEnded, forgetContacts } from '#domain/organisations/closing/forget-contacts.ts'
import { forgetProofs, proofsOfLabels } from '#domain/organisations/label/forget-proofs.ts'
import { filesOfChecked, forgetFilesOfChecked } from '#domain/organisations/organisation/files.ts'
import { anonymiseAccount } from '#domain/people/account/anonymise-account.ts'
import { isHeldFromNow } from '#domain/people/hold/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { thingsOfRegistration } from '#domain/people/registration/things-of.ts'
import { eraseFactsNumbered, eraseFactsOf, keptNouns } from '#domain/platform/audit/erase-facts.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inEachRegister } from '#domain/platform/context/in-each-register.ts'
import { destroyFiles, removeDocumentsById } from '#domain/platform/file/remove-documents.ts'
import type { RetentionKind, RetentionMoment } from '#regulations/retention.ts'
import { retentionRule } from '#regulations/retention.ts'

// Of each kind of data, which things there are that go by themselves, whose they are and from which day their
// term is reckoned; and how they go.

/** How one kind of data is found and goes. */
export interface KeptKind {
  /**
   * The things that there are of it in this register: `id`, `whose` (the registration, or else the thing
   * itself, by which they are done together), `person` (whose hold stops it) and `base`, the day from which
   * the term is reckoned. With `of` those of one person.
   */
  readonly things: (
    context: Context,
    from: RetentionMoment,
  ) => RawBuilder<unknown> | Promise<RawBuilder<unknown>>
  /** Some of it is of organisations: it is looked up and goes as by who looks after all of them. */
  readonly ofOrganisations?: true
  /** Erases these things; of what another came before, nothing. Gives how many. */
  readonly erase: (context: Context, ids: readonly string[], whose: string) => Promise<number>
}

/** A status in which somebody is out of the register. */
const isOut: ReadonlySet<string> = new Set(['withdrawn', 'removed', 'expired'])
const out = sql`(${sql.join([...isOut])})`

// Of files: no application with them runs, and no other place of the document has to keep it.
const running = sql`('submitted', 'returned', 'with-committee')`

/** Every kind of data, as a register says of it how long it is kept. */
export const keptKinds: Readonly<Record<RetentionKind, KeptKind>> = {
  dossier: {
    things: ({ register }) => sql`
      select r.id::text as id, r.id::text as whose, r.person_id as person,
        coalesce(r.ended_on, r.valid_last) as base
      from registration r
      where r.register = ${register.id} and r.status in ${out} and r.merged_into is null
        and coalesce(r.ended_on, r.valid_last) is not null
        and not exists (select from application a where a.registration_id = r.id
          and a.status in ${running})
        and not exists (select from objection o where o.registration_id = r.id
          and o.status not in ('decided', 'withdrawn'))
        and not exists (select from verdict v where v.registration_id = r.id
          and v.status in ('not-final', 'hearing', 'for-decision'))`,
    erase: async (context, [id = '']) => {
      const member = await findMember(context, id, { lock: true })
      // They may have come back since it was looked up, or be held: whoever places that locks it too.
      if (member === undefined || !isOut.has(member.status)) return 0
      if (await isHeldFromNow(context, member.personId)) return 0
      await removeRegistration(context, member)
      return 1
    },
  },

  evidence: {
    things: ({ register }, from) => {
      const base =
        from === 'validity-end'
          ? sql`coalesce(n.valid_last, a.decided_on)`
          : sql`coalesce(n.decided_on, a.decided_on)`
      return sql`
        select d.id::text as id,
          (array_agg(c.registration_id::text order by ${base} desc, c.registration_id))[1] as whose,
          r.person_id as person, max(${base}) as base
        from document d
        join evidence e on e.document_id = d.id
        join activity_claim c on c.activity_id = e.activity_id and c.register = ${register.id}
        join registration r on r.id = c.registration_id
        join application a on a.id = c.used_by and a.status = 'granted'
        left join decision n on n.id = a.decision_id
        where d.file_key is not null and e.removed_at is null
          and not exists (select from evidence o
            join activity_claim oc on oc.activity_id = o.activity_id and oc.register = ${register.id}
            where o.document_id = d.id and o.removed_at is null and oc.used_by is null
              and oc.withdrawn_at is null)
          and not exists (select from objection o where o.registration_id = r.id
            and o.status not in ('decided', 'withdrawn'))
          and not exists (select from verdict v where v.registration_id = r.id
            and v.status in ('not-final', 'hearing', 'for-decision'))
        group by d.id, r.person_id`
    },
    erase: destroyUnlessElsewhere,
  },

  withdrawn: {
    ofOrganisations: true,
    // And what came with a request for accreditation on which nothing was decided.
    things: (context) => sql`
      ${requestsWithFiles(context, { decided: false })}
      union all
      select d.id::text as id, g.registration_id::text as whose, d.person_id as person,
        max(g.on_day) as base
      from document d
      join (
        select e.document_id, c.registration_id,
          greatest(e.removed_at, c.withdrawn_at)::date as on_day,
          e.removed_at is not null or c.withdrawn_at is not null as gone,
          exists (select from application_activity aa join application a on a.id = aa.application_id
            where aa.activity_id = e.activity_id and a.status in ${running}) as needed
        from evidence e join activity_claim c on c.activity_id = e.activity_id
          and c.register = ${context.register.id}
        union all
        select p.document_id, c.registration_id, p.removed_at::date, p.removed_at is not null,
          exists (select from application_claim ac join application a on a.id = ac.application_id
            where ac.claim_id = c.id and a.status in ${running})
        from proof p join claim c on c.id = p.claim_id and c.register = ${context.register.id}
      ) g on g.document_id = d.id
      where d.file_key is not null
      group by d.id, g.registration_id, d.person_id
      having bool_and(g.gone) and not bool_or(g.needed)`,
    erase: async (context, ids) => {
      const isRequest = (id: string) => id.startsWith('request/')
      const forgotten = await forgetRequestFiles(context, ids.filter(isRequest))
      const files = ids.filter((id) => !isRequest(id))
      return forgotten + (files.length === 0 ? 0 : await destroyUnlessElsewhere(context, files))
    },
  },

  mails: {
    things: ({ register }) => sql`
      select m.id::text as id, coalesce(m.account_id, m.id)::text as whose, p.id as person,
        m.written_on as base
      from mail_message m left join person p on p.account_id = m.account_id
      where m.register = ${register.id}
        and (m.sent_at is not null or m.shown_only or m.stopped_at is not null
          or m.settled_at is not null)`,
    erase: async ({ db, register }, ids) => {
      const gone = await db
        .deleteFrom('mail_message')
        .where('register', '=', register.id)
        .where('id', 'in', [...ids])
        .executeTakeFirst()
      return Number(gone.numDeletedRows)
    },
  },

  contacts: {
    things: ({ register }) => sql`
      select 'referee_request/' || q.id as id, c.registration_id::text as whose, r.person_id as person,
        greatest(coalesce(q.answered_on, q.withdrawn_on, q.expires_on),
          coalesce(a.decided_on, c.withdrawn_at::date, r.ended_on)) as base
      from referee_request q
      join activity_claim c on c.activity_id = q.activity_id and c.register = ${register.id}
      join registration r on r.id = c.registration_id
      left join application a on a.id = c.used_by and a.status not in ${running}
      where q.register = ${register.id} and q.email <> ''
        and coalesce(a.decided_on, c.withdrawn_at::date, r.ended_on) is not null
      union all
      select 'attestation/' || t.id, t.registration_id::text, r.person_id,
        coalesce(t.answered_on, t.withdrawn_on, t.expires_on)
      from attestation t join registration r on r.id = t.registration_id
      where t.register = ${register.id} and t.email <> ''
        and not exists (select from application a
          where a.registration_id = t.registration_id and a.status in ${running})
      union all
      select 'series_member/' || m.id, m.id::text, null,
        greatest(m.status_on, coalesce(s.ended_on, m.status_on))
      from series_member m join series s on s.id = m.series_id
      where m.register = ${register.id} and m.email <> '' and m.registration_id is null
        and (s.ended_on is not null or m.status in ('left', 'declined', 'removed'))
      union all
      select 'staff_change/' || g.id, g.id::text, null, g.settled_on
      from staff_change g
      where g.register = ${register.id} and g.email <> '' and g.settled_on is not null`,
    erase: withoutAddress,
  },

  looks: {
    things: ({ register }) => sql`
      select 'look/' || l.id as id, l.looked_on::text as whose, l.person_id as person,
        l.looked_on as base
      from look l where l.register = ${register.id}
      union all
      select 'inspection/' || i.id, i.opened_on::text, r.person_id, i.opened_on
      from inspection i
      left join application a on a.id = i.application_id
      left join interim_request n on n.id = i.interim_id
      left join ruling u on u.id = i.ruling_id
      left join objection o on o.id = i.objection_id
      left join verdict v on v.id = i.verdict_id
      left join registration r on r.id = coalesce(a.registration_id, n.registration_id,
        u.registration_id, o.registration_id, v.registration_id)
      where i.register = ${register.id}`,
    erase: eraseLooks,
  },

  log: {
    things: async (context) => {
      const { register } = context
      const held = await heldThings(context)
      return sql`
        select t.seq::text as id, t.day::text as whose, null::uuid as person, t.day as base
        from audit_record t join audit_facts f on f.seq = t.seq
        where t.register = ${register.id} and not t.noun = any(${keptNouns}::text[])
          and not t.record_id = any(${held}::text[])`
    },
    erase: async (context, ids, whose) => {
      const { records } = await eraseFactsNumbered(context, {
        about: whose,
        numbers: ids.map(Number),
        reason: 'de bewaartermijn is voorbij',
      })
      return records
    },
  },

  invoices: {
    things: ({ register }) => sql`
      select 'invoice/' || i.id as id, i.registration_id::text as whose, r.person_id as person,
        (date_trunc('year', i.issued_on) + interval '1 year')::date as base
      from invoice i join registration r on r.id = i.registration_id
      where i.register = ${register.id} and i.status <> 'open'
      union all
      -- What an organisation owed is of nobody.
      select 'invoice/' || i.id, i.id::text, null,
        (date_trunc('year', i.issued_on) + interval '1 year')::date
      from invoice i
      where i.register = ${register.id} and i.status <> 'open' and i.registration_id is null
      union all
      select 'kept_invoice/' || k.id, k.id::text, null,
        (date_trunc('year', k.issued_on) + interval '1 year')::date
      from kept_invoice k where k.register = ${register.id}
      union all
      -- A payment goes after every invoice that it was for, so that what is held keeps it as well.
      select 'payment/' || p.id, p.id::text, null,
        (date_trunc('year', greatest(p.received_on, p.booked_on)) + interval '1 year')::date
      from payment p where p.register = ${register.id}
        and not exists (select from settlement s
          where s.payment_id = p.id and (exists (select from invoice i where i.id = s.invoice_id)
            or exists (select from kept_invoice k where k.id = s.invoice_id)))
      union all
      -- What the bank said of a payment goes with that; of what became none, after as long.
      select 'bank_line/' || l.id, l.id::text, null,
        (date_trunc('year', l.booked_on) + interval '1 year')::date
      from bank_line l where l.register = ${register.id} and l.payment_id is null
      union all
      select 'bank_file/' || f.id, f.id::text, null,
        (date_trunc('year', greatest(f.sent_on,
          (select max(s.last_day) from bank_statement s where s.file_id = f.id))) + interval '1 year')::date
      from bank_file f where f.register = ${register.id} and f.state in ('unreadable', 'done')
        and not exists (select from bank_line l join bank_statement s on s.id = l.statement_id
          where s.file_id = f.id)`,
    erase: eraseInvoices,
  },

  colleagues: {
    things: ({ register }) => sql`
      select a.id::text as id, a.id::text as whose, p.id as person, max(t.day) as base
      from audit_record t
      join account a on a.id::text = t.record_id
      left join person p on p.account_id = a.id
      where t.register = ${register.id} and t.noun = 'staff' and t.action = 'revoke'
        and a.email not like '%@peil.invalid' and not a.demo and a.merged_into is null
        and coalesce(p.registers, '{}') = '{}' and a.acts_for = '{}'
        and not exists (select from staff_role s where s.account_id = a.id)
      group by a.id, p.id`,
    erase: async (context, [id = '']) => {
      // They may have been asked back since it was looked up.
      const seat = await context.db
        .selectFrom('staff_role')
        .where('account_id', '=', id)
        .select('id')
        .executeTakeFirst()
      return seat === undefined && (await anonymiseAccount(context, id)) ? 1 : 0
    },
  },

  requests: {
    // What was asked of the register, once it was answered.
    things: ({ register }) => sql`
      select q.id::text as id, q.id::text as whose, q.person_id as person, q.ended_on as base
      from erasure_request q
      where q.register = ${register.id} and q.ended_on is not null`,
    erase: async ({ db, register }, ids) => {
      const gone = await db
        .deleteFrom('erasure_request')
        .where('register', '=', register.id)
        .where('id', 'in', [...ids])
        .executeTakeFirst()
      return Number(gone.numDeletedRows)
    },
  },

  'request-files': {
    ofOrganisations: true,
    things: (context) => requestsWithFiles(context, { decided: true }),
    erase: forgetRequestFiles,
  },

  'label-proofs': { ofOrganisations: true, things: proofsOfLabels, erase: forgetProofs },

  'organisation-proofs': {
    ofOrganisations: true,
    things: filesOfChecked,
    erase: forgetFilesOfChecked,
  },

  'organisation-contacts': {
    ofOrganisations: true,
    things: contactsOfEnded,
    erase: forgetContacts,
  },

  'attendance-lists': { ofOrganisations: true, things: listsWithRows, erase: forgetLists },

  imports: { ofOrganisations: true, things: importsWithRows, erase: forgetImports },

  allocations: { ofOrganisations: true, things: allocationsPast, erase: forgetAllocations },
}

// A file belongs to what somebody did, whichever register they claimed it in. What any other register still keeps
// stays: what counts there or may come to, what was decided with it or withdrawn as long as its own term lasts, and what
// an application, an objection or a verdict there is about. The last of them lets it go.
async function destroyUnlessElsewhere(context: Context, ids: readonly string[]): Promise<number> {
  const { today } = context
  const elsewhere = new Set<string>()
  await inEachRegister(context, async ({ db, register }) => {
    if (register.id === context.register.id) return
    const { keep, from, does } = retentionRule(register, 'evidence')
    const withdrawn = retentionRule(register, 'withdrawn')
    const base =
      from === 'validity-end'
        ? sql`coalesce(n.valid_last, a.decided_on)`
        : sql`coalesce(n.decided_on, a.decided_on)`
    const { rows } = await sql<{ id: string }>`
      select e.document_id as id from evidence e
      join activity_claim c on c.activity_id = e.activity_id and c.register = ${register.id}
      join registration r on r.id = c.registration_id
      left join application a on a.id = c.used_by
      left join decision n on n.id = a.decision_id
      where e.document_id = any(${ids}::uuid[]) and (
        exists (select from application_activity aa join application f on f.id = aa.application_id
          where aa.activity_id = e.activity_id and f.status in ${running})
        or (e.removed_at is not null or c.withdrawn_at is not null) and (
          ${withdrawn.does === 'keep'} or (greatest(e.removed_at, c.withdrawn_at)::date
            + ${withdrawn.keep.toString()}::interval)::date > ${today.toString()}::date)
        or e.removed_at is null and c.withdrawn_at is null and (
          a.id is null or a.status <> 'granted' or ${does === 'keep'}
          or (${base} + ${keep.toString()}::interval)::date > ${today.toString()}::date
          or exists (select from objection o where o.registration_id = r.id
            and o.status not in ('decided', 'withdrawn'))
          or exists (select from verdict v where v.registration_id = r.id
            and v.status in ('not-final', 'hearing', 'for-decision'))))`.execute(db)
    for (const { id } of rows) elsewhere.add(id)
  })
  const goes = ids.filter((id) => !elsewhere.has(id))
  await inEachRegister(context, (each) => destroyFiles(each, goes))
  return goes.length
}

// The name stays with what they confirmed; their address and the way in go, and what the record wrote of it.
async function withoutAddress(context: Context, ids: readonly string[]): Promise<number> {
  const { db } = context
  const of = (table: string) =>
    ids.flatMap((id) => (id.startsWith(`${table}/`) ? [id.slice(table.length + 1)] : []))
  for (const [table, links, column] of [
    ['referee_request', 'referee_link', 'request_id'],
    ['attestation', 'attestation_link', 'attestation_id'],
    ['series_member', 'series_link', 'member_id'],
    ['staff_change', undefined, ''],
  ] as const) {
    const some = of(table)
    if (some.length === 0) continue
    if (links !== undefined) {
      await sql`delete from ${sql.table(links)}
        where ${sql.ref(column)} = any(${some}::uuid[])`.execute(db)
    }
    await sql`update ${sql.table(table)} set email = '' where id = any(${some}::uuid[])`.execute(db)
    await eraseFactsOf(context, {
      about: some[0] ?? '',
      recordIds: some,
      reason: 'de bewaartermijn is voorbij',
    })
  }
  return ids.length
}

async function eraseInvoices(context: Context, ids: readonly string[]): Promise<number> {
  const { db, register } = context
  const plain = ids.map((id) => id.slice(id.indexOf('/') + 1))
  const papers: string[] = []
  for (const table of ['invoice', 'kept_invoice'] as const) {
    const some = plain.filter((_, at) => ids[at]?.startsWith(`${table}/`))
    if (some.length === 0) continue
    const rows = await db
      .deleteFrom(table)
      .where('register', '=', register.id)
      .where('id', 'in', some)
      .returning(['document_id', 'credit_document_id'])
      .execute()
    papers.push(...rows.flatMap((row) => Object.values(row)).filter((paper) => paper !== null))
    const notes = await db
      .deleteFrom('credit_note')
      .where('register', '=', register.id)
      .where('invoice_id', 'in', some)
      .returning('document_id')
      .execute()
    papers.push(...notes.flatMap(({ document_id }) => document_id ?? []))
  }
  for (const table of ['payment', 'bank_line', 'bank_file'] as const) {
    const some = plain.filter((_, at) => ids[at]?.startsWith(`${table}/`))
    if (some.length === 0) continue
    await db.deleteFrom(table).where('register', '=', register.id).where('id', 'in', some).execute()
  }
  await removeDocumentsById(context, papers)
  await eraseFactsOf(context, {
    about: plain[0] ?? '',
    recordIds: [...plain, ...papers],
    reason: 'de bewaartermijn is voorbij',
  })
  return ids.length
}

async function eraseLooks({ db, register }: Context, ids: readonly string[]): Promise<number> {
  for (const table of ['look', 'inspection'] as const) {
    const some = ids.flatMap((id) =>
      id.startsWith(`${table}/`) ? [id.slice(table.length + 1)] : [],
    )
    if (some.length === 0) continue
    await db.deleteFrom(table).where('register', '=', register.id).where('id', 'in', some).execute()
  }
  return ids.length
}

// What the record wrote of somebody whose data are held stays as long, whatever they have in this register.
async function heldThings(context: Context): Promise<readonly string[]> {
  const { db, register, today } = context
  const { rows: people } = await sql<{ person: string; account: string | null }>`
    select id as person, account_id as account from person
    where id in (select held_people(${today.toString()}::date))`.execute(db)
  const ids = people.flatMap(({ person, account }) => [person, ...(account ? [account] : [])])
  const { rows } = await sql<{ id: string }>`
    select r.id from registration r where r.register = ${register.id}
      and r.person_id = any(${people.map(({ person }) => person)}::uuid[])`.execute(db)
  for (const { id } of rows) ids.push(...(await thingsOfRegistration(context, id)).ids)
  return ids
}
