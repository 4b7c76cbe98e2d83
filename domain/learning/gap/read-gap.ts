import { sql } from 'kysely'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { Gap } from '#domain/learning/gap/gap.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { asksActivities } from '#engine'

interface Kept {
  readonly gap: Gap
  readonly mark: string
  readonly register: Context['register']
}

const gaps = new WeakMap<Context['platform'], Map<string, Kept>>()
const mostKept = 2000

/**
 * What somebody still lacks, as their dossier is now. It is kept for as long as nothing of that, of the regulation or
 * the day has changed. Undefined where no activities are asked.
 */
export async function readGap(context: Context, registrationId: string): Promise<Gap | undefined> {
  const { platform, register, today } = context
  const kept = gaps.get(platform) ?? new Map<string, Kept>()
  gaps.set(platform, kept)
  const mark = `${today} ${await markOf(context, registrationId)}`
  const known = kept.get(registrationId)
  if (known?.mark === mark && known.register === register) return askedOf(known.gap)
  const planned = await plannedCourses(context, registrationId)
  const gap = new Gap(await loadDossier(context, registrationId), today, planned)
  kept.delete(registrationId)
  // The one that was put there longest ago makes room.
  const [oldest] = kept.size >= mostKept ? kept.keys() : []
  if (oldest !== undefined) kept.delete(oldest)
  kept.set(registrationId, { gap, mark, register })
  return askedOf(gap)
}

async function plannedCourses(
  { db }: Context,
  registrationId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('activity')
    .innerJoin('activity_claim', 'activity_claim.activity_id', 'activity.id')
    .where('activity_claim.registration_id', '=', registrationId)
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('activity_claim.state', '=', 'planned')
    .where('activity.course_id', 'is not', null)
    .select('activity.course_id')
    .execute()
  return new Set(rows.flatMap(({ course_id }) => course_id ?? []))
}

function askedOf(gap: Gap): Gap | undefined {
  return asksActivities(gap.loaded.compiled.regulation) ? gap : undefined
}

// In which transactions the rows were last written of which a dossier is built: with any change of one it is another.
// It is asked before the dossier is read, so that what changes in between is read anew the next time.
async function markOf({ db }: Context, registrationId: string): Promise<string> {
  const { rows } = await sql<{ mark: string }>`
    select md5(concat_ws('|', r.xmin,
      (select string_agg(c.xmin || ':' || a.xmin, ',' order by a.id)
        from activity_claim c join activity a on a.id = c.activity_id
        where c.registration_id = r.id),
      (select string_agg(c.xmin::text, ',' order by c.id) from claim c where c.registration_id = r.id),
      (select string_agg(p.xmin::text, ',' order by p.id)
        from application p where p.registration_id = r.id),
      (select string_agg(ac.xmin || ':' || ac.claim_id, ',' order by ac.claim_id, ac.application_id)
        from application p join application_claim ac on ac.application_id = p.id
        where p.registration_id = r.id),
      (select string_agg(aa.xmin || ':' || aa.activity_id, ',' order by aa.activity_id, aa.application_id)
        from application p join application_activity aa on aa.application_id = p.id
        where p.registration_id = r.id),
      (select string_agg(d.xmin::text, ',' order by d.id)
        from application p join decision d on d.application_id = p.id
        where p.registration_id = r.id),
      (select string_agg(d.xmin::text, ',' order by d.declaration, d.xmin::text)
        from declaration d where d.registration_id = r.id),
      (select string_agg(l.xmin::text, ',' order by l.id) from leave l where l.registration_id = r.id),
      (select string_agg(e.xmin::text, ',' order by e.xmin::text)
        from earlier_check e where e.registration_id = r.id)
    )) as mark
    from registration r where r.id = ${registrationId}`.execute(db)
  return rows[0]?.mark ?? ''
}
