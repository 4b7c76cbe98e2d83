import { sql } from 'kysely'
import { takeInterims } from '#domain/certification/interim/take-interims.ts'
import { staff } from '#domain/demo/cast/cast.ts'
import { seatCast } from '#domain/demo/cast/seat-cast.ts'
import { makeAccounts, seedDemo } from '#domain/demo/cast/seed-demo.ts'
import { deliversThirty } from '#domain/demo/lived-in/attendance.ts'
import { lifeOf } from '#domain/demo/lived-in/begin.ts'
import { doubles } from '#domain/demo/lived-in/doubles.ts'
import { inSeveralRegisters } from '#domain/demo/lived-in/in-several.ts'
import type { Pace, Scheduled } from '#domain/demo/lived-in/live-through.ts'
import { liveThrough } from '#domain/demo/lived-in/live-through.ts'
import { peopleFrom, trades } from '#domain/demo/lived-in/names.ts'
import { officeDays } from '#domain/demo/lived-in/office-days.ts'
import { randomFrom } from '#domain/demo/lived-in/random.ts'
import { takenOverPeople } from '#domain/demo/lived-in/taken-over-people.ts'
import { diskIsFull, mailComesBack } from '#domain/demo/lived-in/trouble.ts'
import type { Lived } from '#domain/demo/lived-in/who.ts'
import { lived } from '#domain/demo/lived-in/who.ts'
import type { World } from '#domain/demo/lived-in/world.ts'
import { asStaff, on, proofOf } from '#domain/demo/lived-in/world.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

/** How a lived-in demo is made. */
export interface Making {
  /** The day on which the demo begins. */
  readonly lastDay: Temporal.PlainDate
  /** How many of so many there are of a kind of life; all of them unless told otherwise. */
  readonly howMany?: (kind: Pick<Lived, 'count' | 'ago'>) => number
  readonly pace?: Pace
}

const seeding: Actor = { kind: 'system', task: 'demo' }

const everyDay: Pace = { due: () => true }

/**
 * Fills an empty platform with hundreds of people, by the same use cases that everybody uses, day by day
 * through the years up to the one on which the demo begins. All of them are made up. Gives who of them
 * is worth meeting, and whose life broke off, which is a mistake of ours.
 */
export async function makeLivedIn(
  platform: Platform,
  { lastDay, howMany = ({ count }) => count, pace = everyDay }: Making,
): Promise<Pick<World, 'notable' | 'brokenOff'>> {
  const [first] = platform.registers.values()
  if (first === undefined) return { notable: [], brokenOff: [] }
  const begin = { register: first, today: lastDay }
  const actors = await inRegister(platform, begin, seeding, (context) =>
    makeAccounts(context, staff),
  )
  const random = randomFrom(20_261_129)
  const world: World = {
    ...{ platform, random, staff: actors, today: lastDay, lastDay },
    ...{ unpaying: new Set(), notable: [], brokenOff: [] },
  }
  for (const register of platform.registers.values()) await on(world, register, seeding, seatCast)
  const made = peopleFrom(random)
  const lives: Scheduled[] = []
  for (const register of platform.registers.values()) {
    for (const kind of lived[register.id] ?? []) {
      for (let nth = 0; nth < howMany(kind); nth += 1) {
        const person = made(trades[register.id] ?? { jobs: [''], employers: [''] })
        const begins = lastDay.subtract({ days: random.between(...kind.ago) })
        const named = nth === 0 ? kind.about : undefined
        lives.push({
          begins,
          who: `${person.email} in ${register.id}`,
          life: lifeOf(world, { register, person, about: named }, (me) => kind.live(me, nth)),
        })
      }
    }
  }
  const several = (count: number) => howMany({ count, ago: [0, 2000] })
  lives.push(...inSeveralRegisters(world, made, several))
  lives.push(...takenOverPeople(world, made, several(24)))
  lives.push(...doubles(world, made, several))
  lives.push(...officeDays(world))
  await liveThrough(world, lives, pace)
  await diskIsFull(world)
  await committeeTakesSome(world)
  await waitUntilAsked(platform, lastDay)
  // The seeds of the quarters in which Nadia was admitted are no secret any more by now.
  await seedDemo(platform, { today: lastDay, makeProof: proofOf, without: new Set(['nadia']) })
  await deliversThirty(world)
  await waitUntilAsked(platform, lastDay)
  await mailComesBack(world)
  await everybodyCanBeBecome(platform, first, lastDay)
  return world
}

// The chair takes what somebody did in the free space, of one kind, for the committee to judge.
async function committeeTakesSome(world: World): Promise<void> {
  for (const register of world.platform.registers.values()) {
    if (register.admission?.interim === undefined) continue
    await asStaff({ world, register }, 'aylin', (context) =>
      takeInterims(context, 'online-community'),
    )
  }
}

// Thousands of papers would take an hour to make and a gigabyte to keep: each is made when asked for. So
// are the agreements that had to be there to be signed, of which the words are kept.
async function waitUntilAsked({ db }: Platform, today: Temporal.PlainDate): Promise<void> {
  await db.updateTable('paper_to_make').set({ when_asked: true }).execute()
  await db.transaction().execute(async (transaction) => {
    await sql`insert into paper_to_make (document_id, register, content, when_asked)
      select d.id, a.register, jsonb_build_object('kind', 'agreement', 'data', a.content), true
      from agreement a join document d on d.id = a.document_id
      where d.file_key is not null`.execute(transaction)
    await sql`update document set file_key = null, size = null, sha256 = null
      where file_key is not null and id in (select document_id from agreement)`.execute(transaction)
    const waits = { noun: 'paper', id: 'lived-in', action: 'make', facts: { whenAsked: true } }
    await record({ db: transaction, register: undefined, actor: seeding, today }, waits)
    // What waits for a paper that nobody asked for yet would lie there for ever.
    await sql`update mail_message set waits_for = '{}' where waits_for <> '{}'`.execute(transaction)
  })
}

async function everybodyCanBeBecome(
  platform: Platform,
  register: Register,
  today: Temporal.PlainDate,
) {
  await inRegister(platform, { register, today }, seeding, async (context) => {
    const { rows } = await sql<{ id: string }>`update account set demo = true
      where not demo and closed_at is null returning id`.execute(context.db)
    for (const { id } of rows) {
      await record(context, { noun: 'account', id, action: 'create', facts: { demo: true } })
    }
  })
}
