import { sentenceCase } from '#language/sentences.ts'
import type { Act } from './acts.ts'
import type { RegisterFile } from './register.ts'

type Register = Pick<RegisterFile, 'bodies' | 'organisation'>

/** Kinds of applications, and what is judged apart from them. */
export type Decided = 'first' | 'renewal' | 'move' | 'interim'

/** A body as sentences call it. */
export interface NamedBody {
  readonly id: string
  /** "de registratiecommissie", "het bestuur" */
  readonly the: string
  readonly The: string
  readonly name: string
  readonly may: readonly Act[]
}

/** The body that does something; undefined where a register leaves it to nobody. */
export function bodyFor(register: Register, act: Act): NamedBody | undefined {
  const body = register.bodies.find(({ may }) => may.includes(act))
  return body && bodyOf(register, body.id)
}

/** Who decides where the regulation is silent; undefined where a register leaves it to nobody. */
export function boardOf(register: Register): NamedBody | undefined {
  return bodyFor(register, 'decide-where-silent')
}

/** Which body advises the board; undefined where it decides without advice. */
export function adviserOf(register: Register): NamedBody | undefined {
  return bodyFor(register, 'advise')
}

/**
 * A register as it speaks of applications of a kind, or of what is judged in between: who decides on
 * those is called as that body is, in the place of the committee.
 */
export function decidedBy<Known extends Register>(register: Known, kind: Decided): Known {
  return asDecidedBy(register, `judge-${kind}`)
}

/** A register as it speaks of what the body that does something decided. */
export function asDecidedBy<Known extends Register>(register: Known, act: Act): Known {
  return asDecidedByBody(register, bodyFor(register, act)?.id)
}

/** The same, of a body by its id. */
export function asDecidedByBody<Known extends Register>(
  register: Known,
  id: string | undefined,
): Known {
  const body = id === undefined ? undefined : bodyOf(register, id)
  if (body === undefined || body.id === 'committee') return register
  const { name, the: short } = body
  const article = short.startsWith('het ') ? 'het' : 'de'
  const committee = { article, name, short, members: `leden van ${short}` } as const
  return { ...register, organisation: { ...register.organisation, committee } }
}

/** A body by its id. The back office and the committee have their names with the organisation. */
export function bodyOf(register: Register, id: string): NamedBody | undefined {
  const body = register.bodies.find((one) => one.id === id)
  if (body === undefined) return undefined
  const { backOffice, committee } = register.organisation
  const { name = '', short = '' } =
    id === 'back-office' ? backOffice : id === 'committee' ? committee : body
  return {
    id,
    the: short,
    The: sentenceCase(short),
    name,
    may: body.may,
  }
}
