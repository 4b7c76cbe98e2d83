import { sql } from 'kysely'
import type { ApplicationTable } from '#db/schema.ts'
import type { EarlierCheck, EarlierCheckRows } from '#domain/dossier/earlier-check/queries.ts'
import { earlierCheckRows, earlierChecksOf } from '#domain/dossier/earlier-check/queries.ts'
import type { ClaimRows } from '#domain/dossier/statement/queries.ts'
import { claimRows, claimsInUse, claimsOf } from '#domain/dossier/statement/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { refusesMail } from '#domain/platform/message/refused-mail.ts'
import type { Amount, GrantedLeave, Period } from '#engine'

/** An application as far as a dossier needs to know it. */
export interface DossierApplication {
  readonly id: string
  readonly number: string | undefined
  readonly kind: 'first' | 'renewal' | 'move'
  /** The change of category that it asks for, if it does. */
  readonly move: string | undefined
  readonly status: ApplicationTable['status']
  readonly submittedOn: Temporal.PlainDate
  /** The first day of the version of the regulation to which it is pinned. */
  readonly regulationVersion: string
  /** The category that it asks for, where the regulation has any. */
  readonly category: string | undefined
}

/** What was asked when somebody was registered for a while; a renewal keeps the period that it extends. */
export type TemporaryStanding =
  | { readonly kind: 'first' }
  | { readonly kind: 'renewal'; readonly period: Period }

/** Whether a registration for a while has begun: until then the period before it runs. */
export function isForAWhile(
  { temporary, validity }: Pick<Standing, 'temporary' | 'validity'>,
  today: Temporal.PlainDate,
): boolean {
  if (temporary === undefined || validity === undefined) return false
  return Temporal.PlainDate.compare(validity.first, today) <= 0
}

/** How somebody stands in the register: what a dossier needs beside the activities. */
export interface Standing {
  readonly registrationId: string
  readonly status: RegistrationStatus
  readonly number: number | undefined
  readonly signedUpOn: Temporal.PlainDate
  readonly approvedOn: Temporal.PlainDate | undefined
  readonly candidateOn: Temporal.PlainDate | undefined
  readonly validity: Period | undefined
  /** The validity is of a registration for a while, on which an application of this kind follows. */
  readonly temporary: TemporaryStanding | undefined
  /** The day of submission of the application that gave the running period. */
  readonly countedUntil: Temporal.PlainDate | undefined
  /** The application that gave the running period; absent where none here did. */
  readonly givenBy: string | undefined
  /** What that application left over for this period, by what it stands under, in hundredths. */
  readonly leftOver: Readonly<Record<string, Amount>>
  /** They asked to be held against the version that is still to come. */
  readonly appliesEarly: boolean
  /** The last day that somebody chose for their registration. */
  readonly endsAfter: Temporal.PlainDate | undefined
  /** The category that somebody stands in, by decision. */
  readonly category: string | undefined
  readonly declarations: readonly { readonly id: string; readonly on: Temporal.PlainDate }[]
  /** Leave that was granted in this register, the first of it first. */
  readonly grantedLeave: readonly GrantedLeave[]
  /** What was stated beside activities and is still looked at: what `findClaims` gives. */
  readonly claims: readonly Claim[]
  /** What was checked of registrations elsewhere when a period began that came from outside. */
  readonly earlierChecks: readonly EarlierCheck[]
  /** The application that is asked for, or else the one that is running. */
  readonly application: DossierApplication | undefined
}

interface Row {
  id: string
  status: RegistrationStatus
  number: number | null
  signed_up_on: string
  approved_on: string | null
  candidate_on: string | null
  valid_first: string | null
  valid_last: string | null
  counted_until: string | null
  ends_after: string | null
  given_by: string | null
  left_over: readonly { tag: string; amount: Amount }[] | null
  category: string | null
  temporary_kind: 'first' | 'renewal' | null
  full_first: string | null
  full_last: string | null
  applies_early: boolean
  declarations: readonly { id: string; on: string }[] | null
  granted_leave: readonly { sort: string; first: string; last: string }[] | null
  claims: ClaimRows
  earlier_checks: EarlierCheckRows
  application: {
    id: string
    number: string | null
    kind: 'first' | 'renewal' | 'move'
    move: string | null
    status: ApplicationTable['status']
    submitted_on: string
    regulation_version: string
    category: string | null
  } | null
}

/** How a registration stands, with one of its applications: the one named, or the running one. */
export async function findStanding(
  context: Context,
  registrationId: string,
  applicationId?: string,
): Promise<Standing | undefined> {
  const { rows } = await sql<Row>`
    select ${standingColumns(context, applicationId)}
    from registration r
    where r.id = ${registrationId}`.execute(context.db)
  const [row] = rows
  return row === undefined ? undefined : standing(row)
}

/** How each of these registrations stands, with the application of it that is running. */
export async function findStandings(
  context: Context,
  registrationIds: readonly string[],
): Promise<readonly Standing[]> {
  const { rows } = await sql<Row>`
    select ${standingColumns(context, undefined)}
    from registration r
    where r.id = any(${[...registrationIds]}::uuid[])`.execute(context.db)
  return rows.map(standing)
}

/** What waits for a professional outside the activities themselves. */
export interface Matters {
  /** The last day to sign the agreement that lies ready. */
  readonly agreementBefore: Temporal.PlainDate | undefined
  readonly invoice: { readonly number: string; readonly dueOn: Temporal.PlainDate } | undefined
  readonly returned:
    | {
        readonly applicationId: string
        readonly answerBefore: Temporal.PlainDate
        /** The activities that it names, with what is asked of each. */
        readonly questions: ReadonlyMap<string, string>
      }
    | undefined
  /** The last application, when it was refused and no other followed. */
  readonly refused:
    | { readonly applicationId: string; readonly decidedOn: Temporal.PlainDate }
    | undefined
  /** The next meeting of the committee, once it has been called. */
  readonly meetingOn: Temporal.PlainDate | undefined
  /** Who asks to have something taken on for them, such as supervision. */
  readonly askedBy: readonly {
    readonly id: string
    readonly document: string
    readonly name: string
  }[]
  /** The answer to what is asked after so long in the category, as far as that is open. */
  readonly followUp: { readonly answer: 'done' | 'later' | undefined } | undefined
  /** Of which colleagues the address refuses what they were asked: to take something on, or to sign with this one. */
  readonly notReached: readonly {
    readonly what: 'supervision' | 'signing'
    readonly id: string
    readonly document: string
    readonly name: string
  }[]
  /** What waits for this one’s signature beside that of somebody else. */
  readonly toSign: readonly { readonly id: string; readonly title: string; readonly name: string }[]
  /** What a colleague was asked for, or takes on: the kinds of documents. */
  readonly colleagues: readonly {
    readonly document: string
    readonly status: 'asked' | 'accepted'
  }[]
}

interface MattersRow extends Row {
  first_name: string
  initials: string
  name_prefix: string
  last_name: string
  agreement_before: string | null
  invoice: { number: string; due_on: string } | null
  returned: {
    application_id: string
    answer_before: string
    items: readonly { item?: string; activity?: string; question?: string }[]
  } | null
  refused: { application_id: string; decided_on: string } | null
  meeting_on: string | null
  asked_by: readonly { id: string; document: string; name: string }[] | null
  follow_up: { answer: 'done' | 'later' | null } | null
  not_reached: Matters['notReached'] | null
  to_sign: readonly { id: string; title: string; name: string }[] | null
  colleagues: readonly { document: string; status: 'asked' | 'accepted' }[] | null
}

/** How a registration stands with its running application, whose it is, and what waits for them. */
export async function findStandingAndMatters(
  context: Context,
  registrationId: string,
): Promise<
  { readonly standing: Standing; readonly name: string; readonly matters: Matters } | undefined
> {
  const { rows } = await sql<MattersRow>`
    select ${standingColumns(context, undefined)},
      p.first_name, p.initials, p.name_prefix, p.last_name,
      (select a.sign_before from agreement a
        where a.registration_id = r.id and a.status in ('sent', 'returned')
        order by a.sent_on desc, a.id desc limit 1) as agreement_before,
      (select json_build_object('number', i.number, 'due_on', i.due_on) from invoice i
        where i.registration_id = r.id and i.status = 'open'
        order by i.due_on limit 1) as invoice,
      (select json_build_object('application_id', x.id, 'answer_before', t.answer_before,
          'items', t.items)
        from application x join application_return t on t.application_id = x.id
        where x.registration_id = r.id and x.status = 'returned' and t.answered_on is null
        order by t.returned_on desc, t.id desc limit 1) as returned,
      (select json_build_object('application_id', l.id, 'decided_on', l.decided_on)
        from (select x.id, x.decided_on, x.status from application x
          where x.registration_id = r.id
          order by x.submitted_at desc, x.id desc limit 1) l
        where l.status = 'refused' and l.decided_on is not null) as refused,
      (select m.held_on from meeting m
        where m.status = 'planned' and m.held_on >= ${context.today.toString()}::date
        order by m.held_on limit 1) as meeting_on,
      (select json_agg(json_build_object('id', s.id, 'document', s.document, 'name',
          concat_ws(' ', coalesce(nullif(trim(w.first_name), ''), nullif(trim(w.initials), '')),
            nullif(trim(w.name_prefix), ''), nullif(trim(w.last_name), ''))) order by s.id)
        from supervision s join registration ask on ask.id = s.registration_id
        join person w on w.id = ask.person_id
        where s.colleague_id = r.id and s.status = 'asked') as asked_by,
      (select json_build_object('answer', f.answer) from follow_up f
        where f.registration_id = r.id and f.settled_on is null
          and f.category = r.category) as follow_up,
      (select json_agg(json_build_object('id', g.id, 'title', g.words->>'title',
          'name', g.signature->>'name') order by g.id)
        from signing g join supervision s on s.id = g.supervision_id
        where s.colleague_id = r.id and s.status = 'accepted' and g.status = 'awaiting') as to_sign,
      (select json_agg(json_build_object('what', n.what, 'id', n.id, 'document', n.document, 'name',
          concat_ws(' ', coalesce(nullif(trim(w.first_name), ''), nullif(trim(w.initials), '')),
            nullif(trim(w.name_prefix), ''), nullif(trim(w.last_name), ''))) order by n.id)
        from (
          select 'supervision' as what, s.id, s.document, s.register, s.colleague_id, s.created_at
            from supervision s where s.registration_id = r.id and s.status = 'asked'
          union all
          select 'signing', g.id, g.document, g.register, s.colleague_id, g.created_at
            from signing g join supervision s on s.id = g.supervision_id and s.status = 'accepted'
            where g.registration_id = r.id and g.status = 'awaiting') n
        join registration c on c.id = n.colleague_id join person w on w.id = c.person_id
        where ${notReached}) as not_reached,
      (select json_agg(json_build_object('document', s.document, 'status', s.status))
        from supervision s
        where s.registration_id = r.id and s.status in ('asked', 'accepted')) as colleagues
    from registration r join person p on p.id = r.person_id
    where r.id = ${registrationId}`.execute(context.db)
  const [row] = rows
  if (row === undefined) return undefined
  const given = row.first_name.trim() || row.initials.trim()
  const name = [given, row.name_prefix.trim(), row.last_name.trim()].filter(Boolean).join(' ')
  return { standing: standing(row), name, matters: mattersOf(row) }
}

const notReached = refusesMail(['supervision-asked', 'signing-asked'], {
  register: sql`n.register`,
  is: sql`mail.account_id = w.account_id and mail.kind = n.what || '-asked'`,
  since: sql`n.created_at`,
})

function standingColumns({ today }: Context, applicationId: string | undefined) {
  const which =
    applicationId === undefined
      ? sql`p.status in ('submitted', 'returned', 'with-committee')`
      : sql`p.id = ${applicationId}`
  return sql`r.id, r.status, r.number, r.signed_up_on, r.approved_on, r.candidate_on,
      r.valid_first, r.valid_last, r.counted_until, r.ends_after, r.category,
      (select g.id from application g
        where g.registration_id = r.id and g.status = 'granted' and g.kind <> 'move'
          and (${applicationId ?? null}::uuid is null or g.id <> ${applicationId ?? null}::uuid)
        order by g.decided_on desc, g.submitted_at desc, g.id desc limit 1) as given_by,
      (select case when not e.temporary then e.assessment->'surplus'->'left' end
        from application g join decision e on e.application_id = g.id and e.replaced_on is null
        where g.registration_id = r.id and g.status = 'granted' and g.kind <> 'move'
          and (${applicationId ?? null}::uuid is null or g.id <> ${applicationId ?? null}::uuid)
        order by g.decided_on desc, g.submitted_at desc, g.id desc limit 1) as left_over,
      r.temporary_kind, r.full_first, r.full_last,
      coalesce(r.early_version > ${today.toString()}::date, false) as applies_early,
      ${claimRows(claimsInUse(sql`r.id`))} as claims,
      ${earlierCheckRows} as earlier_checks,
      (select json_agg(json_build_object('id', d.declaration, 'on', d.declared_on)
          order by d.declaration)
        from (select declaration, max(declared_on) as declared_on from declaration
          where registration_id = r.id group by declaration) d) as declarations,
      (select json_agg(json_build_object('sort', l.sort, 'first', l.granted_first,
          'last', l.granted_last) order by l.granted_first, l.id)
        from leave l where l.registration_id = r.id and l.status = 'granted') as granted_leave,
      (select json_build_object('id', p.id, 'number', p.number, 'kind', p.kind,
          'status', p.status, 'submitted_on', p.submitted_on,
          'regulation_version', p.regulation_version,
          'category', p.category, 'move', p.move)
        from application p where p.registration_id = r.id and ${which}
        limit 1) as application`
}

function mattersOf(row: MattersRow): Matters {
  const { agreement_before, invoice, returned, refused, meeting_on } = row
  return {
    agreementBefore: day(agreement_before),
    invoice:
      invoice === null
        ? undefined
        : { number: invoice.number, dueOn: Temporal.PlainDate.from(invoice.due_on) },
    returned:
      returned === null
        ? undefined
        : {
            applicationId: returned.application_id,
            answerBefore: Temporal.PlainDate.from(returned.answer_before),
            questions: new Map(
              returned.items.flatMap(({ item, activity, question }) =>
                item === 'activity' && activity !== undefined ? [[activity, question ?? '']] : [],
              ),
            ),
          },
    refused:
      refused === null
        ? undefined
        : {
            applicationId: refused.application_id,
            decidedOn: Temporal.PlainDate.from(refused.decided_on),
          },
    meetingOn: day(meeting_on),
    askedBy: row.asked_by ?? [],
    followUp: row.follow_up === null ? undefined : { answer: row.follow_up.answer ?? undefined },
    toSign: row.to_sign ?? [],
    notReached: row.not_reached ?? [],
    colleagues: row.colleagues ?? [],
  }
}

function standing(row: Row): Standing {
  const { application } = row
  return {
    registrationId: row.id,
    status: row.status,
    number: row.number ?? undefined,
    signedUpOn: Temporal.PlainDate.from(row.signed_up_on),
    approvedOn: day(row.approved_on),
    candidateOn: day(row.candidate_on),
    validity: period(row.valid_first, row.valid_last),
    temporary: temporaryStanding(row),
    countedUntil: day(row.counted_until),
    givenBy: row.given_by ?? undefined,
    leftOver: Object.fromEntries((row.left_over ?? []).map(({ tag, amount }) => [tag, amount])),
    appliesEarly: row.applies_early,
    endsAfter: day(row.ends_after),
    category: row.category ?? undefined,
    declarations: (row.declarations ?? []).map(({ id, on }) => ({
      id,
      on: Temporal.PlainDate.from(on),
    })),
    grantedLeave: (row.granted_leave ?? []).map(({ sort, first, last }) => ({
      sort,
      first: Temporal.PlainDate.from(first),
      last: Temporal.PlainDate.from(last),
    })),
    claims: claimsOf(row.claims),
    earlierChecks: earlierChecksOf(row.earlier_checks),
    application:
      application === null
        ? undefined
        : {
            id: application.id,
            number: application.number ?? undefined,
            kind: application.kind,
            status: application.status,
            submittedOn: Temporal.PlainDate.from(application.submitted_on),
            regulationVersion: application.regulation_version,
            category: application.category ?? undefined,
            move: application.move ?? undefined,
          },
  }
}

function temporaryStanding(row: Row): TemporaryStanding | undefined {
  const full = period(row.full_first, row.full_last)
  if (row.temporary_kind === null) return undefined
  return full === undefined ? { kind: 'first' } : { kind: 'renewal', period: full }
}

function period(first: string | null, last: string | null): Period | undefined {
  return first === null || last === null
    ? undefined
    : { first: Temporal.PlainDate.from(first), last: Temporal.PlainDate.from(last) }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
