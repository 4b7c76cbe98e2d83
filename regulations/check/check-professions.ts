import type { CompiledRegulation } from '#engine'
import type { Mistake } from '../mistakes.ts'
import type { RegisterFile } from '../register.ts'

/** Each profession has a name of its own, and gives facts that every version knows as yes or no. */
export function checkProfessions(
  { signUp: { professions } }: Pick<RegisterFile, 'signUp'>,
  versions: readonly CompiledRegulation[],
): Mistake[] {
  return professions.flatMap(({ id, facts }, at): Mistake[] => {
    const place = ['signUp', 'professions', at]
    const twice = professions.findIndex((each) => each.id === id) !== at
    const unknown = facts.flatMap((fact, which): Mistake[] =>
      versions.every(({ regulation }) =>
        regulation.facts.some((known) => known.id === fact && known.type === 'yes-no'),
      )
        ? []
        : [
            {
              path: [...place, 'facts', which],
              message: `${fact} is niet in elke versie een feit met ja of nee (not a yes-no fact of every version)`,
            },
          ],
    )
    const message = `de naam ${id} staat er twee keer (used twice)`
    return [...(twice ? [{ path: [...place, 'id'], message }] : []), ...unknown]
  })
}
