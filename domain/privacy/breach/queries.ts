import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import type { Breach } from '#domain/privacy/breach/breach.ts'

/** A breach of this register; with `lock` nobody else changes it until this transaction ends. */
export async function findBreach(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Breach | undefined> {
  if (!isUuid(id)) return undefined
  const query = breaches(context).where('id', '=', id)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && breachOf(row)
}

/** The breaches of this register: those that are open first, and the newest first. */
export async function listBreaches(context: Context): Promise<readonly Breach[]> {
  const rows = await breaches(context).orderBy('noticed_at', 'desc').limit(500).execute()
  const all = rows.map(breachOf)
  return all.toSorted((a, b) => Number(a.closedOn !== undefined) - Number(b.closedOn !== undefined))
}

function breaches({ db, register }: Context) {
  return db.selectFrom('breach').where('register', '=', register.id).selectAll()
}

type Row = Awaited<ReturnType<ReturnType<typeof breaches>['execute']>>[number]

function breachOf(row: Row): Breach {
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  return {
    id: row.id,
    title: row.title,
    what: row.what,
    noticedAt: Temporal.Instant.from(row.noticed_at),
    data: row.data,
    people: row.people ?? undefined,
    consequences: row.consequences,
    measures: row.measures,
    reportedOn: day(row.reported_on),
    notReportedBecause: row.not_reported_because,
    toldOn: day(row.told_on),
    notToldBecause: row.not_told_because,
    notedOn: Temporal.PlainDate.from(row.noted_on),
    closedOn: day(row.closed_on),
    version: row.version,
  }
}
