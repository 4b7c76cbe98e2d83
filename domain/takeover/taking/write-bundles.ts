import { sql } from 'kysely'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { shieldedAmong } from '#domain/people/shielding/queries.ts'
import type { Change } from '#domain/platform/audit/record.ts'
import { recordAll } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { publishEntries } from '#domain/public-register/entry/publish-entry.ts'
import type { RowKind } from '#domain/takeover/delivery/columns.ts'

/** What is written together: the ready rows of these people, with the files that were stored for them. */
export interface Bundles {
  readonly takeoverId: string
  readonly source: string
  readonly keys: readonly string[]
  /** By the id of the row that names it. */
  readonly proofs: ReadonlyMap<string, StoredEvidence>
}

/**
 * Writes everything that is ready of some people: who they are, how they stand, their certificates,
 * activities and files, with where each came from, the record of it and what the public register shows.
 * All of it or, by throwing, nothing.
 */
export async function writeBundles(context: Context, bundles: Bundles): Promise<void> {
  await writePeople(context, bundles)
  await writeRegistrations(context, bundles)
  await writeCertificates(context, bundles)
  await writeStatements(context, bundles)
  await writeActivities(context, bundles)
  await writeEvidence(context, bundles)
  await keepNumbers(context)
  const done = await settleRows(context, bundles)
  const shown = done.filter(({ kind }) => kind === 'registration').map(({ id }) => id)
  const hidden = await shieldedAmong(context, shown)
  const leaves = await leavesAmong(context, done)
  await recordAll(context, [
    ...done.map((row) => changeOf(row, bundles)),
    ...leaves.map((row) => ({ ...changeOf(row, bundles), noun: 'leave' as const })),
    ...[...hidden].map((id): Change => ({ noun: 'registration', id, action: 'shield', facts: {} })),
  ])
  await publishEntries(context, shown)
}

function ready({ takeoverId, keys }: Bundles, kind: RowKind) {
  return sql`takeover_row r where r.takeover_id = ${takeoverId} and r.state = 'ready'
    and r.kind = ${kind} and r.bundle = any(${keys})`
}

// What somebody or something here was there. `became` is the id of what it is here.
async function remember(
  { db, today }: Context,
  bundles: Bundles,
  became: ReturnType<typeof sql>,
): Promise<void> {
  await sql`
    insert into taken_over (register, source, kind, key, bundle, hash, subject_id, person_id,
      takeover_id, taken_over_on, decision, application_on)
    select r.register, ${bundles.source}, r.kind, r.key, r.bundle, r.hash, became.id, became.person_id,
      r.takeover_id, ${today.toString()}::date, nullif(r.facts -> 'decision', 'null'),
      (r.facts ->> 'application_on')::date
    from (${became}) became join takeover_row r on r.id = became.row_id`.execute(db)
}

// Somebody who has an account here already keeps what it says of them.
async function writePeople(context: Context, bundles: Bundles): Promise<void> {
  const { db } = context
  const people = ready(bundles, 'person')
  await sql`
    insert into account (email, quiet)
    select r.facts ->> 'email', true from ${people} and r.facts ->> 'email' <> ''
      and account_of(r.facts ->> 'email') is null
    on conflict (email) where closed_at is null do nothing`.execute(db)
  await sql`
    insert into person (id, account_id, first_name, initials, name_prefix, last_name, phone, street,
      house_number, postcode, city, country, employer, municipality, job_title)
    select r.id, a.id, f.first_name, f.initials, f.name_prefix, f.last_name, f.phone, f.street,
      f.house_number, f.postcode, f.city, f.country, f.employer, f.municipality, f.job_title
    from ${readyAs(
      bundles,
      'person',
      sql`cross join lateral
      jsonb_populate_record(null::person, r.facts) f
      left join account a on a.id = account_of(nullif(r.facts ->> 'email', ''))`,
    )}
    on conflict (account_id) do nothing`.execute(db)
  await remember(
    context,
    bundles,
    sql`select r.id as row_id, p.id, p.id as person_id from ${readyAs(
      bundles,
      'person',
      sql`left join account a on a.id = account_of(nullif(r.facts ->> 'email', ''))
        join person p on p.id = r.id or p.account_id = a.id`,
    )}`,
  )
}

// The same rows with other tables joined to them, which come before the condition.
function readyAs({ takeoverId, keys }: Bundles, kind: RowKind, joined: ReturnType<typeof sql>) {
  return sql`takeover_row r ${joined} where r.takeover_id = ${takeoverId} and r.state = 'ready'
    and r.kind = ${kind} and r.bundle = any(${keys})`
}

// What a row hangs on, as it was taken over with it or before.
function above(bundles: Bundles, kind: RowKind) {
  return sql`join taken_over up on up.register = r.register and up.source = ${bundles.source}
    and up.kind = ${kind} and up.key = r.parent`
}

async function writeRegistrations(context: Context, bundles: Bundles): Promise<void> {
  await sql`
    insert into registration (id, register, person_id, number, status, held_status, category,
      regulation_version, signed_up_on, approved_on, candidate_on, valid_first, valid_last,
      counted_until, shielded, ended_on, end_reason, temporary_kind, full_first, full_last,
      charged_until, unmoved_last, moved_last)
    select r.id, r.register, up.person_id, f.number, f.status, f.held_status, f.category,
      f.regulation_version, f.signed_up_on, f.approved_on, f.candidate_on, f.valid_first,
      f.valid_last, f.counted_until,
      f.shielded or exists (select from shielding s
        where s.person_id = up.person_id and s.hides and s.everywhere), f.ended_on, f.end_reason, f.temporary_kind,
      f.full_first, f.full_last, f.charged_until, f.unmoved_last, f.moved_last
    from ${readyAs(
      bundles,
      'registration',
      sql`${above(bundles, 'person')}
      cross join lateral jsonb_populate_record(null::registration, r.facts) f`,
    )}`.execute(context.db)
  await keepSuspended(context, bundles)
  // What was merged there leads on here, where that is of the same person.
  await sql`
    update registration g set merged_into = n.id
    from takeover_row r, registration n
    where r.takeover_id = ${bundles.takeoverId} and r.state = 'ready' and r.kind = 'registration'
      and r.bundle = any(${bundles.keys}) and g.id = r.id and n.register = g.register
      and n.number = (r.facts ->> 'went_on_in')::int and n.person_id = g.person_id
      and n.id <> g.id and n.merged_into is null`.execute(context.db)
  await keepHidden(context, bundles)
  await remember(
    context,
    bundles,
    sql`select r.id as row_id, r.id, up.person_id
      from ${readyAs(bundles, 'registration', above(bundles, 'person'))}`,
  )
}

// Until when a suspension of elsewhere stands is not told: it stands until it is lifted.
async function keepSuspended({ db, today }: Context, bundles: Bundles): Promise<void> {
  await sql`
    insert into suspension (register, registration_id, first_day)
    select r.register, r.id, ${today.toString()}::date
    from ${readyAs(bundles, 'registration', sql``)} and r.facts ->> 'status' = 'suspended'`.execute(
    db,
  )
}

// Whoever was kept out of sight stays so, until the back office looks at it again.
async function keepHidden({ db, register, today }: Context, bundles: Bundles): Promise<void> {
  const { grounds, review } = register.procedures.shielding
  await sql`
    insert into shielding (register, registration_id, person_id, status, asked_by, ground, everywhere,
      hides, asked_on, review_on, decided_on)
    select r.register, r.id, up.person_id, 'holds', 'office', ${grounds.at(-1)?.id ?? ''}, false, true,
      ${today.toString()}::date, ${today.add(review).toString()}::date, ${today.toString()}::date
    from ${readyAs(
      bundles,
      'registration',
      above(bundles, 'person'),
    )} and (r.facts ->> 'shielded')::boolean`.execute(db)
}

async function writeCertificates(context: Context, bundles: Bundles): Promise<void> {
  await sql`
    insert into certificate (id, register, registration_id, code, name, issued_on, valid_first,
      valid_last, category, temporary, withdrawn_on, replaced_on)
    select r.id, r.register, up.subject_id, f.code, f.name, f.issued_on, f.valid_first, f.valid_last,
      f.category, f.temporary, f.withdrawn_on, f.replaced_on
    from ${readyAs(
      bundles,
      'certificate',
      sql`${above(bundles, 'registration')}
      cross join lateral jsonb_populate_record(null::certificate, r.facts) f`,
    )}`.execute(context.db)
  await remember(
    context,
    bundles,
    sql`select r.id as row_id, r.id, up.person_id
      from ${readyAs(bundles, 'certificate', above(bundles, 'registration'))}`,
  )
}

// What is the person's, and what this registration makes of it with what was found elsewhere.
async function writeStatements(context: Context, bundles: Bundles): Promise<void> {
  const { db } = context
  const hanging = above(bundles, 'registration')
  await sql`
    insert into statement (id, register, person_id, member, content, stated_on)
    select r.id, r.register, up.person_id, r.facts ->> 'member', r.facts -> 'content',
      (r.facts ->> 'stated_on')::date
    from ${readyAs(bundles, 'statement', hanging)} and r.facts ->> 'member' not in ('fact', 'leave')`.execute(
    db,
  )
  await sql`
    insert into claim (id, register, registration_id, member, subject, statement_id, value, details,
      state, stated_on, judged_on, reason)
    select r.id, r.register, coalesce(g.merged_into, g.id), f.member, f.subject,
      case when f.member <> 'fact' then r.id end, nullif(f.value, 'null'), f.details, f.state,
      f.stated_on, f.judged_on, f.reason
    from ${readyAs(
      bundles,
      'statement',
      sql`${hanging}
      join registration g on g.id = up.subject_id
      cross join lateral jsonb_populate_record(null::claim, r.facts) f`,
    )} and f.member <> 'leave'`.execute(db)
  // What was granted there stands: of what else was asked nothing is known.
  await sql`
    insert into leave (id, register, registration_id, regulation_version, sort, first, last, status,
      asked_on, granted_first, granted_last, decided_on, reason)
    select r.id, r.register, up.subject_id, (r.facts ->> 'regulation_version')::date,
      r.facts ->> 'subject', f.first, f.last, 'granted', (r.facts ->> 'stated_on')::date, f.first,
      f.last, (r.facts ->> 'judged_on')::date, r.facts ->> 'reason'
    from ${readyAs(
      bundles,
      'statement',
      sql`${hanging}
      cross join lateral jsonb_to_record(r.facts -> 'content') f(first date, last date)`,
    )} and r.facts ->> 'member' = 'leave'`.execute(db)
  await remember(
    context,
    bundles,
    sql`select r.id as row_id, r.id, up.person_id from ${readyAs(bundles, 'statement', hanging)}`,
  )
}

async function writeActivities(context: Context, bundles: Bundles): Promise<void> {
  const { db } = context
  const hanging = above(bundles, 'registration')
  await sql`
    insert into activity (id, person_id, title, organiser, completed_on, form)
    select r.id, up.person_id, f.title, f.organiser, f.completed_on, f.form
    from ${readyAs(
      bundles,
      'activity',
      sql`${hanging}
      cross join lateral jsonb_populate_record(null::activity, r.facts -> 'activity') f`,
    )}`.execute(db)
  await sql`
    insert into activity_claim (register, registration_id, person_id, activity_id, state, kind,
      claimed, claimed_second, awarded, awarded_second, accredited, accreditation_label,
      accreditation_number, accreditation_provider, attributes, form, asked)
    select r.register, coalesce(g.merged_into, g.id), up.person_id, r.id, f.state, f.kind, f.claimed,
      f.claimed_second, f.awarded, f.awarded_second, f.accredited, f.accreditation_label,
      f.accreditation_number, f.accreditation_provider, f.attributes, f.form, f.asked
    from ${readyAs(
      bundles,
      'activity',
      sql`${hanging}
      join registration g on g.id = up.subject_id
      cross join lateral jsonb_populate_record(null::activity_claim, r.facts -> 'claim') f`,
    )}`.execute(db)
  await remember(
    context,
    bundles,
    sql`select r.id as row_id, r.id, up.person_id from ${readyAs(bundles, 'activity', hanging)}`,
  )
}

async function writeEvidence(context: Context, bundles: Bundles): Promise<void> {
  const { db, register, today } = context
  if (bundles.proofs.size === 0) return
  const proofs = [...bundles.proofs].map(
    ([row, { name, mediaType, size, sha256, reading, fileKey }]) => {
      return { row, name, media: mediaType, size, sha256, reading: reading ?? null, key: fileKey }
    },
  )
  const stored = sql`join jsonb_to_recordset(${JSON.stringify(proofs)}::jsonb) as f(row uuid,
    name text, media text, size bigint, sha256 text, reading jsonb, key text) on f.row = r.id`
  const hanging = above(bundles, 'activity')
  await sql`
    insert into document (id, register, person_id, kind, name, media_type, size, sha256, reading,
      file_key, made_on)
    select r.id, ${register.id}, up.person_id, 'evidence', f.name, f.media, f.size, f.sha256,
      nullif(f.reading, 'null'), f.key, ${today.toString()}::date
    from ${readyAs(bundles, 'evidence', sql`${hanging} ${stored}`)}`.execute(db)
  await sql`
    insert into evidence (id, activity_id, document_id, added_on)
    select r.id, up.subject_id, r.id, ${today.toString()}::date
    from ${readyAs(bundles, 'evidence', sql`${hanging} ${stored}`)}`.execute(db)
  await remember(
    context,
    bundles,
    sql`select r.id as row_id, r.id, up.person_id
      from ${readyAs(bundles, 'evidence', sql`${hanging} ${stored}`)}`,
  )
}

// The register's own numbers go on above the highest.
async function keepNumbers({ db, register }: Context): Promise<void> {
  await sql`
    insert into number_series (register, series, last)
    select ${register.id}, 'registration', max(number) from registration
      where register = ${register.id} having max(number) is not null
    on conflict (register, series)
      do update set last = greatest(number_series.last, excluded.last)`.execute(db)
}

interface Done {
  readonly id: string
  readonly kind: RowKind
  readonly key: string
  readonly hash: string
}

// Nothing that was typed stays behind once it stands where it belongs.
async function settleRows({ db }: Context, { takeoverId, keys, source }: Bundles) {
  const { rows } = await sql<Done>`
    update takeover_row r set state = 'done', cells = null, facts = null
    from taken_over t
    where r.takeover_id = ${takeoverId} and r.state = 'ready' and r.bundle = any(${keys})
      and t.register = r.register and t.source = ${source} and t.kind = r.kind and t.key = r.key
    returning t.subject_id as id, r.kind, r.key, r.hash`.execute(db)
  return rows
}

// Of what was stated, what is leave here.
async function leavesAmong({ db }: Context, done: readonly Done[]): Promise<readonly Done[]> {
  const stated = done.filter(({ kind }) => kind === 'statement')
  if (stated.length === 0) return []
  const ids = stated.map(({ id }) => id)
  const { rows } = await sql<{ id: string }>`select id from leave where id = any(${ids})`.execute(
    db,
  )
  const leaves = new Set(rows.map(({ id }) => id))
  return stated.filter(({ id }) => leaves.has(id))
}

function changeOf({ id, kind, key, hash }: Done, { source, takeoverId }: Bundles): Change {
  return { noun: kind, id, action: 'take-over', facts: { source, key, hash, takeover: takeoverId } }
}
