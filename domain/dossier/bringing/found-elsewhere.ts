import { sql } from 'kysely'
import type { Accreditation } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn } from '#domain/courses/accreditation/queries.ts'
import type { ActivityState } from '#domain/dossier/activity/activity.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Amount, DetailValue } from '#engine'
import { hundredthsOf } from '#engine'
import type { Register } from '#regulations/register.ts'

/** Something that somebody did, as another register of theirs knows it, and that is not claimed here. */
export interface FoundElsewhere {
  readonly id: string
  readonly title: string
  readonly organiser: string
  readonly completedOn: Temporal.PlainDate
  /** The details that mean the same everywhere. */
  readonly details: Readonly<Record<string, DetailValue>>
  /** How many files there are, and what else shows that it was done. */
  readonly files: number
  readonly confirmed: boolean
  /** Which course it was, where that is known, and what this register decided that it counts for on its day. */
  readonly course: CourseElsewhere | undefined
  /** What each other register makes of it, in the order of their ids. */
  readonly claims: readonly ClaimElsewhere[]
}

/** A course as somebody followed it. */
export interface CourseElsewhere {
  readonly id: string
  readonly editionId: string | undefined
  readonly number: string
  readonly held: Accreditation | undefined
}

/** What another register makes of something, as its owner may know. */
export interface ClaimElsewhere {
  readonly register: Register
  readonly state: ActivityState
  readonly kind: string | undefined
  readonly claimed: Amount | undefined
  readonly awarded: Amount | undefined
  readonly accredited: boolean
}

/** How many stand on a page. */
export const mostOnAPage = 20

interface Row {
  id: string
  title: string
  organiser: string
  completed_on: string
  details: Record<string, DetailValue> | null
  files: number
  confirmed: boolean
  course_id: string | null
  edition_id: string | null
  number: string | null
  claims: readonly {
    register: string
    state: ActivityState
    kind: string | null
    claimed: number | null
    awarded: number | null
    accredited: boolean
  }[]
  total: number
}

/** What somebody did elsewhere, a page of it or some of it by id. */
export interface WhichElsewhere {
  readonly page?: number
  readonly only?: readonly string[]
}

/**
 * What the person of a registration did in other registers and does not claim here, the latest first;
 * drafts left out, since nobody has handed those in anywhere. The context sees as their owner.
 */
export async function foundElsewhere(
  context: Context,
  personId: string,
  { page = 1, only }: WhichElsewhere = {},
): Promise<{ readonly found: readonly FoundElsewhere[]; readonly total: number }> {
  const { db, register, platform } = context
  const ids = only?.filter(isUuid)
  if (ids?.length === 0) return { found: [], total: 0 }
  const which = ids === undefined ? sql`true` : sql`a.id = any(${ids}::uuid[])`
  const { rows } = await sql<Row>`
    select a.id, a.title, a.organiser, a.completed_on, a.form -> 'details' as details,
      a.course_id, a.edition_id, (select u.number from course u where u.id = a.course_id) as number,
      (select count(*)::int from evidence e
        where e.activity_id = a.id and e.removed_at is null and e.form is null) as files,
      a.self_signed_on is not null or exists (select from referee_request r
        where r.activity_id = a.id and r.withdrawn_on is null and r.answer = 'confirmed') as confirmed,
      (select json_agg(json_build_object('register', o.register, 'state', o.state, 'kind', o.kind,
          'claimed', o.claimed, 'awarded', o.awarded, 'accredited',
          o.accredited and o.accreditation_refused is null) order by o.register)
        from activity_claim o where o.activity_id = a.id and o.register <> ${register.id}
          and o.withdrawn_at is null and o.state <> 'draft') as claims,
      (count(*) over ())::int as total
    from activity a
    where a.person_id = ${personId} and a.completed_on is not null and ${which}
      and not exists (select from activity_claim c where c.activity_id = a.id
        and c.register = ${register.id} and c.withdrawn_at is null)
      and exists (select from activity_claim o where o.activity_id = a.id
        and o.register <> ${register.id} and o.withdrawn_at is null and o.state <> 'draft')
    order by a.completed_on desc, a.id
    limit ${ids === undefined ? mostOnAPage : ids.length}
    offset ${ids === undefined ? (page - 1) * mostOnAPage : 0}`.execute(db)
  const courses = await coursesOf(context, rows)
  return {
    total: rows[0]?.total ?? 0,
    found: rows.map((row) => ({
      id: row.id,
      title: row.title,
      organiser: row.organiser,
      completedOn: Temporal.PlainDate.from(row.completed_on),
      details: row.details ?? {},
      files: row.files,
      confirmed: row.confirmed,
      course: courses.get(row.id),
      claims: row.claims.flatMap(({ register: id, kind, claimed, awarded, ...claim }) => {
        const there = platform.registers.get(id)
        if (there === undefined) return []
        return {
          ...claim,
          register: there,
          kind: kind ?? undefined,
          claimed: claimed === null ? undefined : hundredthsOf(claimed),
          awarded: awarded === null ? undefined : hundredthsOf(awarded),
        }
      }),
    })),
  }
}

async function coursesOf(
  context: Context,
  rows: readonly Row[],
): Promise<ReadonlyMap<string, CourseElsewhere>> {
  const found = new Map<string, CourseElsewhere>()
  for (const { id, course_id: course, edition_id, number, completed_on: on } of rows) {
    if (course === null || number === null) continue
    const day = Temporal.PlainDate.from(on)
    const held = await accreditationOn(context, { course, register: context.register.id, day })
    found.set(id, { id: course, editionId: edition_id ?? undefined, number, held })
  }
  return found
}
