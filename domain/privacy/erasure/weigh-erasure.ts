import { sql } from 'kysely'
import { inTurnWithHolds, isHeld } from '#domain/people/hold/queries.ts'
import { isSigningUp } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Extent } from '#domain/privacy/erasure/erasure.ts'
import { thingsOfPerson } from '#domain/privacy/retention/due-things.ts'
import type { Stays } from '#mail/erasure.ts'
import type { RetentionKind } from '#regulations/retention.ts'
import { retentionRule, retentionRules } from '#regulations/retention.ts'

/** Why nothing can be erased yet. */
export type Forbids =
  /** The registration runs: whoever wants to be erased ends it first. */
  'registered' | 'works-here' | 'unpaid' | 'objection-runs' | 'verdict-runs' | 'held'

/** One kind of data of somebody, how much of it there is, and until when it stays without a request. */
export interface OfKind {
  readonly kind: RetentionKind
  readonly things: number
  readonly until: Temporal.PlainDate
}

/** What a request of somebody comes to in this register. */
export interface Weighed {
  /** With no registration here that ever began: then everything goes at once. */
  readonly way: 'at-once' | 'request'
  readonly forbids: readonly Forbids[]
  /** Something was decided about them, so that a person has to say what is still needed. */
  readonly asksJudgement: boolean
  readonly kinds: readonly OfKind[]
}

/** Whose it is. */
export interface Whose {
  readonly accountId: string | undefined
  readonly personId: string | undefined
}

/**
 * Locks what somebody has in this register, and lets who would hold it wait, so that nothing of it changes between
 * weighing and erasing.
 */
export async function lockForErasure(
  { db, register }: Context,
  { personId }: Pick<Whose, 'personId'>,
): Promise<void> {
  if (personId === undefined) return
  await inTurnWithHolds({ db }, personId)
  await db
    .selectFrom('registration')
    .where('person_id', '=', personId)
    .where('register', '=', register.id)
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Weighs what somebody's request to be erased comes to today: what forbids it, and what there is. */
export async function weighErasure(context: Context, whose: Whose): Promise<Weighed> {
  const { db, register } = context
  const { accountId = null, personId = null } = whose
  const { rows } = await sql<{
    statuses: readonly string[] | null
    began: boolean
    decided: boolean
    unpaid: boolean
    objects: boolean
    verdict: boolean
    works: boolean
  }>`
    select
      (select array_agg(status) from registration
        where person_id = ${personId}::uuid and register = ${register.id}) as statuses,
      exists (select from registration r where r.person_id = ${personId}::uuid
        and r.register = ${register.id}
        and (r.approved_on is not null
          or exists (select from invoice i where i.registration_id = r.id))) as began,
      exists (select from application a join registration r on r.id = a.registration_id
        where r.person_id = ${personId}::uuid and r.register = ${register.id}
        and a.status in ('granted', 'refused')) or exists (select from verdict v
        join registration r on r.id = v.registration_id
        where r.person_id = ${personId}::uuid and r.register = ${register.id})
        -- Also where it was decided elsewhere, before the register came here.
        or exists (select from registration r where r.person_id = ${personId}::uuid
        and r.register = ${register.id} and (r.valid_first is not null
          or exists (select from certificate c where c.registration_id = r.id)
          or exists (select from objection o where o.registration_id = r.id
            and o.status = 'decided'))) as decided,
      exists (select from invoice i join registration r on r.id = i.registration_id
        where r.person_id = ${personId}::uuid and r.register = ${register.id}
        and i.status = 'open') as unpaid,
      exists (select from objection o join registration r on r.id = o.registration_id
        where r.person_id = ${personId}::uuid and r.register = ${register.id}
        and o.status not in ('decided', 'withdrawn')) as objects,
      exists (select from verdict v join registration r on r.id = v.registration_id
        where r.person_id = ${personId}::uuid and r.register = ${register.id}
        and v.status in ('not-final', 'hearing', 'for-decision')) as verdict,
      exists (select from staff_role where account_id = ${accountId}::uuid) as works`.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('nothing was asked')
  const statuses = row.statuses ?? []
  const over = new Set(['withdrawn', 'removed', 'expired', 'deceased'])
  const begins: ReadonlySet<string> = isSigningUp
  const runs = statuses.some((status) => !over.has(status) && !begins.has(status))
  const forbids: Forbids[] = []
  if (runs || (row.began && statuses.some((status) => begins.has(status)))) {
    forbids.push('registered')
  }
  if (row.works) forbids.push('works-here')
  if (row.unpaid) forbids.push('unpaid')
  if (row.objects) forbids.push('objection-runs')
  if (row.verdict) forbids.push('verdict-runs')
  if (await isHeld(context, personId)) forbids.push('held')
  const kinds: OfKind[] = []
  if (personId !== null) {
    for (const rule of retentionRules(register)) {
      const of = await thingsOfPerson(context, rule, personId)
      if (of !== undefined) kinds.push({ kind: rule.kind, things: of.things, until: of.last })
    }
  }
  return {
    way: row.began ? 'request' : 'at-once',
    forbids,
    asksJudgement: row.decided,
    kinds,
  }
}

/** The kinds of data that go in part: what the register needs for what it decided, stays. */
export const goesInPart: ReadonlySet<RetentionKind> = new Set([
  'evidence',
  'withdrawn',
  'mails',
  'contacts',
  'looks',
  'request-files',
])

/**
 * Which kinds of what there is go where a part is erased. None where that means nothing: where nothing was decided about
 * somebody, nothing of it is needed and all of it can go; and where nothing is there but what stays, and who looked:
 * whoever opens the request adds to that.
 */
export function partThatGoes({
  asksJudgement,
  kinds,
}: Pick<Weighed, 'asksJudgement' | 'kinds'>): readonly RetentionKind[] {
  if (!asksJudgement) return []
  const goes = kinds.flatMap(({ kind }) => (goesInPart.has(kind) ? [kind] : []))
  return goes.some((kind) => kind !== 'looks') ? goes : []
}

/** What stays when a request is granted to an extent, why and until when. */
export async function staysAfter(
  context: Context,
  whose: Whose,
  { kinds }: Weighed,
  extent: Extent,
): Promise<readonly Stays[]> {
  const { register, today, platform } = context
  const of = (kind: RetentionKind) => kinds.find((one) => one.kind === kind)
  const ground = (kind: RetentionKind) => retentionRule(register, kind).ground
  const stays: Stays[] = []
  const invoices = of('invoices')
  if (invoices !== undefined) {
    const { things, until } = invoices
    stays.push({
      what: 'invoices',
      things,
      until: until.toString(),
      ground: ground('invoices'),
    })
  }
  const dossier = of('dossier')
  if (extent === 'part' && dossier !== undefined) {
    stays.push({ what: 'dossier', until: dossier.until.toString(), ground: ground('dossier') })
  }
  if (extent === 'all' && (await hadCertificate(context, whose)))
    stays.push({ what: 'certificate' })
  if (await isElsewhere(context, whose)) stays.push({ what: 'other-registers' })
  const request = retentionRule(register, 'requests')
  stays.push({
    what: 'request',
    ground: request.ground,
    ...(request.does === 'keep' ? {} : { until: today.add(request.keep).toString() }),
  })
  stays.push({ what: 'record' })
  stays.push({
    what: 'backups',
    ...(platform.backupDays === undefined
      ? {}
      : { until: today.add({ days: platform.backupDays }).toString() }),
  })
  return stays
}

async function hadCertificate({ db, register }: Context, { personId }: Whose): Promise<boolean> {
  const { rows } =
    await sql`select from certificate c join registration r on r.id = c.registration_id
    where r.person_id = ${personId ?? null}::uuid and c.register = ${register.id} limit 1`.execute(
      db,
    )
  return rows.length > 0
}

// In which registers somebody is or was, is kept with the person.
async function isElsewhere({ db, register }: Context, { personId }: Whose): Promise<boolean> {
  if (personId === undefined) return false
  const row = await db
    .selectFrom('person')
    .where('id', '=', personId)
    .select('registers')
    .executeTakeFirst()
  return row?.registers.some((id) => id !== register.id) ?? false
}
