import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import type { Register } from '#regulations/register.ts'

/** One of the registrations of whoever acts. */
export interface OwnRegistration {
  readonly register: Register
  readonly registrationId: string
  readonly status: RegistrationStatus
  /** It has ended: it can be read, and nothing is added to it. */
  readonly ended: boolean
}

/** The registers, beside this one, in which whoever acts is or was registered, in the order of their ids. */
export function otherRegisters({
  actor,
  register,
  platform,
}: RegisteredActor): readonly Register[] {
  const all = actor.kind === 'account' ? (actor.registers ?? []) : []
  return all.flatMap((id) => (id === register.id ? [] : (platform.registers.get(id) ?? [])))
}

type RegisteredActor = Pick<Context, 'actor' | 'register' | 'platform'>

/**
 * The registrations of whoever acts in other registers, the running one of each or else the last that
 * ended. The context sees as their owner (`lookAsOwner`, `actAsOwner`).
 */
export async function otherRegistrations(context: Context): Promise<readonly OwnRegistration[]> {
  const found: OwnRegistration[] = []
  for (const { id } of otherRegisters(context)) {
    const own = await inOtherRegister(context, id, ownRegistration)
    if (own !== undefined) found.push(own)
  }
  return found
}

/** Goes on in the register of one of the own registrations, as whoever is registered there. */
export async function atRegistration<Result>(
  context: Context,
  own: Pick<OwnRegistration, 'register' | 'registrationId' | 'ended'>,
  work: (there: Context) => Promise<Result>,
): Promise<Result> {
  const done = await inOtherRegister(context, own.register.id, async (there) => ({
    result: await work({ ...there, actor: actorThere(there.actor, own) }),
  }))
  if (done === undefined) throw new Error(`${own.register.id} is no longer there`)
  return done.result
}

async function ownRegistration({
  db,
  register,
  actor,
}: Context): Promise<OwnRegistration | undefined> {
  if (actor.kind !== 'account' || actor.personId === undefined) return undefined
  const row = await db
    .selectFrom('registration')
    .where('person_id', '=', actor.personId)
    .where('register', '=', register.id)
    .select((query) => [
      'id',
      'status',
      query('status', 'in', ['withdrawn', 'removed']).as('ended'),
    ])
    .orderBy((query) => query('status', 'in', ['withdrawn', 'removed']))
    .orderBy('ended_on', (order) => order.desc().nullsLast())
    .orderBy('signed_up_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { id: registrationId, status } = row
  return { register, registrationId, status, ended: Boolean(row.ended) }
}

// What somebody does in a body of one register is nothing to the other.
function actorThere(
  actor: Actor,
  { registrationId, ended }: Pick<OwnRegistration, 'registrationId' | 'ended'>,
): Actor {
  if (actor.kind !== 'account') return actor
  return {
    ...actor,
    seats: [],
    outOfTerm: undefined,
    registrationId: ended ? undefined : registrationId,
    endedRegistrationId: ended ? registrationId : undefined,
  }
}
