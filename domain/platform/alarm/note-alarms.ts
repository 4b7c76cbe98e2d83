import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { AlarmKind, Found } from '#domain/platform/alarm/alarm.ts'
import { alarmKinds, quietHours, tellingMinutes } from '#domain/platform/alarm/alarm.ts'
import { tellAdministrators } from '#domain/platform/alarm/tell-administrators.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/**
 * Notes what is wrong now and what is no longer, and writes to the administrators what began or ended a while ago.
 * What comes back before its end was told goes on as it was, so that what comes and goes is told once.
 */
export async function noteAlarms(platform: Platform, found: readonly Found[]): Promise<void> {
  const news = await platform.db.transaction().execute(async (transaction) => {
    // Of two who look at once the second sees what the first has noted.
    await sql`update watch set looked_at = now()`.execute(transaction)
    for (const kind of alarmKinds) {
      await note(
        transaction,
        kind,
        found.find((one) => one.kind === kind),
      )
    }
    return { began: await toldBeginnings(transaction), ended: await toldEnds(transaction) }
  })
  // Told is noted first: whatever is wrong with writing, they are never told twice.
  if (news.began.length + news.ended.length > 0) await tellAdministrators(platform, news)
}

async function note(
  db: Transaction<Database>,
  kind: AlarmKind,
  found: Found | undefined,
): Promise<void> {
  if (found === undefined) {
    await sql`update alarm set ended_at = now() where kind = ${kind} and ended_at is null`.execute(
      db,
    )
    return
  }
  const amount = found.amount ?? null
  const { numAffectedRows } =
    await sql`update alarm set amount = ${amount}, seen_at = now(), ended_at = null
    where id = (select id from alarm where kind = ${kind}
      and (ended_at is null or (told_end_at is null and ended_at > now() - make_interval(mins => ${tellingMinutes.ended})))
      order by began_at desc limit 1)`.execute(db)
  if (numAffectedRows !== undefined && numAffectedRows > 0n) return
  await sql`insert into alarm (kind, amount, began_at, seen_at)
    values (${kind}, ${amount}, now(), now())`.execute(db)
}

interface Row {
  readonly kind: AlarmKind
  readonly amount: number | null
  readonly began_at: string
  readonly ended_at: string | null
}

async function toldBeginnings(db: Transaction<Database>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    update alarm a set told_at = now()
    where ended_at is null and told_at is null
      and began_at <= now() - make_interval(mins => ${tellingMinutes.began})
      and not exists (select from alarm b where b.kind = a.kind
        and b.told_at > now() - make_interval(hours => ${quietHours}))
    returning kind, amount, began_at, ended_at`.execute(db)
  return rows
}

async function toldEnds(db: Transaction<Database>): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    update alarm set told_end_at = now()
    where told_at is not null and told_end_at is null
      and ended_at <= now() - make_interval(mins => ${tellingMinutes.ended})
    returning kind, amount, began_at, ended_at`.execute(db)
  return rows
}
