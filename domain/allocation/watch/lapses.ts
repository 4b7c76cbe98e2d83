import { sql } from 'kysely'
import type { Said } from '#domain/allocation/allocation/said.ts'
import { readRegistrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'
import { publicStatuses } from '#domain/public-register/entry/queries.ts'
import type { StatusId } from '#regulations/register.ts'

/** What is different today of somebody in a decision from what it says. */
export interface Lapse {
  readonly name: string
  readonly register: string
  readonly number: string
  readonly is: /** The register says something else of them than that they are registered. */
    | { readonly what: 'lapsed'; readonly status: StatusId }
    /** They are not in the public register by this number any more. */
    | { readonly what: 'not-found' }
    /** Their registration ends before the decision is looked at again. */
    | { readonly what: 'ends'; readonly on: Temporal.PlainDate }
}

/** A decision that holds, as far as it has to be known to be held against today. */
export interface Held {
  readonly id: string
  readonly says: Pick<Said, 'people' | 'reviewOn'>
}

const registered: ReadonlySet<StatusId> = new Set(['certified', 'renewal-pending'])

/**
 * Holds decisions against what the registers of this installation say today: of each its lapses, none where all is as it
 * says. Who is registered elsewhere is as somebody saw it on the day that the decision names.
 */
export async function lapsesOf(
  context: Context,
  decisions: readonly Held[],
): Promise<ReadonlyMap<string, readonly Lapse[]>> {
  const asked = decisions.flatMap(({ id, says: { people, reviewOn } }) =>
    people.flatMap(({ name, standing }) => {
      if (standing.is !== 'registered' && standing.is !== 'elsewhere') return []
      const { register } = standing
      const own = register === null ? undefined : context.platform.registers.get(register)
      const number = own && readRegistrationNumber(own, standing.number)
      if (own === undefined || number === undefined) return []
      return [{ id, name, register: own.id, number, written: standing.number, reviewOn }]
    }),
  )
  const found = new Map<string, Lapse[]>()
  for (const [register, there] of Map.groupBy(asked, (one) => one.register)) {
    await inOtherRegister(context, register, async (own) => {
      const entries = await entriesBy(own, [...new Set(there.map(({ number }) => number))])
      for (const { id, name, number, written, reviewOn } of there) {
        const is = lapseOf(entries.get(number), reviewOn)
        if (is === undefined) continue
        found.set(id, [...(found.get(id) ?? []), { name, register, number: written, is }])
      }
    })
  }
  return found
}

interface Entry {
  readonly status: StatusId
  readonly valid_until: string | null
}

function lapseOf(entry: Entry | undefined, reviewOn: string): Lapse['is'] | undefined {
  if (entry === undefined) return { what: 'not-found' }
  if (!registered.has(entry.status)) return { what: 'lapsed', status: entry.status }
  const { valid_until: until } = entry
  return entry.status === 'certified' && until !== null && until < reviewOn
    ? { what: 'ends', on: Temporal.PlainDate.from(until) }
    : undefined
}

async function entriesBy(
  context: Context,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, Entry>> {
  const { rows } = await sql<Entry & { number: number }>`
    select number, status, valid_until::text from public_entry
    where register = ${context.register.id} and number = any(${[...numbers]}::int[])
      and status = any(${publicStatuses(context)})`.execute(context.db)
  return new Map(rows.map((row) => [row.number, row]))
}
