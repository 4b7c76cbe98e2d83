import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** A list as it was delivered once. */
export interface ListDelivery {
  readonly id: string
  readonly list: string
  readonly label: string
  readonly deliveredOn: Temporal.PlainDate
  readonly withdrawnOn: Temporal.PlainDate | undefined
  readonly people: number
  readonly years: number
}

const mostDeliveries = 200

/** The lists that were delivered, the newest first, at most 200. */
export async function listDeliveries(context: Context): Promise<readonly ListDelivery[]> {
  const { rows } = await sql<{
    id: string
    list: string
    label: string
    delivered_on: string
    withdrawn_on: string | null
    people: number
    years: number
  }>`
    select l.id, l.list, l.label, l.delivered_on, l.withdrawn_on,
      count(distinct i.registration_id)::int as people, count(i.id)::int as years
    from list_delivery l left join list_entry i on i.delivery_id = l.id
    group by l.id order by l.created_at desc, l.id limit ${mostDeliveries}`.execute(context.db)
  return rows.map((row) => ({
    id: row.id,
    list: row.list,
    label: row.label,
    deliveredOn: Temporal.PlainDate.from(row.delivered_on),
    withdrawnOn: row.withdrawn_on === null ? undefined : Temporal.PlainDate.from(row.withdrawn_on),
    people: row.people,
    years: row.years,
  }))
}
