import { sql } from 'kysely'
import type { ApplicationStatus } from '#domain/certification/application/application.ts'
import { hasEnoughProof } from '#domain/certification/application/application.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { countingWindow } from '#engine'

// What comes with an application after it was sent, in answer to a return or by itself. What was sent
// stays as it was.

/** Whether somebody can still add to an application by themselves: as long as those who judge it do not have it. */
export function takesSupplements(status: ApplicationStatus): boolean {
  return status === 'submitted' || status === 'returned'
}

/** Something that came with an application after it was sent. */
export interface Supplement {
  readonly what: 'activity' | 'claim' | 'file'
  /** The activity or the claim that came, or at which the file came. */
  readonly about: { readonly of: 'activity' | 'claim'; readonly id: string }
  /** The name of a file; empty of what is none. */
  readonly name: string
  /** Of a file: the evidence or the proof that it is. */
  readonly fileId: string | undefined
  readonly on: Temporal.PlainDate
  /** It came after the back office last kept its check. */
  readonly isNew: boolean
}

/** All that came with an application after it was sent, oldest first. */
export async function supplementsTo(
  context: Context,
  applicationId: string,
): Promise<readonly Supplement[]> {
  const { rows } = await sql<{
    what: Supplement['what']
    of: 'activity' | 'claim'
    id: string
    name: string
    file_id: string | null
    on: string
    is_new: boolean
  }>`
    select c.what, c.of, c.id, c.name, c.file_id, c.on, c.is_new
    from (${cameWith(sql`p.id = ${applicationId}`)}) c order by c.at nulls first, c.name, c.id`.execute(
    context.db,
  )
  return rows.map(({ what, of, id, name, file_id, on, is_new }) => ({
    what,
    about: { of, id },
    name,
    fileId: file_id ?? undefined,
    on: Temporal.PlainDate.from(on),
    isNew: is_new,
  }))
}

/** To which of these applications something came since the back office last kept its check. */
export async function supplementedAmong(
  context: Context,
  applicationIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (applicationIds.length === 0) return new Set()
  const { rows } = await sql<{ application: string }>`
    select distinct c.application from (${cameWith(sql`p.id in (${sql.join([...applicationIds])})`)}) c
    where c.is_new`.execute(context.db)
  return new Set(rows.map(({ application }) => application))
}

// A file that shows what was added itself is no addition of its own.
function cameWith(which: ReturnType<typeof sql>) {
  return sql`
    select p.id as application, 'activity' as what, 'activity' as of, aa.activity_id as id, '' as name,
      null::uuid as file_id, aa.added_on as on, aa.added_at as at,
      coalesce(aa.added_at > coalesce(p.checked_at, p.submitted_at), false) as is_new
    from application p join application_activity aa on aa.application_id = p.id
    where ${which} and aa.added_on is not null
    union all
    select p.id, 'claim', 'claim', ac.claim_id, '', null, ac.added_on, ac.added_at,
      coalesce(ac.added_at > coalesce(p.checked_at, p.submitted_at), false)
    from application p join application_claim ac on ac.application_id = p.id
    where ${which} and ac.added_on is not null
    union all
    select p.id, 'file', 'activity', aa.activity_id, d.name, e.id, e.added_on, e.created_at,
      e.created_at > coalesce(p.checked_at, p.submitted_at)
    from application p join application_activity aa on aa.application_id = p.id
    join evidence e on e.activity_id = aa.activity_id and e.removed_at is null and e.form is null
    join document d on d.id = e.document_id
    where ${which} and aa.added_on is null and e.created_at > p.submitted_at
      and (p.decided_on is null or e.added_on <= p.decided_on)
    union all
    select p.id, 'file', 'claim', ac.claim_id, d.name, f.id, f.added_on, f.created_at,
      f.created_at > coalesce(p.checked_at, p.submitted_at)
    from application p join application_claim ac on ac.application_id = p.id
    join proof f on f.claim_id = ac.claim_id and f.removed_at is null
    join document d on d.id = f.document_id
    where ${which} and ac.added_on is null and f.created_at > p.submitted_at
      and (p.decided_on is null or f.added_on <= p.decided_on)`
}

/**
 * The activities that can come with an application yet: whatever is free and complete, from the first
 * day that counts up to today. An activity between submission and now counts for the next application,
 * unless it is added here. With a change of category come none.
 */
export function addableTo(
  context: Context,
  { application }: ApplicationFile,
  { dossier, activities, compiled }: LoadedDossier,
): readonly PortfolioActivity[] {
  if (application.kind === 'move') return []
  const { first } = countingWindow(compiled, dossier, context.today)
  const { compare } = Temporal.PlainDate
  return activities.filter(
    (activity) =>
      activity.usedBy === undefined &&
      !activity.applications.some(({ id }) => id === application.id) &&
      (activity.state === 'entered' || activity.state === 'awaiting-referee') &&
      activity.completedOn !== undefined &&
      compare(activity.completedOn, first) >= 0 &&
      compare(activity.completedOn, context.today) <= 0 &&
      hasEnoughProof(activity, compiled.regulation.evidence.required),
  )
}

/** What stands beside activities and is not in an application, though it can come with it yet. */
export function claimsAddableTo(
  { application }: ApplicationFile,
  { standing }: Pick<LoadedDossier, 'standing'>,
): readonly Claim[] {
  return claimsFor(standing.claims, undefined).filter(
    ({ stated, state, applications }) =>
      stated.member !== 'category' &&
      state !== 'rejected' &&
      !applications.some(({ id }) => id === application.id),
  )
}
