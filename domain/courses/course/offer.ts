import type { Registers } from '#domain/platform/context/registers.ts'

/** Something that a register names, by its id. */
export interface Named {
  readonly id: string
  readonly label: string
}

/** For whom and about what there are courses, as the registers name it. */
export interface Offer {
  readonly audiences: readonly Named[]
  readonly professions: readonly Named[]
  readonly themes: readonly Named[]
}

/**
 * What the registers of this installation name together. A course is of no register: what two of them give the same
 * id is one thing, called as the first calls it.
 */
export function offerOf(registers: Registers): Offer {
  const all = [...registers.values()]
  return {
    audiences: united(all.map(({ courses }) => courses.audiences)),
    professions: united(all.map(({ signUp }) => signUp.professions)),
    themes: united(all.map(({ courses }) => courses.themes)),
  }
}

/** The same, each by its id: what is of no register any more has no name. */
export function namesOf(registers: Registers): Readonly<Record<keyof Offer, Names>> {
  const { audiences, professions, themes } = offerOf(registers)
  return {
    audiences: byId(audiences),
    professions: byId(professions),
    themes: byId(themes),
  }
}

type Names = ReadonlyMap<string, string>

function byId(named: readonly Named[]): Names {
  return new Map(named.map(({ id, label }) => [id, label]))
}

function united(lists: readonly (readonly Named[])[]): readonly Named[] {
  const found = new Map<string, Named>()
  for (const { id, label } of lists.flat()) if (!found.has(id)) found.set(id, { id, label })
  return [...found.values()]
}
