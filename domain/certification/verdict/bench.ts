import type { Verdict } from '#domain/certification/verdict/queries.ts'
import type { Member } from '#domain/people/body/conflict.ts'
import { conflictOf } from '#domain/people/body/conflict.ts'
import { membersFor } from '#domain/people/body/members.ts'
import { findTies } from '#domain/people/body/ties.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { versionInForce } from '#regulations/load.ts'

/** Who decides on a verdict, as nothing ties them to the person, and how many of them it takes. */
export interface MeasureBench {
  readonly members: readonly Member[]
  readonly free: readonly Member[]
  readonly needed: number
}

/**
 * Who sits in the body that decides, and who of them may on this verdict. Where one member decides,
 * whoever recorded the verdict is not that one.
 */
export async function benchForVerdict(
  context: Context,
  { registrationId, recordedBy }: Pick<Verdict, 'registrationId' | 'recordedBy'>,
): Promise<MeasureBench> {
  const { register, today } = context
  const members = await membersFor(context, 'decide-measures')
  const needed = register.measures?.deciders ?? 1
  const rules = versionInForce(register, today)?.regulation.committee
  const ties = (await findTies(context, [registrationId])).get(registrationId)
  const conflicts = rules?.conflicts ?? []
  const free = members.filter(
    (member) =>
      (ties === undefined || conflictOf(member, ties, { conflicts }) === undefined) &&
      (needed > 1 || member.id !== recordedBy),
  )
  return { members, free, needed }
}
