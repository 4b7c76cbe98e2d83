import type { MadeUpPerson } from '#domain/demo/lived-in/names.ts'
import type { Life, Me, World } from '#domain/demo/lived-in/world.ts'
import { on } from '#domain/demo/lived-in/world.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import type { Register } from '#regulations/register.ts'

/** Who begins in which register. */
export interface Beginner {
  readonly register: Register
  readonly person: MadeUpPerson
  /** Why they are worth meeting, where they are. */
  readonly about: string | undefined
}

/** Somebody makes an account, where they have none yet, and lives. */
export async function* lifeOf(world: World, who: Beginner, live: (me: Me) => Life): Life {
  yield* live(await begin(world, who))
}

async function begin(world: World, { register, person, about }: Beginner): Promise<Me> {
  const { email } = person
  const { accountId } = await on(world, register, { kind: 'system', task: 'demo' }, (context) =>
    createAccount(context, { email, demo: true }),
  )
  if (about !== undefined) world.notable.push({ register: register.id, email, about })
  return {
    ...{ world, register, person, registrationId: '' },
    actor: {
      ...{ kind: 'account', accountId, email, seats: [], personId: undefined },
      ...{ registrationId: undefined, authenticatedBy: 'demo', secondFactor: true },
    },
  }
}
