import type { MakeProof } from '#domain/demo/cast/add-activities.ts'
import { addActivities } from '#domain/demo/cast/add-activities.ts'
import { keepProof } from '#domain/demo/cast/plain-proof.ts'
import type { DemoActivity } from '#domain/demo/cast/portfolios.ts'
import type { AccountActor } from '#domain/demo/cast/seed-demo.ts'
import type { MadeUpPerson } from '#domain/demo/lived-in/names.ts'
import type { Random } from '#domain/demo/lived-in/random.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { formatDay } from '#language/days.ts'
import { fullName } from '#language/names.ts'
import type { Register } from '#regulations/register.ts'

/** The days of a demo that are lived through one after the other, and who acts on them. */
export interface World {
  readonly platform: Platform
  readonly random: Random
  readonly staff: ReadonlyMap<string, AccountActor>
  /** The day that is lived through. */
  today: Temporal.PlainDate
  /** The day on which the demo begins: the last one. */
  readonly lastDay: Temporal.PlainDate
  /** Whoever does not pay, by the ids of their registrations. */
  readonly unpaying: Set<string>
  /** Who is worth meeting, and why. */
  readonly notable: Notable[]
  /** Whose life broke off, with why: a mistake of the demo. */
  readonly brokenOff: Error[]
}

/** Somebody who is worth meeting, with why in a sentence. */
export interface Notable {
  readonly register: string
  readonly email: string
  readonly about: string
}

/**
 * What happens to somebody, told from day to day: it acts, and yields for how many days nothing happens.
 * What comes after the last day of the demo never does.
 */
export type Life<Result = void> = AsyncGenerator<number, Result, void>

/** Somebody in one register, as they act there. */
export interface Me {
  readonly world: World
  readonly register: Register
  readonly person: MadeUpPerson
  /** As they act; without an account before they made one. */
  readonly actor: AccountActor
  /** Empty until they signed up. */
  registrationId: string
}

/** Does something as one of those who work for the register. */
export function asStaff<Result>(
  { world, register }: Pick<Me, 'world' | 'register'>,
  id: string,
  work: (context: Context, accountId: string) => Promise<Result>,
): Promise<Result> {
  const actor = world.staff.get(id)
  if (actor === undefined) throw new Error(`the demo has no ${id}`)
  return on(world, register, actor, (context) => work(context, actor.accountId))
}

/** Does something as the person themselves. */
export function asMe<Result>(
  { world, register, actor, registrationId }: Me,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const mine = registrationId === '' ? undefined : registrationId
  return on(world, register, { ...actor, registrationId: mine }, work)
}

/** Does something that nobody does: what is due, or what is looked up. */
export function on<Result>(
  { platform, today }: World,
  register: Register,
  actor: Actor,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  return inRegister(platform, { register, today }, actor, work)
}

/** The outcome that was expected of a use case; anything else is a mistake of the demo. */
export function expected<Done extends { readonly outcome: string }, Name extends Done['outcome']>(
  done: Done,
  ...names: readonly Name[]
): Extract<Done, { readonly outcome: Name }> {
  if (names.some((name) => name === done.outcome)) {
    return done as Extract<Done, { readonly outcome: Name }>
  }
  throw new Error(`the demo expected ${names.join(' or ')}: ${JSON.stringify(done).slice(0, 1500)}`)
}

/** How many days from now it is so many days before the last day of the demo. */
export function daysLeft({ world: { today, lastDay } }: Me, before: number): number {
  return Math.max(0, today.until(lastDay, { largestUnit: 'days' }).days - before)
}

/** Puts activities into somebody's portfolio, each with a proof of a page. */
export function enter(me: Me, activities: readonly DemoActivity[]): Promise<void> {
  const { firstName, namePrefix, lastName } = me.person
  return asMe(me, (context) =>
    addActivities(
      context,
      me.registrationId,
      { firstName, namePrefix, lastName, makeProof: proofOf },
      activities,
    ),
  )
}

/** A proof of a page, of whatever has one. */
export const proofOf: MakeProof = (context, member, activity) => {
  const { title, details, daysAgo, proof = 'Bewijs' } = activity
  return keepProof(context, proof, [
    proof,
    '',
    title,
    `Deelnemer: ${fullName({ initials: '', ...member })}`,
    `Gegeven door: ${details.provider ?? 'het eigen team'}`,
    `Laatste dag: ${formatDay(context.today.subtract({ days: daysAgo }))}`,
  ])
}
