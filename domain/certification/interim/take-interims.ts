import { sql } from 'kysely'
import { askInterim, mayAskInterim } from '#domain/certification/interim/ask-interim.ts'
import { loadDossiers } from '#domain/dossier/dossier/build-dossier.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Register } from '#regulations/register.ts'

/** An activity that the committee can take to judge it apart from applications. */
export interface Takeable {
  readonly registrationId: string
  readonly activityId: string
  readonly kind: string
}

// As many as are looked through and taken in one go; the rest follows when these are judged.
const mostTaken = 100

/** Every activity that is done and can be judged apart now, of anybody, the oldest first. */
export async function takeableInterims(context: Context): Promise<readonly Takeable[]> {
  const { register, today } = context
  const { own, admitted, unless } = kindsApart(register)
  if (own.length === 0 && admitted.length === 0) return []
  const { rows } = await sql<{ registration_id: string; activity_id: string; kind: string }>`
    select c.registration_id, c.activity_id, c.kind
    from activity_claim c
    join activity a on a.id = c.activity_id
    join registration r on r.id = c.registration_id
    where c.register = ${register.id} and c.state = 'entered' and c.withdrawn_at is null
      and (c.kind = any(${own}::text[])
        or c.kind = any(${admitted}::text[]) and not (c.accredited and ${unless === 'accredited'}))
      and a.completed_on <= ${today.toString()}
      and r.status <> all(${[...hasLeft]})
      and not exists (select from interim_request i
        where i.activity_id = c.activity_id and i.register = c.register and i.status = 'asked')
      and not exists (select from application_activity aa
        join application p on p.id = aa.application_id
        where aa.activity_id = c.activity_id and p.register = c.register
          and p.status in ('submitted', 'returned', 'with-committee', 'granted'))
    order by a.completed_on, a.created_at, c.activity_id limit ${mostTaken}`.execute(context.db)
  const whose = new Set(rows.map((row) => row.registration_id))
  const dossiers = await loadDossiers(context, [...whose])
  return rows.flatMap(({ registration_id: registrationId, activity_id: activityId, kind }) => {
    const dossier = dossiers.get(registrationId)
    const activity = dossier?.activities.find(({ id }) => id === activityId)
    if (dossier === undefined || activity === undefined) return []
    const { is } = mayAskInterim(register, dossier.compiled, activity, today)
    return is === 'yes' ? [{ registrationId, activityId, kind }] : []
  })
}

// The kinds of which something can be judged apart, in any version: what can never be takes no place of
// what is looked through. What an attribute keeps out by itself is told with them.
function kindsApart({ admission, versions }: Pick<Register, 'admission' | 'versions'>) {
  const kinds = versions.flatMap(({ regulation }) => regulation.kinds)
  const ids = (some: typeof kinds) => [...new Set(some.map(({ id }) => id))]
  const outside = ({ accreditation }: (typeof kinds)[number]) =>
    admission?.without === 'accredited' && accreditation === 'by-decision'
  return {
    own: ids(kinds.filter(({ interim }) => interim !== undefined)),
    admitted: admission?.interim === undefined ? [] : ids(kinds.filter((kind) => !outside(kind))),
    unless: admission?.without,
  }
}

/** Takes every such activity of a kind, so that it is judged now; says how many. */
export async function takeInterims(context: Context, kind: string): Promise<number> {
  let taken = 0
  for (const one of await takeableInterims(context)) {
    if (one.kind !== kind) continue
    const asked = await askInterim(context, one.registrationId, one.activityId, 'committee')
    if (asked.outcome === 'asked') taken += 1
  }
  return taken
}
