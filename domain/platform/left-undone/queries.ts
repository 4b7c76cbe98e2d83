import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import type { Undone } from '#domain/platform/left-undone/note-undone.ts'

/** What was left undone, as the administrator sees it. */
export interface LeftUndone extends Undone {
  readonly id: string
  /** Whose registration it is; undefined where it is about something else, or about all. */
  readonly name: string | undefined
  readonly reason: string
  readonly since: Temporal.PlainDate
  readonly lastTried: Temporal.PlainDate
  readonly tries: number
}

/** A page of what was left undone in this register, the longest waiting first, and how much there is. */
export async function listUndone(
  { db, register }: Context,
  page: number,
  perPage: number,
): Promise<{ readonly undone: readonly LeftUndone[]; readonly total: number }> {
  const { rows } = await sql<{
    id: string
    task: string
    whose: string
    name: string | null
    reason: string
    since: string
    last_tried: string
    tries: number
    total: number
  }>`
    select u.id, u.task, u.whose, u.reason, u.since, u.last_tried, u.tries,
      concat_ws(' ', coalesce(nullif(p.first_name, ''), p.initials), nullif(p.name_prefix, ''),
        p.last_name) as name,
      count(*) over ()::int as total
    from left_undone u
    left join registration r on r.id::text = u.whose and r.register = u.register
    left join person p on p.id = r.person_id
    where u.register = ${register.id}
    order by u.since, u.id limit ${perPage} offset ${(page - 1) * perPage}`.execute(db)
  const day = Temporal.PlainDate.from
  return {
    undone: rows.map(({ name, since, last_tried, total: _, ...row }) => ({
      ...row,
      name: name === '' || name === null ? undefined : name,
      since: day(since),
      lastTried: day(last_tried),
    })),
    total: rows[0]?.total ?? 0,
  }
}

/** How much was left undone in this register. */
export async function countUndone({ db, register }: Context): Promise<number> {
  const { count } = await db
    .selectFrom('left_undone')
    .where('register', '=', register.id)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What was left undone before, by task: for whom. */
export async function undoneByTask({
  db,
  register,
}: Context): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('left_undone')
    .where('register', '=', register.id)
    .select(['task', 'whose'])
    .orderBy('id')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ task }) => task)].map(([task, all]) => [
      task,
      all.map(({ whose }) => whose),
    ]),
  )
}
