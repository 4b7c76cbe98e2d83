import type { Ruling } from '#domain/certification/ruling/queries.ts'
import type { Conflict, Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { findTies } from '#domain/people/body/ties.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { versionInForce } from '#regulations/load.ts'

/** Whether the committee advises on a question, or the board decides on it. */
export type RulingPart = 'advises' | 'decides'

const partActs = { advises: 'advise', decides: 'decide-where-silent' } as const

/** How somebody comes to a question to the board. */
export type SeatedRuling =
  | { readonly outcome: 'free'; readonly members: readonly Member[] }
  | { readonly outcome: 'conflict'; readonly conflict: Conflict }
  /** They do not sit in the body whose turn it is. */
  | { readonly outcome: 'not-seated' }

/** Whether somebody of the committee or the board may take part in a question, by the rules on conflicts. */
export async function seatForRuling(
  context: Context,
  ruling: Ruling,
  memberId: string,
  part: RulingPart,
): Promise<SeatedRuling> {
  const { members, conflicts } = await benchForRuling(context, ruling, part)
  if (!members.some(({ id }) => id === memberId)) return { outcome: 'not-seated' }
  const conflict = conflicts.get(memberId)
  return conflict === undefined
    ? { outcome: 'free', members: members.filter(({ id }) => !conflicts.has(id)) }
    : { outcome: 'conflict', conflict }
}

/** Who sits in the body that advises or decides, and what keeps some of them from a question. */
export interface RulingBench {
  readonly members: readonly Member[]
  readonly conflicts: ReadonlyMap<string, Conflict>
}

/** The bench for one question. */
export async function benchForRuling(
  context: Context,
  ruling: Ruling,
  part: RulingPart,
): Promise<RulingBench> {
  const found = await benchesForRulings(context, [ruling], part)
  return found.get(ruling.id) ?? { members: [], conflicts: new Map() }
}

/** The bench for each of these questions, by its id; however many there are, the database is asked as often. */
export async function benchesForRulings(
  context: Context,
  rulings: readonly Ruling[],
  part: RulingPart,
): Promise<ReadonlyMap<string, RulingBench>> {
  if (rulings.length === 0) return new Map()
  const members = await membersFor(context, partActs[part])
  const rules = versionInForce(context.register, context.today)?.regulation.committee
  const found = await findTies(
    context,
    rulings.map(({ registrationId }) => registrationId),
  )
  return new Map(
    rulings.map((ruling) => {
      const ties = found.get(ruling.registrationId)
      const conflicts = new Map<string, Conflict>()
      for (const member of members) {
        const conflict = ties && conflictOf(member, ties, { conflicts: rules?.conflicts ?? [] })
        if (conflict !== undefined) conflicts.set(member.id, conflict)
      }
      return [ruling.id, { members, conflicts }]
    }),
  )
}
