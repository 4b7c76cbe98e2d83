import { everySeated, seatedFor } from '#domain/people/body/members.ts'
import { listStaff } from '#domain/people/staff/list-staff.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { tooFewMembers } from '#mail/too-few-members.ts'
import type { Act } from '#regulations/acts.ts'
import { bodyFor } from '#regulations/bodies.ts'

/** What waits for people without a tie, and how many of them there are. */
export interface TooFew {
  /** "aanvraag A-2027-0001" */
  readonly what: string
  readonly act: Act
  readonly free: number
  readonly needed: number
}

/**
 * Tells the chairs of the body, who holds its meetings and who administers the register that something
 * cannot go on, as too few are left without a tie with the person; nobody where there are enough.
 */
export async function tellTooFew(
  context: Context,
  { what, act, free, needed }: TooFew,
): Promise<void> {
  const body = bodyFor(context.register, act)
  if (free >= needed || body === undefined) return
  const seated = await everySeated(context)
  const chairs = seatedFor(context, seated, act).filter(({ chair }) => chair)
  const administrators = (await listStaff(context))
    .filter(({ role }) => role === 'administrator')
    .map(({ accountId, email, name }) => ({ id: accountId, email, name: name || email }))
  const told = new Map(
    [...chairs, ...seatedFor(context, seated, 'hold-meetings'), ...administrators].map((one) => [
      one.id,
      one,
    ]),
  )
  for (const { id, email, name } of told.values()) {
    await writeMessage(
      context,
      'too-few-members',
      { name, address: email, accountId: id },
      tooFewMembers({
        register: mailRegister(context.platform, context.register),
        name,
        what,
        body: body.the,
        free,
        needed,
      }),
    )
  }
}
