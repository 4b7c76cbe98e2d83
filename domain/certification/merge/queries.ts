import type { Choosable, MergeStatus } from '#domain/certification/merge/merge.ts'
import { choosable } from '#domain/certification/merge/merge.ts'
import { isOver, registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { fullName } from '#language/names.ts'

/** That two people are to be merged, or were. */
export interface Merge {
  readonly id: string
  readonly staysId: string
  readonly goesId: string
  readonly status: MergeStatus
  /** Of which data those of the one that goes are kept. */
  readonly kept: readonly Choosable[]
  readonly reason: string
  /** The register in which it was done, where that is another one. */
  readonly toldIn: string | undefined
  readonly proposedOn: Temporal.PlainDate
  readonly proposedBy: string | undefined
  readonly settledOn: Temporal.PlainDate | undefined
  readonly answer: string
  /** How much went along, by what it is. */
  readonly moved: Readonly<Record<string, number>>
  readonly version: number
}

/** A merge of this register; with `lock` nobody else changes it until this transaction ends. */
export async function findMerge(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Merge | undefined> {
  if (!isUuid(id)) return undefined
  const query = merges(context).where('id', '=', id)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && merge(row)
}

/** The merge of two people that waits for a colleague. */
export async function proposedMergeOf(
  context: Context,
  one: string,
  other: string,
): Promise<Merge | undefined> {
  const row = await merges(context)
    .where('status', '=', 'proposed')
    .where('stays_id', 'in', [one, other])
    .where('goes_id', 'in', [one, other])
    .executeTakeFirst()
  return row && merge(row)
}

/** What waits for a colleague first, and then what was settled last. */
export async function listMerges(context: Context): Promise<readonly Merge[]> {
  const rows = await merges(context)
    .orderBy((eb) => eb.case().when('status', '=', 'proposed').then(0).else(1).end())
    .orderBy('proposed_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map(merge)
}

/** The merges by which a person came to be one, the last first. */
export async function mergesOf(context: Context, personId: string): Promise<readonly Merge[]> {
  const rows = await merges(context)
    .where('stays_id', '=', personId)
    .where('status', '=', 'done')
    .orderBy('settled_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(merge)
}

/** A pair that was told apart. */
export interface ToldApart {
  readonly id: string
  readonly oneId: string
  readonly otherId: string
  readonly reason: string
  readonly on: Temporal.PlainDate
}

/** Who look alike and are two people, as somebody saw; the last first. */
export async function listToldApart({ db, register }: Context): Promise<readonly ToldApart[]> {
  const rows = await db
    .selectFrom('told_apart')
    .where('register', '=', register.id)
    .select(['id', 'one_id', 'other_id', 'reason', 'told_on'])
    .orderBy('told_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    oneId: row.one_id,
    otherId: row.other_id,
    reason: row.reason,
    on: Temporal.PlainDate.from(row.told_on),
  }))
}

function merges({ db, register }: Context) {
  return db
    .selectFrom('person_merge')
    .where('register', '=', register.id)
    .select(['id', 'stays_id', 'goes_id', 'status', 'kept', 'reason', 'told_in', 'proposed_on'])
    .select(['proposed_by', 'settled_on', 'answer', 'moved', 'version'])
}

type Row = Awaited<ReturnType<ReturnType<typeof merges>['executeTakeFirstOrThrow']>>

function merge(row: Row): Merge {
  return {
    id: row.id,
    staysId: row.stays_id,
    goesId: row.goes_id,
    status: row.status,
    kept: choosable.filter((what) => row.kept.includes(what)),
    reason: row.reason,
    toldIn: row.told_in ?? undefined,
    proposedOn: Temporal.PlainDate.from(row.proposed_on),
    proposedBy: row.proposed_by ?? undefined,
    settledOn: row.settled_on === null ? undefined : Temporal.PlainDate.from(row.settled_on),
    answer: row.answer,
    // Our own JSON: written when it was done.
    moved: row.moved as Readonly<Record<string, number>>,
    version: row.version,
  }
}

/** By what somebody is known in this register. */
export interface KnownHere {
  readonly registrationId: string
  readonly name: string
  readonly number: string | undefined
}

/** The names and numbers of people in this register, with the registration that runs or else the last, by their ids. */
export async function knownPeople(
  { db, register }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownHere>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('registration.register', '=', register.id)
    .where('person.id', 'in', [...new Set(ids)])
    .distinctOn('person.id')
    .select(['person.id', 'registration.id as registration_id', 'registration.number'])
    .select(['first_name', 'initials', 'name_prefix', 'last_name'])
    .orderBy('person.id')
    .orderBy((eb) => eb('registration.status', 'in', [...isOver]))
    .orderBy('registration.signed_up_on', 'desc')
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        registrationId: row.registration_id,
        number: row.number === null ? undefined : registrationNumber(register, row.number),
        name: fullName({
          firstName: row.first_name,
          initials: row.initials,
          namePrefix: row.name_prefix,
          lastName: row.last_name,
        }),
      },
    ]),
  )
}
