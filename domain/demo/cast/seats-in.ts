import type { Seat } from '#domain/platform/actor/actor.ts'
import type { Act } from '#regulations/acts.ts'
import { applicationActs, officeActs } from '#regulations/acts.ts'
import type { Register } from '#regulations/register.ts'

/** What one of the cast does in any register, whatever its bodies are. */
export type Part =
  | 'secretariat'
  | 'committee'
  | 'reserve'
  | 'chair'
  | 'board'
  | 'privacy'
  | 'administrator'

const judging = [...applicationActs, 'judge-interim', 'adopt-additions'] as const

/**
 * The seats that this comes to in one register: in every body that does something of it. Whoever is in
 * reserve sits where more than two judge, so that there is one more than those who decide together.
 */
export function seatsIn(
  { bodies, versions }: Pick<Register, 'bodies' | 'versions'>,
  parts: readonly Part[],
): readonly Seat[] {
  const seated = (role: 'member' | 'chair', acts: readonly Act[]): readonly Seat[] =>
    bodies
      .filter(({ may }) => acts.some((act) => may.includes(act)))
      .map(({ id: body }) => ({ role, body }))
  const judges = Math.max(0, ...versions.map(({ regulation }) => regulation.committee.members))
  const seatsOf: Readonly<Record<Part, readonly Seat[]>> = {
    secretariat: seated('member', officeActs),
    committee: seated('member', [...judging, 'advise']),
    reserve: judges > 2 ? seated('member', [...judging, 'advise']) : [],
    chair: seated('chair', judging),
    board: seated('member', ['decide-where-silent', 'decide-measures', 'decide-leave']),
    privacy: [{ role: 'privacy-officer', body: '' }],
    administrator: [{ role: 'administrator', body: '' }],
  }
  const seats = parts.flatMap((part) => seatsOf[part])
  const key = ({ role, body }: Seat) => `${role} ${body}`
  return [...new Map(seats.map((seat) => [key(seat), seat])).values()]
}
