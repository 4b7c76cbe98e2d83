import type { Me } from '#domain/demo/lived-in/world.ts'
import { asStaff, on } from '#domain/demo/lived-in/world.ts'
import { writeLook } from '#domain/people/look/keep-look.ts'
import type { LookedThing } from '#domain/people/look/look.ts'
import { stillToKeep } from '#domain/people/look/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The things of one registration of which an id alone says whose they are. */
type OfOne = 'agreement' | 'application' | 'name-change' | 'objection' | 'registration'

/** What somebody looked at, by what it is and its id. */
export interface LookedAtThing {
  readonly thing: Extract<LookedThing, OfOne>
  readonly id: string
}

/** Somebody who works for a register opened something of a person, as it is kept where they open its page. */
export async function looksAt(
  me: Pick<Me, 'world' | 'register'>,
  who: string,
  { thing, id }: LookedAtThing,
): Promise<void> {
  const { world, register } = me
  const actor = world.staff.get(who)
  if (actor === undefined) throw new Error(`the demo has no ${who}`)
  const { body, people } = await asStaff(me, who, async (context, accountId) => ({
    body: await bodyOf(context, accountId),
    people: await stillToKeep(context, { about: thing, id }, { actor, thing, thingId: id }),
  }))
  if (people.length === 0) return
  const as =
    body === undefined ? ({ role: 'administrator' } as const) : ({ role: 'member', body } as const)
  const look = { actor, as, thing, thingId: id, people }
  await writeLook(world.platform, look, { register, today: world.today, page: '' })
}

/** The same of whatever is found first by a question to the database. */
export async function looksAtFound(
  me: Pick<Me, 'world' | 'register'>,
  who: string,
  find: (context: Context) => Promise<LookedAtThing | undefined>,
): Promise<void> {
  const found = await on(me.world, me.register, { kind: 'system', task: 'demo' }, find)
  if (found !== undefined) await looksAt(me, who, found)
}

// In which body they sit; whoever sits in none administers.
async function bodyOf({ db, register }: Context, accountId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff_role')
    .where('account_id', '=', accountId)
    .where('register', '=', register.id)
    .where('role', '=', 'member')
    .select('body')
    .orderBy('body')
    .executeTakeFirst()
  return row?.body
}
