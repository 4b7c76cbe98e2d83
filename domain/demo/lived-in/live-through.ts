import { closeMeeting } from '#domain/certification/meeting/close-meeting.ts'
import { plannedMeeting } from '#domain/certification/meeting/queries.ts'
import { dueWorkOf } from '#domain/demo/lived-in/trouble.ts'
import type { Life, World } from '#domain/demo/lived-in/world.ts'
import { asStaff, expected, on } from '#domain/demo/lived-in/world.ts'
import { carryMeetings } from '#domain/dossier/series/carry-meetings.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Register } from '#regulations/register.ts'

/** A life with the day on which it goes on. */
export interface Scheduled {
  readonly life: Life
  readonly begins: Temporal.PlainDate
  /** Who it is, for when it goes wrong. */
  readonly who: string
}

/** How the days are lived through. */
export interface Pace {
  /** Whether what is due is done on this day; on the days in between it waits. */
  readonly due: (day: Temporal.PlainDate) => boolean
  readonly tell?: (day: Temporal.PlainDate) => void
}

const clock: Actor = { kind: 'system', task: 'clock' }

/**
 * Lives through all days until the last one: whatever anybody does on a day, the meeting that is held
 * on it, the payments that come in, and then what is due, in every register.
 */
export async function liveThrough(
  world: World,
  lives: readonly Scheduled[],
  { due, tell }: Pace,
): Promise<void> {
  const { compare } = Temporal.PlainDate
  let running = [...lives].toSorted((one, other) => compare(one.begins, other.begins))
  const registers = [...world.platform.registers.values()]
  world.today = running[0]?.begins ?? world.lastDay
  const doDue = dueWorkOf(world)
  while (compare(world.today, world.lastDay) <= 0) {
    tell?.(world.today)
    for (;;) {
      const now = running.filter(({ begins }) => compare(begins, world.today) <= 0)
      if (now.length === 0) break
      const later = running.filter(({ begins }) => compare(begins, world.today) > 0)
      for (const one of now) {
        const next = await goOn(world, one)
        if (next !== undefined) later.push(next)
      }
      running = later
    }
    const works = due(world.today)
    for (const register of registers) {
      if (meetsOn(register, world.today)) await holdMeeting(world, register)
      if (world.today.dayOfWeek === 2 || nearby(world)) await bookPayments(world, register)
      if (works) await doDue(register)
    }
    world.today = world.today.add({ days: 1 })
  }
  world.today = world.lastDay
  for (const register of registers) await carryMeetings(world.platform, register, world.today)
}

// Meetings are on the weekday that the register names.
function meetsOn({ terms }: Register, day: Temporal.PlainDate): boolean {
  return terms.committee.weekday === day.dayOfWeek
}

// The last months, of which people see what happened on which day.
function nearby({ today, lastDay }: World): boolean {
  return Temporal.PlainDate.compare(today, lastDay.subtract({ months: 2 })) >= 0
}

async function goOn(world: World, { life, who }: Scheduled): Promise<Scheduled | undefined> {
  try {
    const { done, value } = await life.next()
    return done === true ? undefined : { life, who, begins: world.today.add({ days: value }) }
  } catch (cause) {
    world.brokenOff.push(new Error(`the life of ${who} on ${world.today}`, { cause }))
    return undefined
  }
}

// Every meeting is held on its day, and closed by the back office.
async function holdMeeting(world: World, register: Register): Promise<void> {
  const meeting = await on(world, register, clock, plannedMeeting)
  if (meeting === undefined || Temporal.PlainDate.compare(world.today, meeting.on) < 0) return
  const { id: meetingId, version } = meeting
  const held = { meetingId, version, heldOver: new Set<string>() }
  const closed = await asStaff({ world, register }, 'sanne', (context) =>
    closeMeeting(context, held),
  )
  expected(closed, 'closed')
}

// Whoever pays does so some days after the invoice came, each after as many as is theirs.
async function bookPayments(world: World, register: Register): Promise<void> {
  const open = await on(world, register, clock, ({ db }) =>
    db
      .selectFrom('invoice')
      .where('register', '=', register.id)
      .where('status', '=', 'open')
      .select(['id', 'registration_id', 'number', 'issued_on'])
      .orderBy('id')
      .execute(),
  )
  for (const { id, registration_id, number, issued_on } of open) {
    if (registration_id !== null && world.unpaying.has(registration_id)) continue
    const days = Number(number.replaceAll(/\D/g, '')) % 22
    const on = Temporal.PlainDate.from(issued_on).add({ days: days + 2 })
    if (Temporal.PlainDate.compare(world.today, on) < 0) continue
    await asStaff({ world, register }, 'sanne', async (context) => {
      const invoice = await findInvoice(context, id)
      const paid = { invoiceId: id, version: invoice?.version ?? 0, paidOn: context.today }
      expected(await payInvoice(context, paid), 'paid')
    })
  }
}
