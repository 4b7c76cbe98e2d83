import { sql } from 'kysely'
import { isOwnOrganisation } from '#domain/organisations/check/check-organisation.ts'
import { isSame } from '#domain/organisations/label/enter-label.ts'
import type {
  Label,
  LabelEvent,
  LabelEvidence,
  LabelFacts,
  LabelProblem,
  LabelStatus,
} from '#domain/organisations/label/label.ts'
import { labelKinds, labelLifecycle, labelProblem } from '#domain/organisations/label/label.ts'
import { findLabel, labelsOf } from '#domain/organisations/label/queries.ts'
import { tellOfLabel } from '#domain/organisations/label/tell-of-label.ts'
import {
  columnsOfLabel,
  courseOfLabel,
  keepLabelStep,
} from '#domain/organisations/label/write-label.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { StoredFile } from '#domain/platform/file/keep-document.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** What somebody who works for a register saw of a label. */
export interface SeenLabel {
  readonly facts: LabelFacts
  /** The day on which they saw it. */
  readonly on: Temporal.PlainDate
  readonly evidence: LabelEvidence
  /** What was seen; needed where it was seen elsewhere than in a list or on a certificate. */
  readonly note: string
  readonly proof: StoredFile | undefined
}

export type SawLabel =
  | { readonly outcome: 'seen'; readonly id: string }
  | { readonly outcome: 'wrong'; readonly problem: LabelProblem }
  /** The day on which it was seen is still to come. */
  | { readonly outcome: 'not-yet' }
  | { readonly outcome: 'no-reason' }
  /** Whoever it is of, or acts for whom it is of, does not look at it. */
  | { readonly outcome: 'own' }
  | { readonly outcome: 'stale' | 'not-found' }

/** Somebody who works for a register looked at a label that was stated, and writes down what it says. */
export async function checkLabel(
  context: Context,
  at: { readonly labelId: string; readonly version: number },
  seen: SeenLabel,
): Promise<SawLabel> {
  await actForOrganisation(context, '*')
  const label = await findLabel(context, at.labelId, { lock: true })
  if (label === undefined) return { outcome: 'not-found' }
  if (label.version !== at.version || label.kind !== seen.facts.kind) return { outcome: 'stale' }
  const stop = await whyNot(context, label, seen)
  if (stop !== undefined) return stop
  return writeSeen(context, label, seen)
}

/**
 * Somebody who works for a register saw a label that nobody had stated: it is known from then on, for whatever the
 * same holder gives on its days. Where it is there already, that is what was seen.
 */
export async function seeLabel(
  context: Context,
  holder: { readonly organisationId: string | undefined; readonly name: string },
  seen: SeenLabel,
): Promise<SawLabel> {
  const { db, register, today } = context
  const { facts } = seen
  await actForOrganisation(context, '*')
  const organisation =
    holder.organisationId === undefined
      ? undefined
      : await findOrganisation(context, holder.organisationId)
  if (holder.organisationId !== undefined && organisation === undefined) {
    return { outcome: 'not-found' }
  }
  const name = (organisation?.name ?? holder.name).trim().slice(0, 200)
  if (name === '') return { outcome: 'wrong', problem: 'no-holder' }
  const stop = await whyNot(context, { organisationId: organisation?.id, holder: name }, seen)
  if (stop !== undefined) return stop
  // Two who see the same at once make one of it.
  await sql`select pg_advisory_xact_lock(hashtext('label'), hashtext(name_key(${name})))`.execute(
    db,
  )
  const there =
    organisation === undefined
      ? await labelsNamed(context, name)
      : await labelsOf(context, organisation.id)
  const same = there.find((one) => one.status !== 'withdrawn' && isSame(one, facts))
  if (same !== undefined) return writeSeen(context, same, seen)
  const { id } = await db
    .insertInto('label')
    .values({
      organisation_id: organisation?.id ?? null,
      holder: name,
      ...columnsOfLabel(facts),
      course_id: courseOfLabel(organisation?.id, facts),
      ...{ status: 'checked', waits_since: today.toString(), ...seenColumns(seen) },
      ...{ entered_in: register.id, entered_on: today.toString() },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await keep(context, id, seen)
  await tellOfLabel(
    context,
    { organisationId: organisation?.id, facts, note: seen.note },
    'checked',
  )
  return { outcome: 'seen', id }
}

/**
 * Somebody who works for a register looked, and the label is not there: its organisation hears why. Where it was seen
 * before and stated otherwise since, only that is refused, and what was seen stands. Of what was seen it is said from
 * which day it does not hold: what was followed before that keeps it.
 */
export async function refuseLabel(
  context: Context,
  at: { readonly labelId: string; readonly version: number },
  {
    note,
    proof,
    from,
  }: {
    readonly note: string
    readonly proof: StoredFile | undefined
    /** The first day on which it does not hold; of what was seen and waits for nothing. */
    readonly from?: Temporal.PlainDate | undefined
  },
): Promise<RefusedLabel> {
  await actForOrganisation(context, '*')
  const label = await findLabel(context, at.labelId, { lock: true })
  if (label === undefined) return { outcome: 'not-found' }
  if (label.version !== at.version) return { outcome: 'stale' }
  const event = refusalOf(label, from)
  const status = next<LabelStatus, LabelEvent>(labelLifecycle, label.status, event)
  if (status === undefined) return { outcome: 'stale' }
  if (await isOwnLabel(context, label)) return { outcome: 'own' }
  if (note.trim() === '') return { outcome: 'no-reason' }
  if (label.status === 'checked' && from === undefined) return { outcome: 'no-day' }
  if (from !== undefined && compare(from, context.today) > 0) return { outcome: 'not-yet' }
  const facts = event === 'end' ? endedFrom(label, from) : label
  await context.db
    .updateTable('label')
    .where('id', '=', label.id)
    .set((eb) => ({ ...refused(label, event, facts), status, version: eb('version', '+', 1) }))
    .execute()
  await keepLabelStep(context, label.id, {
    ...{ action: 'refuse', byOffice: true, note, facts, proof },
  })
  const { organisationId } = label
  await tellOfLabel(context, { organisationId, facts, note }, answers[event])
  return { outcome: 'seen', id: label.id }
}

const { compare } = Temporal.PlainDate

export type RefusedLabel =
  | Exclude<SawLabel, { outcome: 'wrong' }>
  /** It was seen: from which day does it not hold? */
  | { readonly outcome: 'no-day' }

type Refusal = 'refuse' | 'refuse-correction' | 'end'

const answers = { refuse: 'refused', 'refuse-correction': 'kept', end: 'ended' } as const

function refusalOf({ status, seen }: Label, from: Temporal.PlainDate | undefined): Refusal {
  if (seen === undefined) return 'refuse'
  if (status === 'waiting') return 'refuse-correction'
  // From its first day on: then it never held.
  if (from === undefined || seen.first === undefined) return 'end'
  return compare(from, seen.first) <= 0 ? 'refuse' : 'end'
}

function endedFrom(label: Label, from: Temporal.PlainDate | undefined): LabelFacts {
  const last = from?.subtract({ days: 1 })
  const earlier = last !== undefined && (label.last === undefined || compare(last, label.last) < 0)
  return earlier ? { ...label, last } : label
}

function refused({ seen }: Label, event: Refusal, facts: LabelFacts) {
  switch (event) {
    case 'refuse':
      return {
        ...{ seen_scope: null, seen_first: null, seen_last: null, seen_on: null },
        ...nothingOtherwise,
      }
    case 'end':
      return { last_day: facts.last?.toString() ?? null, seen_last: facts.last?.toString() ?? null }
    case 'refuse-correction':
      return {
        ...(seen === undefined ? {} : columnsOfLabel({ ...facts, ...seen })),
        course_id: sql<
          string | null
        >`case when seen_about is null then course_id else seen_course_id end`,
        ...nothingOtherwise,
      }
  }
}

async function writeSeen(context: Context, label: Label, seen: SeenLabel): Promise<SawLabel> {
  const status = next<LabelStatus, LabelEvent>(labelLifecycle, label.status, 'check')
  if (status === undefined) return { outcome: 'stale' }
  const { organisationId } = label
  const organisation =
    organisationId === undefined ? undefined : await findOrganisation(context, organisationId)
  await context.db
    .updateTable('label')
    .where('id', '=', label.id)
    .set((eb) => ({
      // It was seen of the organisation as that is called now.
      ...(organisation === undefined ? {} : { holder: organisation.name }),
      ...columnsOfLabel(seen.facts),
      // A course that is not offered yet is not seen by whoever looks: it stays as it was stated.
      course_id:
        seen.facts.about === label.about
          ? sql<
              string | null
            >`coalesce(${courseOfLabel(label.organisationId, seen.facts)}, course_id)`
          : courseOfLabel(label.organisationId, seen.facts),
      ...{ status, ...seenColumns(seen), version: eb('version', '+', 1) },
    }))
    .execute()
  await keep(context, label.id, seen)
  await tellOfLabel(context, { organisationId, facts: seen.facts, note: seen.note }, 'checked')
  return { outcome: 'seen', id: label.id }
}

async function keep(
  context: Context,
  labelId: string,
  { facts, evidence, note, proof }: SeenLabel,
): Promise<void> {
  await keepLabelStep(context, labelId, {
    ...{ action: 'check', byOffice: true, evidence, note, facts, proof },
  })
}

function seenColumns({ facts: { scope, first, last }, on }: SeenLabel) {
  return {
    seen_scope: scope,
    seen_first: first?.toString() ?? null,
    seen_last: last?.toString() ?? null,
    seen_on: on.toString(),
    ...nothingOtherwise,
  }
}

// What it says and what was seen of it are the same again.
const nothingOtherwise = { seen_about: null, seen_course_id: null, seen_number: null }

async function whyNot(
  context: Context,
  holder: Pick<Label, 'organisationId' | 'holder'>,
  { facts, on, evidence, note }: SeenLabel,
): Promise<SawLabel | undefined> {
  const problem = labelProblem(facts, labelKinds(context.platform.registers.values()))
  if (problem !== undefined) return { outcome: 'wrong', problem }
  if (Temporal.PlainDate.compare(on, context.today) > 0) return { outcome: 'not-yet' }
  if (await isOwnLabel(context, holder)) return { outcome: 'own' }
  return evidence === 'other' && note.trim() === '' ? { outcome: 'no-reason' } : undefined
}

/**
 * Whether a label is of an organisation for which whoever acts acts too; or, where it stands on a name alone, whether that
 * is theirs or the one of such an organisation.
 */
export async function isOwnLabel(
  context: Context,
  { organisationId, holder }: Pick<Label, 'organisationId' | 'holder'>,
): Promise<boolean> {
  if (organisationId !== undefined) return isOwnOrganisation(context, organisationId)
  const account = accountIdOf(context.actor)
  if (account === undefined) return false
  const { rows } = await sql<{ own: boolean }>`
    select exists (select from person p where p.id in (select people_of(${account}))
        and name_key(${holder}) <> '' and name_key(${holder}) =
          name_key(concat_ws(' ', p.first_name, nullif(p.name_prefix, ''), p.last_name)))
      or exists (select from organisation o where name_keys(o.name, o.trade_names) @> array[name_key(${holder})]
        and is_acting_for(${account}, o.id)) as own`.execute(context.db)
  return rows[0]?.own === true
}

async function labelsNamed(context: Context, name: string): Promise<readonly Label[]> {
  const { rows } = await sql<{ id: string }>`select id from label
    where organisation_id is null and name_key(holder) = name_key(${name})`.execute(context.db)
  const found = await Promise.all(rows.map(({ id }) => findLabel(context, id)))
  return found.filter((one) => one !== undefined)
}
