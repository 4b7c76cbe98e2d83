import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { ObjectionStatus } from '#domain/certification/objection/objection.ts'
import { categoryLabel } from '#domain/dossier/statement/in-words.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatDay } from '#language/days.ts'
import { boardOf } from '#regulations/bodies.ts'
import { pinnedVersion } from '#regulations/load.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

/** Which decision it is: of which kind, by the id of the decision. */
export interface DecisionRef {
  readonly about: DecisionKind
  readonly id: string
}

/** One thing that was judged in a decision, and was not granted as it was asked. */
export interface DecidedLine {
  readonly id: string
  readonly title: string
}

/** A decision about somebody to which they can object, as it stands today. */
export interface ObjectableDecision extends DecisionRef {
  readonly registrationId: string
  /** What it is called on pages: "Besluit op aanvraag A-2027-0001". */
  readonly title: string
  /** The thing that it was decided on, of which the records tell who had a hand in it. */
  readonly subject: { readonly noun: string; readonly id: string }
  readonly sentOn: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  /** Another decision came in its place, to which an objection can be made instead. */
  readonly superseded: boolean
  /** It was made on an objection: whoever does not agree goes elsewhere. */
  readonly onObjection: boolean
  readonly lines: readonly DecidedLine[]
}

/** The kinds of decisions to which somebody can object. */
export const decisionKinds = [
  'application',
  'interim',
  'name-change',
  'agreement',
  'ruling',
  'leave',
  'measure',
  'status-by-hand',
] as const

export type DecisionKind = (typeof decisionKinds)[number]

type Found = Omit<ObjectableDecision, 'about' | 'lastDay'> & {
  /** The last day that stands in its letter. */
  readonly told?: Temporal.PlainDate
}

interface Row {
  readonly id: string
  readonly subject: string
  readonly sent_on: string
  readonly superseded: boolean
  readonly on_objection: boolean
}

/** How the decisions of a kind about a registration are asked for, and what each of them is. */
interface Finder<OfKind extends Row> {
  readonly ask: (context: Context, registrationId: string) => RawBuilder<OfKind>
  readonly read: (row: OfKind, context: Context, registrationId: string) => Found
}

/** The same, whatever its rows are. */
interface AnyFinder {
  readonly ask: (context: Context, registrationId: string) => RawBuilder<Row>
  readonly find: (context: Context, registrationId: string) => Promise<readonly Found[]>
}

function finder<OfKind extends Row>({ ask, read }: Finder<OfKind>): AnyFinder {
  return {
    ask,
    find: async (context, registrationId) => {
      const { rows } = await ask(context, registrationId).execute(context.db)
      return rows.map((row) => read(row, context, registrationId))
    },
  }
}

/** Every decision about somebody to which they could object, the newest first. */
export async function decisionsAbout(
  context: Context,
  registrationId: string,
): Promise<readonly ObjectableDecision[]> {
  const all: ObjectableDecision[] = []
  for (const about of decisionKinds) {
    for (const { told, ...found } of await finders[about].find(context, registrationId)) {
      const lastDay = told ?? lastDayToObject(context.register, found.sentOn)
      all.push({ ...found, about, lastDay })
    }
  }
  return all.toSorted((one, other) => Temporal.PlainDate.compare(other.sentOn, one.sentOn))
}

/** The decisions about somebody to which an objection can still be made, beside those that there are. */
export async function openToObjection(
  context: Context,
  registrationId: string,
  objections: readonly { readonly status: ObjectionStatus; readonly aboutId: string }[],
): Promise<readonly ObjectableDecision[]> {
  const standing = new Set(
    objections.filter(({ status }) => status !== 'withdrawn').map(({ aboutId }) => aboutId),
  )
  return (await decisionsAbout(context, registrationId)).filter(
    ({ id, superseded, onObjection }) => !superseded && !onObjection && !standing.has(id),
  )
}

/** Whether there is any, in a single question. */
export async function mayObject(context: Context, registrationId: string): Promise<boolean> {
  const each = decisionKinds.map(
    (about) =>
      sql`select id, superseded, on_objection from (${finders[about].ask(context, registrationId)}) f`,
  )
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from (${sql.join(each, sql` union all `)}) made
    where not superseded and not on_objection and not exists (select from objection o
      where o.about_id = made.id and o.status <> 'withdrawn')) as found`.execute(context.db)
  return rows[0]?.found === true
}

/** One of them; undefined where it is none of theirs. */
export async function decisionAbout(
  context: Context,
  registrationId: string,
  { about, id }: { readonly about: string; readonly id: string },
): Promise<ObjectableDecision | undefined> {
  const all = await decisionsAbout(context, registrationId)
  return all.find((one) => one.about === about && one.id === id)
}

function found(row: Row, registrationId: string, noun: string, title: string): Found {
  return {
    id: row.id,
    registrationId,
    title,
    subject: { noun, id: row.subject },
    sentOn: Temporal.PlainDate.from(row.sent_on),
    superseded: row.superseded,
    onObjection: row.on_objection,
    lines: [],
  }
}

// How the decisions of each kind are found, of one registration. A new kind is a line here, and what is
// done when an objection to it is founded a line in plan-remedy.ts.
const finders: Readonly<Record<DecisionKind, AnyFinder>> = {
  // An application that was refused, was granted for a while, or of which something was judged lower.
  application: finder<
    Row & {
      number: string
      category: string | null
      regulation_version: string
      object_before: string | null
      lines: readonly DecidedLine[]
    }
  >({
    ask: ({ register }, registrationId) => sql`
      select d.id, a.id as subject, d.decided_on as sent_on, d.replaced_on is not null as superseded,
        d.replaces is not null as on_objection, a.number, a.category, d.regulation_version::text,
        d.object_before, l.lines
      from decision d join application a on a.id = d.application_id
      cross join lateral (
        select coalesce(json_agg(json_build_object('id', y.id, 'title', y.title) order by y.title), '[]')
          as lines
        from application_activity f join activity y on y.id = f.activity_id
          join activity_claim c on c.activity_id = y.id and c.register = ${register.id}
        where f.application_id = a.id and c.state in ('partly', 'rejected')
      ) l
      where a.registration_id = ${registrationId} and d.register = ${register.id}
        and (d.outcome = 'refused' or d.temporary or l.lines::text <> '[]'
          or d.replaces is not null or d.replaced_on is not null)`,
    read: (row, { register }, registrationId) => {
      const version = pinnedVersion(register, row.regulation_version)
      const category =
        row.category === null || version === undefined
          ? ''
          : ` (${categoryLabel(version.regulation, row.category)})`
      const title = `Besluit op aanvraag ${row.number}${category}`
      return {
        ...found(row, registrationId, 'application', title),
        ...(row.object_before === null ? {} : { told: Temporal.PlainDate.from(row.object_before) }),
        lines: row.lines,
      }
    },
  }),

  // An activity that was judged apart from an application.
  interim: finder<Row & { title: string; activity: string }>({
    ask: ({ register }, registrationId) => sql`
      select i.id, i.id as subject, i.ended_on as sent_on, y.title, y.id as activity,
        exists (select from interim_request n where n.activity_id = i.activity_id
          and n.register = i.register and n.created_at > i.created_at and n.status = 'decided')
        or exists (select from objection o join objection_outcome u on u.objection_id = o.id
          where o.about = 'interim' and o.about_id = i.id and u.outcome in ('founded', 'partly'))
        as superseded, false as on_objection
      from interim_request i join activity y on y.id = i.activity_id
      where i.registration_id = ${registrationId} and i.register = ${register.id}
        and i.status = 'decided'`,
    read: (row, _, registrationId) => ({
      ...found(row, registrationId, 'interim', `Oordeel over ‘${row.title}’`),
      lines: [{ id: row.activity, title: row.title }],
    }),
  }),

  'name-change': finder<Row>({
    ask: ({ register }, registrationId) => sql`
      select n.id, n.id as subject, n.answered_on as sent_on,
        exists (select from name_change m where m.registration_id = n.registration_id
          and m.status = 'approved' and m.answered_on >= n.answered_on) as superseded,
        false as on_objection
      from name_change n
      where n.registration_id = ${registrationId} and n.register = ${register.id}
        and n.status = 'refused'`,
    read: (row, _, registrationId) =>
      found(row, registrationId, 'name-change', 'Besluit om een andere naam niet over te nemen'),
  }),

  // A sign-up whose agreement was given back.
  agreement: finder<Row & { number: string }>({
    ask: ({ register }, registrationId) => sql`
      select g.id, g.id as subject, g.checked_on as sent_on, g.number,
        exists (select from agreement n where n.registration_id = g.registration_id
          and n.id <> g.id and n.status = 'approved') as superseded, false as on_objection
      from agreement g
      where g.registration_id = ${registrationId} and g.register = ${register.id}
        and g.status = 'returned'`,
    read: (row, _, registrationId) => {
      const title = `Besluit om overeenkomst ${row.number} niet goed te keuren`
      return found(row, registrationId, 'agreement', title)
    },
  }),

  ruling: finder<Row & { number: string }>({
    ask: ({ register }, registrationId) => sql`
      select d.id, r.id as subject, d.decided_on as sent_on, r.number,
        exists (select from ruling_decision n where n.ruling_id = r.id and n.number > d.number)
          as superseded, false as on_objection
      from ruling_decision d join ruling r on r.id = d.ruling_id
      where r.registration_id = ${registrationId} and d.register = ${register.id}`,
    read: (row, { register }, registrationId) => {
      const board = boardOf(register)?.the ?? 'het bestuur'
      return found(row, registrationId, 'ruling', `Besluit van ${board} op verzoek ${row.number}`)
    },
  }),

  // Leave that was refused, or granted in part.
  leave: finder<Row & { first: string; last: string }>({
    ask: ({ register }, registrationId) => sql`
      select l.id, l.id as subject, l.decided_on as sent_on, l.first, l.last,
        exists (select from objection o join objection_outcome u on u.objection_id = o.id
          where o.about = 'leave' and o.about_id = l.id and u.outcome in ('founded', 'partly'))
        as superseded, false as on_objection
      from leave l
      where l.registration_id = ${registrationId} and l.register = ${register.id}
        and (l.status = 'refused' or l.status = 'granted'
          and (l.granted_first, l.granted_last) is distinct from (l.first, l.last)
          or exists (select from objection o where o.about = 'leave' and o.about_id = l.id))`,
    read: (row, _, registrationId) => {
      const days = `${formatDay(Temporal.PlainDate.from(row.first))} tot en met ${formatDay(Temporal.PlainDate.from(row.last))}`
      return found(row, registrationId, 'leave', `Besluit over verlof van ${days}`)
    },
  }),

  // What was decided after a verdict of others, as far as it does something.
  measure: finder<
    Row & { number: string; kind: keyof typeof measureNames; object_before: string | null }
  >({
    ask: ({ register }, registrationId) => sql`
      select m.id, m.verdict_id as subject, m.decided_on as sent_on, m.kind, v.number, m.object_before,
        m.undone_on is not null or m.dropped_on is not null as superseded,
        m.replaces is not null as on_objection
      from measure m join verdict v on v.id = m.verdict_id
      where m.registration_id = ${registrationId} and m.register = ${register.id}
        and m.status = 'decided' and m.kind in ('warning', 'suspension', 'removal')`,
    read: (row, _, registrationId) => {
      const { number, kind, object_before: told } = row
      return {
        ...found(row, registrationId, 'verdict', `${measureNames[kind]} na uitspraak ${number}`),
        ...(told === null ? {} : { told: Temporal.PlainDate.from(told) }),
      }
    },
  }),

  // A status that was set by hand on a decision of a body, or by which the back office stops a registration;
  // what was set since, takes its place.
  'status-by-hand': finder<Row & { label: string }>({
    ask: ({ register }, registrationId) => sql`
      select h.id, h.id as subject, h.answered_on as sent_on, h.label,
        exists (select from status_by_hand n where n.registration_id = h.registration_id
          and n.status in ('settled', 'over') and n.created_at > h.created_at) as superseded,
        false as on_objection
      from status_by_hand h
      where h.registration_id = ${registrationId} and h.register = ${register.id}
        and (h.decided_by is not null or h.does = 'hold') and h.status in ('settled', 'over')`,
    read: (row, _, registrationId) =>
      found(row, registrationId, 'status-by-hand', `Besluit over de registratie: ${row.label}`),
  }),
}

const measureNames = { warning: 'Waarschuwing', suspension: 'Schorsing', removal: 'Doorhaling' }
