import { sql } from 'kysely'
import { supplementedWaiting } from '#domain/certification/application/supplements.ts'
import { askedAgain } from '#domain/dossier/wait/queries.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** How much of a kind of work waits, and since when the oldest does. */
export interface Queue {
  readonly count: number
  readonly oldest: Temporal.PlainDate | undefined
}

/** What waits for the back office. */
export interface WorkInHand {
  readonly agreements: Queue
  readonly applications: Queue
  /** The applications among them to which something came since the last check. */
  readonly supplemented: number
  readonly nameChanges: Queue
  /** Cases on which somebody finds the regulation silent, to be passed on or answered. */
  readonly rulings: Queue
  readonly invoices: Queue
  /** The invoices among them that are past their due date. */
  readonly overdue: number
  /** The invoices among them of who has left, to be settled or written off. */
  readonly ofWhoLeft: number
  /** The meetings whose day has come and that nobody has closed. */
  readonly meetings: Queue
  /** The originals that came by post and have yet to be looked at, destroyed or sent back. */
  readonly originals: Queue
  /** Who has been in a category for so long, as far as that was not settled. */
  readonly followUps: Queue
  /** Who was asked again for a document that they waited for, and has not answered. */
  readonly waits: Queue
}

/** Counts what waits for the back office, queue by queue. */
export async function listWork(context: Context): Promise<WorkInHand> {
  const { rows } = await sql<{
    agreements: number
    agreements_oldest: string | null
    applications: number
    applications_oldest: string | null
    names: number
    names_oldest: string | null
    rulings: number
    rulings_oldest: string | null
    invoices: number
    invoices_oldest: string | null
    overdue: number
    of_who_left: number
    meetings: number
    meetings_oldest: string | null
    originals: number
    originals_oldest: string | null
    follow_ups: number
    follow_ups_oldest: string | null
  }>`
    select
      (select count(*)::int from agreement where status = 'signed') as agreements,
      (select min(signed_on) from agreement where status = 'signed') as agreements_oldest,
      (select count(*)::int from application where status = 'submitted') as applications,
      (select min(submitted_on) from application where status = 'submitted') as applications_oldest,
      (select count(*)::int from name_change where status = 'asked') as names,
      (select min(asked_on) from name_change where status = 'asked') as names_oldest,
      (select count(*)::int from ruling where status = 'asked') as rulings,
      (select min(asked_on) from ruling where status = 'asked') as rulings_oldest,
      (select count(*)::int from invoice where status = 'open') as invoices,
      (select min(issued_on) from invoice where status = 'open') as invoices_oldest,
      (select count(*)::int from invoice
        where status = 'open' and due_on < ${context.today.toString()}) as overdue,
      (select count(*)::int from invoice join registration on registration.id = registration_id
        where invoice.status = 'open'
          and registration.status in (${sql.join([...hasLeft])})) as of_who_left,
      (select count(*)::int from meeting
        where status = 'planned' and held_on <= ${context.today.toString()}) as meetings,
      (select min(held_on) from meeting
        where status = 'planned' and held_on <= ${context.today.toString()}) as meetings_oldest,
      (select count(*)::int from original where status in ('received', 'checked')) as originals,
      (select min(received_on) from original
        where status in ('received', 'checked')) as originals_oldest,
      (select count(*)::int from follow_up where settled_on is null) as follow_ups,
      (select min(asked_on) from follow_up where settled_on is null) as follow_ups_oldest
  `.execute(context.db)
  const [row] = rows
  const again = await askedAgain(context)
  const supplemented = await supplementedWaiting(context)
  if (row === undefined) throw new Error('the work could not be counted')
  return {
    agreements: queue(row.agreements, row.agreements_oldest),
    applications: queue(row.applications, row.applications_oldest),
    supplemented,
    nameChanges: queue(row.names, row.names_oldest),
    rulings: queue(row.rulings, row.rulings_oldest),
    invoices: queue(row.invoices, row.invoices_oldest),
    overdue: row.overdue,
    ofWhoLeft: row.of_who_left,
    meetings: queue(row.meetings, row.meetings_oldest),
    originals: queue(row.originals, row.originals_oldest),
    followUps: queue(row.follow_ups, row.follow_ups_oldest),
    waits: queue(again.count, again.oldest),
  }
}

function queue(count: number, oldest: string | null): Queue {
  return { count, oldest: oldest === null ? undefined : Temporal.PlainDate.from(oldest) }
}
