import { sentenceCase } from '#language/sentences.ts'
import type { Body, Register } from './register.ts'

/** What people decide on: applications, by their kind, or what the regulation does not provide for. */
export type DecisionKind = Body['decides'][number]

/** A body as sentences call it; an empty id is the committee of the register itself. */
export interface NamedBody {
  readonly id: string
  /** "de registratiecommissie", "het bestuur" */
  readonly the: string
  readonly The: string
  readonly name: string
}

/** Who decides where the regulation is silent; undefined where a register leaves it to nobody. */
export function boardOf(register: Register): NamedBody | undefined {
  const board = register.bodies.find(({ decides }) => decides.includes('silent'))
  return board && named(board)
}

/** Which body decides on applications of a kind: the one that says so, or else the committee. */
export function deciderOf(register: Register, kind: Exclude<DecisionKind, 'silent'>): NamedBody {
  const body = register.bodies.find(({ decides }) => decides.includes(kind))
  return body === undefined ? committeeOf(register) : named(body)
}

/**
 * A register as it speaks of applications of a kind: who decides on those is called as that body is,
 * in the place of the committee.
 */
export function decidedBy(register: Register, kind: Exclude<DecisionKind, 'silent'>): Register {
  const body = register.bodies.find(({ decides }) => decides.includes(kind))
  if (body === undefined) return register
  const { name, short } = body
  const article = short.startsWith('het ') ? 'het' : 'de'
  const committee = { article, name, short, members: `leden van ${short}` } as const
  return { ...register, organisation: { ...register.organisation, committee } }
}

/** Which body advises the board: the one that says so, or else the committee. */
export function adviserOf(register: Register): NamedBody {
  const body = register.bodies.find(({ advises }) => advises)
  return body === undefined ? committeeOf(register) : named(body)
}

/** A body by its id. */
export function bodyOf(register: Register, id: string): NamedBody | undefined {
  if (id === '') return committeeOf(register)
  const body = register.bodies.find((one) => one.id === id)
  return body && named(body)
}

function committeeOf({ organisation: { committee } }: Register): NamedBody {
  return named({ id: '', ...committee })
}

function named({ id, short, name }: Pick<Body, 'id' | 'short' | 'name'>) {
  return { id, the: short, The: sentenceCase(short), name }
}
