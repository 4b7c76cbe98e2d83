import { sql } from 'kysely'
import type { Label, LabelEvidence } from '#domain/organisations/label/label.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Waiting } from '#domain/platform/look-up/how-many-wait.ts'
import { howManyWait } from '#domain/platform/look-up/how-many-wait.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { OpenedDocument } from '#domain/platform/paper/open-document.ts'
import { openDocumentIn } from '#domain/platform/paper/open-document.ts'

type Reading = Pick<Context, 'db'>

/** One label; locked until the end of the transaction where asked. */
export async function findLabel(
  { db }: Reading,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Label | undefined> {
  if (!isUuid(id)) return undefined
  const row = await db
    .selectFrom('label')
    .where('id', '=', id)
    .select(columns)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  return row && toLabel(row)
}

/** The labels of an organisation, those that hold longest first; what was withdrawn last. */
export async function labelsOf({ db }: Reading, organisationId: string): Promise<readonly Label[]> {
  const rows = await db
    .selectFrom('label')
    .where('organisation_id', '=', organisationId)
    .select(columns)
    .orderBy(sql`status = 'withdrawn'`)
    .orderBy(sql`coalesce(seen_last, last_day) desc nulls first`)
    .orderBy('id')
    .execute()
  return rows.map(toLabel)
}

/** The labels that wait to be seen, the longest first. */
export async function waitingLabels({ db }: Reading): Promise<readonly Label[]> {
  const rows = await db
    .selectFrom('label')
    .where('status', '=', 'waiting')
    .select(columns)
    .orderBy('waits_since')
    .orderBy('id')
    .execute()
  return rows.map(toLabel)
}

/** The labels that somebody looked at, by the name of their holder. */
export async function settledLabels({ db }: Reading): Promise<readonly Label[]> {
  const rows = await db
    .selectFrom('label')
    .where('status', 'in', ['checked', 'refused'])
    .select(columns)
    .orderBy('holder')
    .orderBy('id')
    .execute()
  return rows.map(toLabel)
}

/** How many labels wait to be seen, and since when the first does. */
export function labelsWaiting(reading: Reading): Promise<Waiting> {
  const [where, since] = [sql`status = 'waiting'`, sql`waits_since`]
  return howManyWait(reading, { from: 'label', where, since })
}

/** Somebody who gives activities, as their labels know them. */
export interface Holder {
  /** Undefined for whoever is known by name alone. */
  readonly organisationId: string | undefined
  readonly name: string
  /** Empty where it is not known. */
  readonly city: string
  readonly labels: readonly Label[]
}

/** How many holders are shown of those who are called about so. */
const mostHolders = 8

/**
 * Those who are called about as somebody types, with the labels that they hold: the organisations that are here,
 * and those whose label somebody saw by name. A part of a name is enough from three letters.
 */
export async function holdersCalled({ db }: Reading, typed: string): Promise<readonly Holder[]> {
  const name = typed.trim().slice(0, 200)
  if (name.length < 3) return []
  const { rows } = await sql<{ id: string | null; name: string; city: string; labels: string[] }>`
    with typed as (select name_key(${name}) as key)
    select o.id, o.name, o.city, array(select l.id::text from label l
        where l.organisation_id = o.id and l.status in ('waiting', 'checked')) as labels
      from organisation o, typed
      where o.status not in ('merged', 'refused') and 'provider' = any (o.kinds) and typed.key <> ''
        and exists (select from unnest(name_keys(o.name, o.trade_names)) k
          where k like '%' || typed.key || '%')
    union all
    select null, min(l.holder), '', array_agg(l.id::text)
      from label l, typed
      where l.organisation_id is null and l.status in ('waiting', 'checked') and typed.key <> ''
        and name_key(l.holder) like '%' || typed.key || '%'
      group by name_key(l.holder)
    order by 2
    limit ${mostHolders}`.execute(db)
  const ids = rows.flatMap(({ labels }) => labels)
  const found =
    ids.length === 0
      ? []
      : await db.selectFrom('label').where('id', 'in', ids).select(columns).orderBy('id').execute()
  const byId = new Map(found.map((row) => [row.id, toLabel(row)]))
  return rows.map(({ id, name: called, city, labels }) => ({
    organisationId: id ?? undefined,
    name: called,
    city,
    labels: labels.flatMap((one) => byId.get(one) ?? []),
  }))
}

/** One thing that was done with a label. */
export interface PastLabel {
  readonly id: string
  readonly action: 'enter' | 'correct' | 'check' | 'refuse' | 'withdraw'
  readonly byOffice: boolean
  readonly evidence: LabelEvidence | undefined
  readonly note: string
  readonly fileName: string | undefined
  /** In which register. */
  readonly doneIn: string
  /** Who; their address where no name is known, undefined where they are not here any more. */
  readonly doneBy: string | undefined
  readonly doneOn: Temporal.PlainDate
}

/** What was done with a label, the newest first, in a transaction that sees what is of its organisation. */
export async function pastOfLabel({ db }: Reading, labelId: string): Promise<readonly PastLabel[]> {
  const rows = await db
    .selectFrom('label_event as e')
    .leftJoin('account as a', 'a.id', 'e.done_by')
    .leftJoin('person as p', 'p.account_id', 'a.id')
    .where('e.label_id', '=', labelId)
    .select(['e.id', 'e.action', 'e.by_office', 'e.evidence', 'e.note', 'e.file_name'])
    .select(['e.done_in', 'e.done_on'])
    .select(
      sql<string | null>`coalesce(nullif(concat_ws(' ', nullif(p.first_name, ''),
        nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), a.email)`.as('by'),
    )
    .orderBy('e.id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    action: row.action,
    byOffice: row.by_office,
    evidence: row.evidence ?? undefined,
    note: row.note,
    fileName: row.file_name ?? undefined,
    doneIn: row.done_in,
    doneBy: row.by ?? undefined,
    doneOn: Temporal.PlainDate.from(row.done_on),
  }))
}

/** Opens the proof of a label, in whatever register it lies. Throws HeldBackFile where it is not what was kept. */
export async function openLabelProof(
  context: Context,
  labelId: string,
  eventId: string,
): Promise<OpenedDocument> {
  if (!isUuid(labelId) || !isUuid(eventId)) return { outcome: 'unknown' }
  const row = await context.db
    .selectFrom('label_event')
    .where('label_id', '=', labelId)
    .where('id', '=', eventId)
    .where('document_id', 'is not', null)
    .select(['document_id', 'done_in'])
    .executeTakeFirst()
  if (row?.document_id === undefined || row.document_id === null) return { outcome: 'unknown' }
  return openDocumentIn(context, row.done_in, row.document_id)
}

const columns = [
  ...(['id', 'organisation_id', 'holder', 'kind', 'scope', 'number', 'first_day'] as const),
  ...(['last_day', 'status', 'waits_since', 'seen_scope', 'seen_first', 'seen_last'] as const),
  ...(['seen_on', 'about', 'course_id', 'seen_about', 'seen_number', 'version'] as const),
] as const

interface Row {
  readonly id: string
  readonly organisation_id: string | null
  readonly holder: string
  readonly kind: string
  readonly scope: Label['scope']
  readonly number: string
  readonly first_day: string | null
  readonly last_day: string | null
  readonly status: Label['status']
  readonly waits_since: string
  readonly seen_scope: Label['scope'] | null
  readonly seen_first: string | null
  readonly seen_last: string | null
  readonly seen_on: string | null
  readonly about: string
  readonly course_id: string | null
  readonly seen_about: string | null
  readonly seen_number: string | null
  readonly version: number
}

function toLabel(row: Row): Label {
  const { seen_scope: scope, seen_on: on } = row
  return {
    id: row.id,
    organisationId: row.organisation_id ?? undefined,
    holder: row.holder,
    kind: row.kind,
    scope: row.scope,
    number: row.number,
    about: row.about,
    courseId: row.course_id ?? undefined,
    first: day(row.first_day),
    last: day(row.last_day),
    status: row.status,
    waitsSince: Temporal.PlainDate.from(row.waits_since),
    seen:
      scope === null || on === null
        ? undefined
        : {
            scope,
            number: row.seen_number ?? row.number,
            about: row.seen_about ?? row.about,
            first: day(row.seen_first),
            last: day(row.seen_last),
            on: Temporal.PlainDate.from(on),
          },
    version: row.version,
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
