import type { Role, Seat } from '#domain/platform/actor/actor.ts'
import type { Act } from '#regulations/acts.ts'
import { applicationActs, officeActs } from '#regulations/acts.ts'
import type { NamedBody } from '#regulations/bodies.ts'
import { bodyFor, bodyOf } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'

/** From when until when somebody sits; without them there is no term. */
export interface Term {
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
}

/** Every place that a register has, in the order in which people are invited to them. */
export function seatsOf(register: Register): readonly Seat[] {
  return [
    ...register.bodies.flatMap(({ id, may }): Seat[] => [
      { role: 'member', body: id },
      ...(hasChair(may) ? [{ role: 'chair', body: id } as const] : []),
    ]),
    { role: 'privacy-officer', body: '' },
    { role: 'administrator', body: '' },
  ]
}

// Where members can be divided a chair decides, and a chair sees to what is added.
function hasChair(may: readonly Act[]): boolean {
  return [...applicationActs, 'judge-interim' as const, 'adopt-additions' as const].some((act) =>
    may.includes(act),
  )
}

/** What somebody may do by these seats. */
export function actsOf(register: Register, seats: readonly Seat[]): ReadonlySet<Act> {
  return new Set(seats.flatMap(({ body }) => bodyOf(register, body)?.may ?? []))
}

/** Whether somebody may do one of these acts by their seats. */
export function mayDo(
  register: Register,
  { seats }: { readonly seats: readonly Seat[] },
  ...acts: readonly Act[]
): boolean {
  const may = actsOf(register, seats)
  return acts.some((act) => may.has(act))
}

/** The body in which somebody may do one of these acts; undefined for none. */
export function bodyIn(
  register: Register,
  { seats }: { readonly seats: readonly Seat[] },
  ...acts: readonly Act[]
): string | undefined {
  return seats.find((seat) => mayDo(register, { seats: [seat] }, ...acts))?.body
}

/** Whether somebody chairs the body that does something. */
export function chairs(
  register: Register,
  { seats }: { readonly seats: readonly Seat[] },
  act: Act,
): boolean {
  const body = bodyFor(register, act)
  return seats.some(({ role, body: id }) => role === 'chair' && id === body?.id)
}

/** Whether somebody administers the register. */
export function administers({ seats }: { readonly seats: readonly Seat[] }): boolean {
  return seats.some(({ role }) => role === 'administrator')
}

/**
 * Whether somebody sees to the data of people: the data protection officer, and whoever administers, who
 * appoints that officer and reads the whole log.
 */
export function guardsPrivacy({ seats }: { readonly seats: readonly Seat[] }): boolean {
  return seats.some(({ role }) => role === 'privacy-officer' || role === 'administrator')
}

/** What a place is called: "lid van de commissie". A body that a register no longer has is "een oud orgaan". */
export function seatName(register: Register, { role, body }: Seat): string {
  const found = bodyOf(register, body)
  const the = found?.the ?? 'een oud orgaan'
  switch (role) {
    case 'member':
      return found !== undefined && isOffice(found) ? `medewerker van ${the}` : `lid van ${the}`
    case 'chair':
      return `voorzitter van ${the}`
    case 'administrator':
      return 'beheerder'
    case 'privacy-officer':
      return 'functionaris gegevensbescherming'
  }
}

/** Whether a body does the daily work only, and decides nothing. */
export function isOffice({ may }: Pick<NamedBody, 'may'>): boolean {
  return may.every((act) => officeActs.some((one) => one === act))
}

const roles = [
  'member',
  'chair',
  'administrator',
  'privacy-officer',
] as const satisfies readonly Role[]

/**
 * A place as it is kept with an invitation or in the audit record: what was kept there before bodies
 * had members said committee, secretariat or board instead.
 */
export function seatFrom(kept: {
  readonly role?: unknown
  readonly body?: unknown
}): Seat | undefined {
  const body = typeof kept.body === 'string' ? kept.body : ''
  switch (kept.role) {
    case 'secretariat':
      return { role: 'member', body: 'back-office' }
    case 'committee':
      return { role: 'member', body: body === '' ? 'committee' : body }
    case 'board':
      return { role: 'member', body }
    case 'chair':
      return { role: 'chair', body: body === '' ? 'committee' : body }
  }
  const role = roles.find((one) => one === kept.role)
  return role && { role, body }
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
