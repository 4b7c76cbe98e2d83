import { sql } from 'kysely'
import type { EvidenceFile } from '#domain/dossier/activity/queries.ts'
import type {
  Claim,
  ClaimState,
  Stated,
  StatedDetails,
  StatedMember,
} from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { FactValue } from '#engine'
import { hundredthsOf } from '#engine'
import { fullName } from '#language/names.ts'
import type { ProofReading } from '#papers/signatures/read-proof.ts'
import type { Decided } from '#regulations/bodies.ts'

interface Row {
  id: string
  member: StatedMember
  subject: string
  value: unknown
  details: StatedDetails
  content: Content | null
  state: ClaimState
  stated_on: string
  judged_on: string | null
  reason: string
  ended_on: string | null
  replaced_by: string | null
  began_with: string
  judged_as: 'back-office' | 'committee' | null
  judged_in: Decided | null
  judged_by: Seer | null
  applications:
    | readonly {
        id: string
        supplement: boolean
        found: 'in-order' | 'not-in-order' | null
        found_reason: string
        in_order: boolean | null
      }[]
    | null
  proofs:
    | readonly {
        id: string
        name: string
        media_type: string
        size: number
        sha256: string
        reading: ProofReading | null
        added_on: string
      }[]
    | null
  destroyed: readonly { id: string; name: string; on: string }[] | null
  removed: readonly { id: string; name: string }[] | null
  originals:
    | readonly { status: string; in_order: boolean | null; issued_on: string | null }[]
    | null
  statements: readonly { answer: 'confirmed' | 'declined' | null; expires_on: string }[] | null
  version: number
}

interface Seer {
  readonly first_name: string
  readonly initials: string
  readonly name_prefix: string
  readonly last_name: string
}

interface Content {
  readonly issuedOn?: string
  readonly first?: string
  readonly last?: string
  readonly hours?: number
  readonly hoursPerWeek?: number
  readonly details?: StatedDetails
}

/**
 * What a registration stated and somebody may still look at, oldest first: what stands, what went into
 * an application or was asked about in one, and what stands in the place of that. How often something
 * was replaced makes no difference.
 */
export function findClaims(context: Context, registrationId: string): Promise<readonly Claim[]> {
  return select(context, claimsInUse(sql`${registrationId}::uuid`))
}

/** The claims `c` of a registration that `findClaims` gives, as the condition of a query. */
export function claimsInUse(registrationId: ReturnType<typeof sql>) {
  return sql`c.id in (
    with used as (
      select ac.claim_id as id from application a join application_claim ac on ac.application_id = a.id
      where a.registration_id = ${registrationId}
      union
      select (item->>'claim')::uuid from application a
        join application_return t on t.application_id = a.id
        cross join lateral jsonb_array_elements(t.items) item
      where a.registration_id = ${registrationId} and item->>'item' = 'claim'
    )
    select stands.id from claim stands
    where stands.registration_id = ${registrationId} and stands.ended_on is null
    union
    select used.id from used
    union
    select latest.id from used join claim began on began.id = used.id
      join claim latest on latest.replaced_by is null
        and coalesce(latest.began_with, latest.id) = coalesce(began.began_with, began.id))`
}

/** What was withdrawn or replaced, a page of it, the last first; and how much there is in all. */
export async function findFormerClaims(
  context: Context,
  registrationId: string,
  { page, perPage }: { readonly page: number; readonly perPage: number },
): Promise<{ readonly claims: readonly Claim[]; readonly total: number }> {
  const { rows } = await sql<{ total: number; ids: readonly string[] | null }>`
    select (select count(*)::int from claim
        where registration_id = ${registrationId} and ended_on is not null) as total,
      (select array_agg(id) from (select id from claim
        where registration_id = ${registrationId} and ended_on is not null
        order by ended_on desc, id desc
        limit ${perPage} offset ${(page - 1) * perPage}) one) as ids`.execute(context.db)
  const { total, ids } = rows[0] ?? { total: 0, ids: null }
  if (ids === null) return { claims: [], total }
  const claims = await select(context, sql`c.id = any(${ids})`)
  const place = new Map(ids.map((id, index) => [id, index]))
  const placeOf = ({ id }: Claim) => place.get(id) ?? 0
  return { claims: claims.toSorted((one, other) => placeOf(one) - placeOf(other)), total }
}

/** The claim that stands in the place of one of this registration, which may be itself. */
export async function findClaimInPlaceOf(
  context: Context,
  registrationId: string,
  claimId: string,
): Promise<Claim | undefined> {
  if (!isUuid(claimId)) return undefined
  const which = sql`c.registration_id = ${registrationId} and c.replaced_by is null
    and coalesce(c.began_with, c.id) = (select coalesce(began_with, id) from claim
      where id = ${claimId})`
  return (await select(context, which))[0]
}

/** One claim of this registration, or undefined when there is none with this id. */
export async function findClaim(
  context: Context,
  registrationId: string,
  claimId: string,
): Promise<Claim | undefined> {
  if (!isUuid(claimId)) return undefined
  const which = sql`c.registration_id = ${registrationId} and c.id = ${claimId}`
  return (await select(context, which))[0]
}

/**
 * The claims of a dossier: of an application what it was filed with, or else what stands now and was
 * not found wanting.
 */
export function claimsFor(
  claims: readonly Claim[],
  applicationId: string | undefined,
): readonly Claim[] {
  if (applicationId === undefined) return claims.filter(({ endedOn }) => endedOn === undefined)
  return claims.filter(({ applications }) => applications.some(({ id }) => id === applicationId))
}

async function select(context: Context, which: ReturnType<typeof sql>): Promise<readonly Claim[]> {
  const { rows } = await sql<{ claims: ClaimRows }>`
    select ${claimRows(which)} as claims`.execute(context.db)
  return claimsOf(rows[0]?.claims ?? null)
}

/** What a query reads of claims, to make them of with `claimsOf`. */
export type ClaimRows = readonly Row[] | null

/** A column with the claims `c` of which something holds, oldest first. */
export function claimRows(which: ReturnType<typeof sql>) {
  return sql<ClaimRows>`(select json_agg(json_build_object('id', c.id, 'member', c.member,
      'subject', c.subject, 'value', c.value, 'details', c.details, 'content', s.content, 'state', c.state,
      'stated_on', c.stated_on, 'judged_on', c.judged_on, 'judged_as', c.judged_as,
      'judged_in', case when c.judged_as = 'committee' then (select f.kind
        from application_claim ac join application f on f.id = ac.application_id
        where ac.claim_id = c.id and f.decision_id is not null
        order by f.decided_on desc, f.id desc limit 1) end,
      'judged_by', (select json_build_object('first_name', named.first_name,
          'initials', named.initials, 'name_prefix', named.name_prefix,
          'last_name', named.last_name)
        from person named where named.account_id = c.judged_by),
      'reason', c.reason,
      'ended_on', c.ended_on, 'replaced_by', c.replaced_by,
      'began_with', coalesce(c.began_with, c.id), 'version', c.version,
      'applications', (select json_agg(json_build_object('id', ac.application_id,
          'supplement', ac.added_on is not null, 'found', ac.found,
          'found_reason', ac.found_reason,
          'in_order', coalesce((select count(*) filter (where j.outcome = 'approved')
              > count(*) filter (where j.outcome = 'rejected')
            from judgement j where j.application_id = ac.application_id and j.claim_id = c.id
            having count(*) > 0), ac.found = 'in-order')))
        from application_claim ac where ac.claim_id = c.id),
      'proofs', (select json_agg(json_build_object('id', p.id, 'name', d.name,
          'media_type', d.media_type, 'size', d.size, 'sha256', d.sha256, 'reading', d.reading,
          'added_on', p.added_on)
          order by p.created_at, p.id)
        from proof p join document d on d.id = p.document_id
        where p.claim_id = c.id and p.removed_at is null and d.file_key is not null),
      'destroyed', (select json_agg(json_build_object('id', p.id, 'name', d.name,
          'on', d.destroyed_on) order by p.created_at, p.id)
        from proof p join document d on d.id = p.document_id
        where p.claim_id = c.id and d.destroyed_on is not null),
      'removed', (select json_agg(json_build_object('id', p.id, 'name', d.name)
          order by p.created_at, p.id)
        from proof p join document d on d.id = p.document_id
        where p.claim_id = c.id and d.destroyed_on is null and p.removed_at > (
          select min(f.submitted_at) from application_claim ac
            join application f on f.id = ac.application_id where ac.claim_id = c.id)),
      'originals', case when c.member = 'document' then (select json_agg(json_build_object(
          'status', o.status, 'in_order', o.in_order, 'issued_on', o.issued_on))
        from original o
        where o.registration_id = c.registration_id and o.document = c.subject) end,
      'statements', case when c.member = 'document' then (select json_agg(json_build_object(
          'answer', a.answer, 'expires_on', a.expires_on))
        from attestation a where a.claim_id = c.id and a.withdrawn_on is null) end) order by c.created_at, c.id)
    from claim c left join statement s on s.id = c.statement_id
    where ${which})`
}

/** The claims that were read with `claimRows`. */
export function claimsOf(rows: ClaimRows): readonly Claim[] {
  return (rows ?? []).map(claim)
}

function claim(row: Row): Claim {
  return {
    id: row.id,
    stated: stated(row),
    state: row.state,
    statedOn: Temporal.PlainDate.from(row.stated_on),
    judgedOn: day(row.judged_on),
    ...(row.judged_as === null ? {} : { judgedAs: row.judged_as }),
    ...(row.judged_in === null ? {} : { judgedIn: row.judged_in }),
    ...seenBy(row.judged_by),
    reason: row.reason,
    endedOn: day(row.ended_on),
    replacedBy: row.replaced_by ?? undefined,
    beganWith: row.began_with,
    applications: (row.applications ?? []).map(
      ({ id, supplement, found, found_reason, in_order }) => ({
        id,
        supplement,
        ...(found === null
          ? {}
          : { finding: { inOrder: found === 'in-order', reason: found_reason } }),
        ...(in_order === true ? { inOrder: true as const } : {}),
      }),
    ),
    proofs: (row.proofs ?? []).map(
      (file): EvidenceFile => ({
        id: file.id,
        name: file.name,
        mediaType: file.media_type,
        size: file.size,
        sha256: file.sha256,
        ...(file.reading === null ? {} : { reading: file.reading }),
        addedOn: Temporal.PlainDate.from(file.added_on),
      }),
    ),
    destroyed: (row.destroyed ?? []).map(({ id, name, on }) => ({
      id,
      name,
      on: Temporal.PlainDate.from(on),
    })),
    removed: row.removed ?? [],
    originals: (row.originals ?? []).map(({ status, in_order, issued_on }) => ({
      status,
      inOrder: in_order ?? undefined,
      issuedOn: day(issued_on),
    })),
    statements: (row.statements ?? []).map(({ answer, expires_on }) => ({
      answer: answer ?? undefined,
      expiresOn: Temporal.PlainDate.from(expires_on),
    })),
    version: row.version,
  }
}

// Whoever has given no name is known as one of the back office: an address is not for everybody.
function seenBy(seer: Seer | null): Pick<Claim, 'judgedBy'> {
  if (seer === null) return {}
  const name = fullName({
    firstName: seer.first_name,
    initials: seer.initials,
    namePrefix: seer.name_prefix,
    lastName: seer.last_name,
  })
  return name === '' ? {} : { judgedBy: name }
}

function stated({ member, subject, value, content, stated_on, ...row }: Row): Stated {
  const { details = {}, ...rest } = content ?? {}
  switch (member) {
    case 'category':
      return { member, category: subject }
    case 'fact':
      return { member, fact: subject, value: factValue(value), ...besideFact(row.details) }
    case 'declaration': {
      const by = typeof value === 'string' ? { by: value } : {}
      return { member, declaration: subject, on: Temporal.PlainDate.from(stated_on), ...by }
    }
    case 'surplus':
      return { member, of: subject, amount: hundredthsOf(Number(value)) }
    case 'document':
      return { member, kind: subject, issuedOn: given(rest.issuedOn), details }
    case 'work':
      return {
        member,
        first: given(rest.first),
        ...(rest.last === undefined ? {} : { last: given(rest.last) }),
        ...(rest.hours === undefined ? {} : { hours: hundredthsOf(rest.hours) }),
        ...(rest.hoursPerWeek === undefined
          ? {}
          : { hoursPerWeek: hundredthsOf(rest.hoursPerWeek) }),
        ...(subject === '' ? {} : { role: subject }),
        details,
      }
    case 'holding':
      return {
        member,
        register: subject,
        first: given(rest.first),
        ...(rest.last === undefined ? {} : { last: given(rest.last) }),
        details,
      }
    case 'leave':
      return { member, first: given(rest.first), last: given(rest.last), details }
  }
}

const besideFact = (details: StatedDetails) =>
  Object.keys(details).length === 0 ? {} : { details }

// A day is kept with its kind, as text alone may be one of several answers that one can choose.
function factValue(value: unknown): FactValue {
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'number') return hundredthsOf(value)
  if (Array.isArray(value)) return value.map(String)
  if (typeof value === 'object' && value !== null && 'day' in value) {
    return Temporal.PlainDate.from(String(value.day))
  }
  throw new Error(`This is no value of a fact: ${JSON.stringify(value)}`)
}

function given(text: string | undefined): Temporal.PlainDate {
  if (text === undefined) throw new Error('What was stated has lost one of its days')
  return Temporal.PlainDate.from(text)
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
