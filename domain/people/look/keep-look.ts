import { setTimeout as wait } from 'node:timers/promises'
import type { Look } from '#domain/people/look/look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { nameOf, recordAll } from '#domain/platform/audit/record.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import type { Register } from '#regulations/register.ts'

/** In which register somebody looked, on which business date, and on which page of the site. */
export interface Looked {
  readonly register: Register
  readonly today: Temporal.PlainDate
  readonly page: string
}

/** Whoever looks waits no longer than this for the look to be kept. */
const patienceMs = 500

/**
 * Keeps that somebody looked at something of these people, once for every day on which they do, with its
 * record. The page is given whether this works or not, and after half a second at the latest: what could
 * not be kept stands in the security log. Beside the visit, whose transaction may only read.
 */
export async function keepLook(platform: Platform, look: Look, looked: Looked): Promise<void> {
  if (look.people.length === 0) return
  const kept = writeLook(platform, look, looked).catch(() => {
    const about = { account: accountIdOf(look.actor), page: looked.page, of: look.thingId }
    noteSecurity({ platform, register: looked.register }, 'look-not-kept', about)
  })
  const enough = new AbortController()
  const { signal } = enough
  await Promise.race([kept, wait(patienceMs, undefined, { signal }).catch(() => {})])
  enough.abort()
}

/** Writes down that somebody looked, with its record, however long that takes. */
export async function writeLook(
  platform: Platform,
  { actor, as, thing, thingId, people }: Look,
  { register, today }: Looked,
): Promise<void> {
  await inRegister(platform, { register, today }, actor, async (context) => {
    const rows = await context.db
      .insertInto('look')
      .values(
        people.map((person) => ({
          register: register.id,
          person_id: person,
          looked_on: today.toString(),
          looker: nameOf(actor),
          role: as.role,
          body: 'body' in as ? as.body : '',
          thing,
          thing_id: thingId,
        })),
      )
      // From two windows at once.
      .onConflict((conflict) => conflict.doNothing())
      .returning('person_id')
      .execute()
    const changes = rows.map(({ person_id: id }) => {
      return { noun: 'look', id, action: 'open', facts: { thing, id: thingId, ...as } }
    })
    await recordAll(context, changes)
  })
}
