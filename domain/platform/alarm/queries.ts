import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Alarm, AlarmKind } from '#domain/platform/alarm/alarm.ts'
import { alarmKinds } from '#domain/platform/alarm/alarm.ts'

/** What is wrong now, the longest first, what was lately, and when somebody last looked. */
export interface Alarms {
  readonly standing: readonly Alarm[]
  readonly ended: readonly Alarm[]
  /** Undefined where nobody has looked yet. */
  readonly lookedAt: Temporal.Instant | undefined
  /** Whether nobody has looked for longer than it should take. */
  readonly isUnwatched: boolean
  /** Up to when everything is in the last backup that was noted. */
  readonly backedUpAt: Temporal.Instant | undefined
  /** Since when no mail leaves, as this installation was put back from a backup. */
  readonly mailHeldAt: Temporal.Instant | undefined
}

const mostEnded = 20

/** After so many minutes without a look something is wrong with who looks. */
const lookedMinutes = 10

/** Reads the alarms of this installation. */
export async function readAlarms(
  { db }: { readonly db: Transaction<Database> },
  now = Temporal.Now.instant(),
): Promise<Alarms> {
  const standing = await db
    .selectFrom('alarm')
    .where('ended_at', 'is', null)
    .selectAll()
    .orderBy('began_at')
    .orderBy('id')
    .execute()
  const ended = await db
    .selectFrom('alarm')
    .where('ended_at', 'is not', null)
    .selectAll()
    .orderBy('ended_at', 'desc')
    .limit(mostEnded)
    .execute()
  const watch = await db.selectFrom('watch').selectAll().executeTakeFirstOrThrow()
  const lookedAt = moment(watch.looked_at)
  const since = lookedAt ?? Temporal.Instant.from(watch.began_at)
  const alarms = (rows: typeof standing) =>
    rows.filter(({ kind }) => isKind(kind)).map((row) => alarmOf(row))
  return {
    standing: alarms(standing),
    ended: alarms(ended),
    lookedAt,
    isUnwatched: Temporal.Instant.compare(since.add({ minutes: lookedMinutes }), now) < 0,
    backedUpAt: moment(watch.backed_up_at),
    mailHeldAt: moment(watch.mail_held_at),
  }
}

// What was noted by a later Peil may have a name that this one does not know.
function isKind(kind: string): kind is AlarmKind {
  return alarmKinds.some((one) => one === kind)
}

function alarmOf(row: {
  id: string
  kind: string
  amount: number | null
  began_at: string
  ended_at: string | null
}): Alarm {
  return {
    id: row.id,
    kind: row.kind as AlarmKind,
    amount: row.amount ?? undefined,
    began: Temporal.Instant.from(row.began_at),
    ended: moment(row.ended_at),
  }
}

function moment(text: string | null): Temporal.Instant | undefined {
  return text === null ? undefined : Temporal.Instant.from(text)
}
