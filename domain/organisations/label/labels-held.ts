import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { HeldLabel, LabelScope, Regulation } from '#engine'
import { labelVerdict } from '#engine'

/** A label as the database gives it to be held against the day of an activity. */
export interface StoredLabel {
  readonly label: string
  readonly scope: LabelScope
  readonly first: string | null
  readonly last: string | null
  readonly seen_on: string | null
  /** Whose it is, of how many who are called so; null where it is of a name alone. */
  readonly holder: string | null
  readonly holders: number
  readonly number: string
  readonly about: string
  readonly called: string
}

/** A label that is held, with what its proof says beside what it is held against. */
export interface KnownLabel extends HeldLabel {
  /** As it was seen, or as it was stated where nobody saw it yet. */
  readonly number: string
  /** What the course, programme or level is called that it is of; else empty. */
  readonly about: string
  /** Under which name it stands in the list of those who give it. */
  readonly called: string
}

/**
 * What is known of a label with whoever gave an activity: with the organisation that is named, else with whoever is
 * called so; and by the name alone, as it stands in the list of those who give it. What nobody has seen yet is as it was
 * stated, and what was seen as it was seen. By a name at which no back office has looked, no label is held.
 */
export function labelsHeld(of: {
  readonly label: RawBuilder<unknown>
  readonly provider: RawBuilder<unknown>
  readonly called: RawBuilder<unknown>
  readonly title: RawBuilder<unknown>
  readonly course: RawBuilder<unknown>
}) {
  const key = sql`name_key(${of.called})`
  const courseSeen = sql`case when l.seen_on is null or l.seen_about is null then l.course_id
    else l.seen_course_id end`
  return sql`(select json_agg(json_build_object('label', l.kind,
      'scope', coalesce(l.seen_scope, l.scope), 'seen_on', l.seen_on,
      'first', case when l.seen_on is null then l.first_day else l.seen_first end,
      'last', case when l.seen_on is null then l.last_day else l.seen_last end,
      'holder', l.organisation_id, 'holders', case when l.organisation_id is null
        then greatest(1, cardinality(w.called)) else cardinality(w.given) end,
      'number', case when l.seen_on is null then l.number else coalesce(l.seen_number, l.number) end,
      'about', case when l.seen_on is null then l.about else coalesce(l.seen_about, l.about) end,
      'called', l.holder) order by l.id)
    from (select c.called, case when ${of.provider} is null then c.called
        else array(select coalesce(o.merged_into, o.id) from organisation o
          where o.id = ${of.provider}) end as given
      from (select array(select o.id from organisation o
        where o.status not in ('merged', 'refused') and ${key} <> ''
          and name_keys(o.name, o.trade_names) @> array[${key}]) as called) c) w
    join label l on l.organisation_id = any (w.given)
      or (l.organisation_id is null and ${key} <> '' and name_key(l.holder) = ${key})
    where l.kind = ${of.label} and l.status in ('waiting', 'checked')
      -- What is of one course says nothing of the others.
      and (coalesce(l.seen_scope, l.scope) in ('institution', 'teacher')
        or ${courseSeen} = ${of.course}
        or name_key(case when l.seen_on is null then l.about else coalesce(l.seen_about, l.about) end)
          = name_key(${of.title})
        or exists (select from course k where k.id = ${courseSeen}
          and name_key(k.title) = name_key(${of.title})))
      and (l.organisation_id is null or name_key(l.holder) = ${key} or not exists (
        select from organisation o where o.id = l.organisation_id and ${key} = any (o.unseen_names))))`
}

/** A label as it is known here. */
export function heldLabel(stored: StoredLabel): KnownLabel {
  const { label, scope, first, last, seen_on: seenOn, holder, holders } = stored
  const { number, about, called } = stored
  return {
    ...{ label, scope, number, about, called },
    ...(first === null ? {} : { first: Temporal.PlainDate.from(first) }),
    ...(last === null ? {} : { last: Temporal.PlainDate.from(last) }),
    ...(seenOn === null ? {} : { seenOn: Temporal.PlainDate.from(seenOn) }),
    ...(holders > 1 ? { among: { holder: holder ?? '', of: holders } } : {}),
  }
}

/** A label as the engine takes it, and as it stands in a file: without what only its proof says. */
export function asHeld({ number, about, called, ...held }: KnownLabel): HeldLabel {
  return held
}

/** The same of an activity that is being entered: which label, and who gave it as far as that was told. */
export async function findLabelsHeld(
  { db }: Pick<Context, 'db'>,
  about: {
    readonly label: string
    readonly providerId: string | undefined
    readonly called: string
    /** What it is called, by which a label of one course is known. */
    readonly title: string
  },
): Promise<readonly KnownLabel[]> {
  const held = labelsHeld({
    label: sql`${about.label}::text`,
    provider: sql`${about.providerId ?? null}::uuid`,
    called: sql`${about.called}::text`,
    title: sql`${about.title}::text`,
    course: sql`null::uuid`,
  })
  const { rows } = await sql<{
    labels: readonly StoredLabel[] | null
  }>`select ${held} as labels`.execute(db)
  return (rows[0]?.labels ?? []).map(heldLabel)
}

/**
 * The label by which something counts as accredited on a day, of those that the regulation accepts: seen, holding on
 * that day, and about what counts. The first of them in the order of the regulation; undefined where none is.
 */
export function labelThatCounts(
  regulation: Regulation,
  held: readonly HeldLabel[],
  { kind, day: completedOn }: { readonly kind: string; readonly day: Temporal.PlainDate },
): HeldLabel | undefined {
  for (const { id: label } of regulation.labels) {
    const verdict = labelVerdict(regulation, {
      ...{ kind, completedOn, attributes: { accredited: true } },
      accreditation: { label, held },
    })
    if (verdict?.is === 'valid') return verdict.held
  }
  return undefined
}

/**
 * Which organisation somebody means who gave an activity: the one that was chosen, as long as it is still called as
 * it was typed; else the only one that is called so. Undefined where there is none, or more than one.
 */
export async function findProvider(
  { db }: Pick<Context, 'db'>,
  { chosen, called }: { readonly chosen: string | undefined; readonly called: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select o.id from organisation o
    where o.status <> 'merged' and name_key(${called}) <> ''
      and name_keys(o.name, o.trade_names) @> array[name_key(${called})]`.execute(db)
  const ids = rows.map(({ id }) => id)
  if (chosen !== undefined && isUuid(chosen) && ids.includes(chosen)) return chosen
  return ids.length === 1 ? ids[0] : undefined
}
