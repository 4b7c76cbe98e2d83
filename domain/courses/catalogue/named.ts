import type { Registers } from '#domain/platform/context/registers.ts'

interface Named {
  readonly id: string
  readonly label: string
}

interface NamedInRegister {
  readonly courses?: { readonly audiences: readonly Named[]; readonly themes: readonly Named[] }
}

/** What the registers call for whom and about what courses are; what two give the same id is one thing. */
export function namedIn(registers: Registers): {
  readonly audiences: ReadonlyMap<string, string>
  readonly themes: ReadonlyMap<string, string>
  readonly professions: ReadonlyMap<string, string>
} {
  const all = [...registers.values()]
  const offers = all.map((register) => (register as NamedInRegister).courses)
  return {
    audiences: united(offers.flatMap((offer) => offer?.audiences ?? [])),
    themes: united(offers.flatMap((offer) => offer?.themes ?? [])),
    professions: united(all.flatMap(({ signUp }) => signUp.professions)),
  }
}

function united(named: readonly Named[]): ReadonlyMap<string, string> {
  return new Map(named.toReversed().map(({ id, label }) => [id, label]))
}
