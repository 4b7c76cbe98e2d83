import type { Role } from '#domain/platform/actor/actor.ts'
import { boardOf, bodyOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'

/** A place in a body of the register: what somebody does there, and in which body. */
export interface Seat {
  readonly role: Role
  /** The id of a body in register.yaml; empty is the back office, the committee or administration. */
  readonly body: string
}

/** From when until when somebody sits; without them there is no term. */
export interface Term {
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
}

/** Every place that a register has, in the order in which people are invited to them. */
export function seatsOf(register: Register): readonly Seat[] {
  const board = boardOf(register)
  const committees = register.bodies.filter(({ id }) => id !== board?.id).map(({ id }) => id)
  return [
    { role: 'secretariat', body: '' },
    ...['', ...committees].flatMap((body): Seat[] => [
      { role: 'committee', body },
      { role: 'chair', body },
    ]),
    ...(board === undefined ? [] : [{ role: 'board', body: board.id } as const]),
    { role: 'administrator', body: '' },
  ]
}

/** What a place is called: "lid van de commissie". A body that a register no longer has is "een oud orgaan". */
export function seatName(register: Register, { role, body }: Seat): string {
  const the = bodyOf(register, body)?.the ?? 'een oud orgaan'
  switch (role) {
    case 'secretariat':
      return `medewerker van ${register.organisation.backOffice.short}`
    case 'committee':
    case 'board':
      return `lid van ${the}`
    case 'chair':
      return `voorzitter van ${the}`
    case 'administrator':
      return 'beheerder'
  }
}

/** How a term stands on a day. */
export function termOn({ first, last }: Term, today: Temporal.PlainDate) {
  if (last !== undefined && Temporal.PlainDate.compare(last, today) < 0) return 'over'
  if (first !== undefined && Temporal.PlainDate.compare(today, first) < 0) return 'to-come'
  return 'runs'
}

/** Whether a place has a term: whoever administers has none, so that a register is never without. */
export function hasTerm({ role }: Pick<Seat, 'role'>): boolean {
  return role !== 'administrator'
}

/** A term out of what the database keeps. */
export function termFrom(row: {
  readonly first: string | null
  readonly last: string | null
}): Term {
  const day = (text: string | null) => (text === null ? undefined : Temporal.PlainDate.from(text))
  return { first: day(row.first), last: day(row.last) }
}
